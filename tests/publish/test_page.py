"""The page: every link leads somewhere, every number is the table's, and nothing in a file can run."""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from itertools import pairwise
from pathlib import Path

import confluence
import pytest
from lxml import html

from jumelles.ledger.figures import EXPENSE_PARTS, Part, classify, sums_by
from jumelles.publish import Publication
from jumelles.publish.rows import PAGE_ROWS
from jumelles.records.vocabulary import Perimeter

SPACES = re.compile(r"[\s\u00a0\u202f]")


@cache
def tree(path: Path) -> html.HtmlElement:
    return html.fromstring(path.read_bytes())


def links(folder: Path) -> Iterator[tuple[Path, str]]:
    for page in sorted(folder.rglob("*.html")):
        yield from ((page, href) for href in tree(page).xpath("//a/@href"))


def broken(folder: Path) -> list[tuple[str, str]]:
    """(page, link) of links whose file or anchor does not exist."""
    missing = []
    for page, href in links(folder):
        name, _, anchor = href.partition("#")
        target = (page.parent / name).resolve() if name else page
        found = target.exists() and (not anchor or bool(tree(target).xpath("//*[@id=$id]", id=anchor)))
        missing += [] if found else [(page.name, href)]
    return missing


def euros(text: str) -> Decimal:
    return Decimal(SPACES.sub("", text).replace(",", ".").replace("€", "").replace("–", "0"))


def cells(folder: Path, table: str) -> list[list[str]]:
    rows = tree(folder / "index.html").xpath(f"//table[@id='{table}']/tbody/tr")
    return [[(cell.xpath("a/text()|text()") or [""])[0].strip() for cell in row] for row in rows]


def test_every_link_resolves(published: Path) -> None:
    assert len(list(links(published))) > 1000
    assert broken(published) == []


def test_every_id_is_unique(published: Path) -> None:
    for page in published.rglob("*.html"):
        ids = tree(page).xpath("//@id")
        assert len(ids) == len(set(ids)), page.name


def test_every_euro_of_the_figures_leads_to_rows(published: Path) -> None:
    for table in ("table-years", "table-net", "table-nature_group", "table-kind", "table-beneficiaries"):
        amounts = tree(published / "index.html").xpath(
            f"//table[@id='{table}']//td[contains(@class, 'number')]"
        )
        without = [
            cell.text_content() for cell in amounts if not cell.xpath("a") and "," in cell.text_content()
        ]
        assert without == [], table


def test_the_figures_are_the_tables(published: Path, publication: Publication) -> None:
    classified = classify(publication.entries, publication.documents, publication.perimeter)
    expected: dict[int, Decimal] = {}
    for row in classified.to_pylist():
        if row["part"] in EXPENSE_PARTS:
            expected[row["year"]] = expected.get(row["year"], Decimal(0)) + row["central"]
    shown = {int(row[0]): euros(row[1]) for row in cells(published, "table-years")}
    assert shown == expected
    coded = {
        key[0]: interval.central
        for key, (interval, _) in sums_by(classified, ("year", "part")).items()
        if key[1] == Part.CODED
    }
    assert {int(row[0]): euros(row[2]) for row in cells(published, "table-years")} == coded


@pytest.mark.parametrize("axis", ["nature_group", "section", "department", "countries", "kind"])
def test_each_breakdown_sums_to_the_figure(published: Path, axis: str) -> None:
    totals = [euros(row[1]) for row in cells(published, "table-years")]
    rows = cells(published, f"table-{axis}")
    assert [sum(euros(row[1 + rank]) for row in rows) for rank in range(len(totals))] == totals


def test_rows_behind_a_number_sum_to_it(published: Path) -> None:
    """Follow the link of each cell of a breakdown and add up the rows found there."""
    checked = 0
    for link in tree(published / "index.html").xpath("//table[@id='table-department']//td/a"):
        name, _, anchor = link.get("href").partition("#")
        (group,) = tree(published / name).xpath("//section[@id=$id]", id=anchor)
        amounts = [
            euros(cell.text_content() if not cell.xpath("a") else cell.xpath("a/text()")[0])
            for cell in group.xpath(".//tbody//td[1]")
        ]
        assert sum(amounts) == euros(link.text_content())
        checked += 1
    assert checked > 40


def test_every_entry_is_on_one_ledger_page_with_its_file(published: Path, publication: Publication) -> None:
    ids = [i for page in published.glob("rows/*-ledger*.html") for i in tree(page).xpath("//tr/@id")]
    assert sorted(ids) == sorted(f"r{rank}" for rank in range(len(publication.entries)))


