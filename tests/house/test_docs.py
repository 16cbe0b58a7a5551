"""House rules on pages: links lead somewhere, and what is documented is what there is."""

import re
from pathlib import Path

import pyarrow as pa
import pytest
import typer
from repository import DOCS, README, ROOT, sections, shown, tables, tracked

from jumelles.cli.main import app
from jumelles.records.tables import COUNT, DATE, FLAG, MONEY, TABLES, TEXT, WHOLE, YEAR
from jumelles.sources.reading import Format
from jumelles.sources.registry import FORMATS

PAGES = tracked("*.md")
_LINK = re.compile(r"\]\(([^)\s]+)\)")
_TYPES = {
    TEXT: "text",
    YEAR: "year",
    MONEY: "money",
    COUNT: "count",
    WHOLE: "whole",
    FLAG: "flag",
    DATE: "date",
    pa.timestamp("s"): "time",
    pa.float64(): "number",
}


def _words(path: Path) -> str:
    return path.read_text(encoding="utf-8")


@pytest.mark.parametrize("page", PAGES, ids=shown)
def test_links_lead_to_files(page: Path) -> None:
    inside = [link for link in _LINK.findall(_words(page)) if not link.startswith(("http", "#", "mailto:"))]
    missing = [link for link in inside if not (page.parent / link.partition("#")[0]).exists()]
    assert missing == []


def test_every_page_is_named_by_another() -> None:
    """A page that no other leads to is not found; its path between backquotes will do."""
    named = {
        (page.parent / link.partition("#")[0]).resolve()
        for page in PAGES
        for link in _LINK.findall(_words(page))
    }
    named |= {ROOT / path for page in PAGES for path in re.findall(r"`([\w./-]+\.md)`", _words(page))}
    assert [shown(page) for page in PAGES if page != README and page not in named] == []


def test_decisions_are_numbered_in_order_and_listed_under_their_titles() -> None:
    records = sorted((DOCS / "decisions").glob("[0-9]*.md"))
    assert [int(path.name[:4]) for path in records] == list(range(1, len(records) + 1))
    index = _words(DOCS / "decisions" / "README.md")
    for path in records:
        number, _, title = _words(path).splitlines()[0].removeprefix("# ").partition(". ")
        assert int(number) == int(path.name[:4])
        assert f"{number}. [{title}]({path.name})" in index


def _readme_row(name: str) -> list[str]:
    return next(row for table in tables(_words(README)) for row in table if row[0] == f"`{name}`")


@pytest.mark.parametrize("one", FORMATS, ids=lambda one: one.name)
def test_every_format_is_in_the_readme_and_has_its_page(one: Format) -> None:
    row = _readme_row(one.name)
    assert all(row)
    (page,) = (ROOT / link for link in _LINK.findall(row[-1]))
    announced = next(line for line in _words(page).splitlines() if line.startswith("Format"))
    assert f"`{one.name}`" in announced


def test_the_readme_lists_no_format_that_is_gone() -> None:
    (listed,) = (table for table in tables(_words(README)) if table[0][0] == "format")
    assert [row[0].strip("`") for row in listed[1:]] == [one.name for one in FORMATS]


@pytest.mark.parametrize("one", FORMATS, ids=lambda one: one.name)
def test_every_reader_has_a_corpus_to_fuzz(one: Format) -> None:
    module = one.read.__module__.rpartition(".")[2]
    folders = {path.parent.name for path in tracked("tests/corpus/*")}
    assert folders & {module, module.removeprefix("scdl_")}


def test_every_table_and_column_is_documented_with_its_type() -> None:
    documented = {
        name: [(row[0].strip("`"), row[1]) for row in tables(part)[0][1:]]
        for name, part in sections(_words(DOCS / "tables.md")).items()
    }
    declared = {
        name: [(field.name, _TYPES[field.type]) for field in table.schema] for name, table in TABLES.items()
    }
    assert documented == declared


def test_every_command_and_option_is_documented_and_has_help() -> None:
    pages = sections(_words(DOCS / "commands.md"))
    commands = typer.main.get_command(app).commands  # type: ignore[attr-defined]
    for name, command in commands.items():
        assert command.help
        options = [option for option in command.params if option.param_type_name == "option"]
        documented = [row[0].strip("`") for table in tables(pages[f"jumelles {name}"]) for row in table[1:]]
        assert documented == [option.opts[0] for option in options if option.name != "help"]
    assert {page for page in pages if page.startswith("jumelles ")} == {
        f"jumelles {name}" for name in commands
    }


def test_exit_codes_are_told_alike() -> None:
    readme, page = (
        [row[0] for table in tables(_words(path)) for row in table if row[0].isdigit()]
        for path in (README, DOCS / "commands.md")
    )
    assert readme == page == ["0", "1", "2", "130"]


def test_the_changelog_opens_with_what_comes() -> None:
    assert "## Unreleased" in _words(ROOT / "CHANGELOG.md")


def test_make_help_matches_the_rules() -> None:
    """Each target that the Makefile declares has a rule that says what it is for."""
    makefile = _words(ROOT / "Makefile")
    (declared,) = re.findall(r"(?m)^\.PHONY: (.+)$", makefile)
    assert declared.split() == re.findall(r"(?m)^([a-z]+):.*  ## .+$", makefile)