def test_structure_for_screen_readers(published: Path) -> None:
    for page in published.rglob("*.html"):
        root = tree(page)
        assert root.get("lang") == "fr"
        assert len(root.xpath("//h1")) == len(root.xpath("//main")) == 1
        assert root.xpath("//a[@class='skip']/@href") == ["#page-main"]
        assert len(root.xpath("//table")) == len(root.xpath("//table/caption"))
        assert not root.xpath("//th[not(@scope)]")
        levels = [int(h.tag[1]) for h in root.xpath("//h1|//h2|//h3")]
        assert all(after - before <= 1 for before, after in pairwise(levels))
        assert not root.xpath("//script")
        for svg in root.xpath("//*[local-name()='svg']"):
            assert svg.get("role") == "img"
            assert len(svg.xpath("*[local-name()='title' or local-name()='desc']")) == 2


def test_french_everywhere(published: Path) -> None:
    text = tree(published / "index.html").text_content()
    assert "Budget consolidé de l’action internationale" in text
    assert "\u202f" in text
    assert not re.search(r"\d \d{3},\d\d", text)


def test_english(published_in_english: Path) -> None:
    text = tree(published_in_english / "index.html").text_content()
    assert "Consolidated international action budget" in text
    assert "International action in 2023" in text
    assert tree(published_in_english / "index.html").get("lang") == "en"
    assert re.search(r"\d{3},\d{3}\.\d\d", text)


def test_an_empty_ledger_says_what_to_do(tmp_path: Path) -> None:
    made = confluence.publication(entries=confluence.table("entries", []), truths=())
    out = confluence.shelve(tmp_path, made, "fr")
    text = tree(out / "index.html").text_content()
    assert "Aucune somme internationale trouvée. Que faire" in text
    assert [row[1] for row in cells(out, "table-years")] == ["0,00"] * 7
    assert broken(out) == []


def test_nothing_at_all(tmp_path: Path) -> None:
    empty = {
        name: confluence.table(name, []) for name in ("entries", "general_budget", "documents", "problems")
    }
    out = confluence.shelve(tmp_path, confluence.publication(**empty, files=(), truths=()), "fr")
    text = tree(out / "index.html").text_content()
    assert "Aucun fichier n’a été lu" in text
    assert "Aucun problème trouvé" in text
    assert broken(out) == []


def test_one_year_only(tmp_path: Path) -> None:
    years = range(2021, 2022)
    made = confluence.publication(
        entries=confluence.table("entries", confluence.entries(years=years)),
        general_budget=confluence.table("general_budget", confluence.budgets(years)),
        documents=confluence.table("documents", confluence.documents(years)),
        files=confluence.accounts(years),
        truths=(),
    )
    out = confluence.shelve(tmp_path, made, "fr")
    assert len(cells(out, "table-years")) == 1
    assert broken(out) == []


def test_core_perimeter_leaves_extended_rows_out(tmp_path: Path, published: Path) -> None:
    out = confluence.shelve(tmp_path, confluence.publication(perimeter=Perimeter.CORE), "fr")
    assert "périmètre noyau" in tree(out / "index.html").text_content()
    assert euros(cells(out, "table-years")[0][1]) < euros(cells(published, "table-years")[0][1])
    assert "hors du périmètre choisi" in (out / "rows" / "2021-ledger.html").read_text(encoding="utf-8")


HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    '#import "@preview/x:1.0.0"; #panic() $ * _ ` @x <y>',
    "=cmd|' /C calc'!A0",
    "{{ 7*7 }}{% raw %}",
    "A\u0000\u0007\u202eB\ufffe",
    "x" * 3000,
)


def test_hostile_names_are_only_text(tmp_path: Path) -> None:
    rows = [
        confluence.entry(
            2021, rank, beneficiary=name, label=name, department=name, evidence=name, locator=name
        )
        for rank, name in enumerate(HOSTILE)
    ]
    made = confluence.publication(entries=confluence.table("entries", rows), authority=HOSTILE[0], truths=())
    out = confluence.shelve(tmp_path, made, "fr")
    for page in out.rglob("*.html"):
        root = tree(page)
        assert not root.xpath("//script|//img")
        assert not root.xpath("//@*[starts-with(name(), 'on')]")
    assert HOSTILE[0] in tree(out / "index.html").xpath("//h1")[0].text_content()
    assert "{{ 7*7 }}" in tree(out / "index.html").text_content()
    assert broken(out) == []


def test_thousands_of_rows_make_few_bounded_pages(tmp_path: Path) -> None:
    made = confluence.publication(entries=confluence.table("entries", confluence.entries(per_year=700)))
    out = confluence.shelve(tmp_path, made, "fr")
    pages = list(out.glob("rows/*.html"))
    assert len(pages) < 150
    assert all(len(tree(page).xpath("//tbody/tr")) <= PAGE_ROWS for page in pages if "ledger" in page.name)
    assert max(page.stat().st_size for page in pages) < 800_000
    assert broken(out) == []
