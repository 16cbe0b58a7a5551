"""Spreadsheets out of finance software: header found, columns guessed, sums exact."""

import csv
from collections import Counter
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter
from official_files import CORPUS, Outcome, read_file

from jumelles.sources import spreadsheet
from jumelles.sources.reading import SAMPLE_SIZE, Authority, FileRefused, Reading, Sample
from jumelles.sources.tabular.layout import layout_name

SIREN = "219999996"
Sums = Counter[tuple[str, ...]]


def _read(path: Path, siren: str = SIREN) -> Outcome:
    found = read_file(spreadsheet.FORMAT, path, siren)
    assert found.reading.balanced
    return found


def test_lines_below_a_title_with_letters_before_codes() -> None:
    found = _read(CORPUS / "spreadsheet" / "lines.csv")
    first, second = found["budget_lines"]
    assert (first["chapter"], first["nature"], first["function"]) == ("65", "6574", "04")
    assert (first["department"], first["year"], first["stage"]) == ("Relations internationales", 2019, "CA")
    assert [first["executed"], second["executed"]] == [Decimal("12000.00"), Decimal("3500.25")]
    assert found.reading.skipped == Counter(total=1)
    assert found.codes == ["stage-inferred", "amount-unreadable", "nomenclature-missing"]


def test_grants_take_the_year_of_their_title() -> None:
    found = _read(CORPUS / "spreadsheet" / "grants.csv")
    assert [(row["beneficiary"], row["year"]) for row in found["grants"]] == [
        ("Deux Rives", 2018),
        ("Trois Ponts", 2018),
    ]


@pytest.mark.parametrize("paid", ["Montant", "Restes à réaliser"])
def test_amounts_neither_voted_nor_executed_are_refused_with_the_remedy(tmp_path: Path, paid: str) -> None:
    path = tmp_path / "f.csv"
    path.write_text(f"Nature;Fonction;Libellé;{paid}\n6574;04;Subventions;12\n6256;04;Missions;3\n")
    with pytest.raises(FileRefused) as refusal:
        _read(path)
    assert refusal.value.problem.code == "table-stage-missing"
    assert "jumelles.toml" in refusal.value.problem.text("fr")
    assert f"« {paid} »" in refusal.value.problem.text("fr").replace("\u00a0", " ")


def test_a_saved_mapping_wins_over_the_guess(tmp_path: Path) -> None:
    path = tmp_path / "f.csv"
    path.write_text("Exercice;Nature;Fonction;Montant\n2020;6574;04;12\n2020;6256;04;3\n")
    header = ["Exercice", "Nature", "Fonction", "Montant"]
    saved = dict(zip(header, ("year", "nature", "function", "executed"), strict=True))
    rows: list[Any] = []
    reading = Reading(
        "ab" * 32,
        path.name,
        Authority(SIREN, "Essai"),
        lambda table, part: rows.extend(part.to_pylist() if table == "budget_lines" else []),
        mappings={layout_name("spreadsheet", header): saved},
    )
    spreadsheet.FORMAT.read(path, reading)
    assert [(row["stage"], row["executed"]) for row in rows] == [("CA", Decimal("12")), ("CA", Decimal("3"))]
    assert reading.mappings_guessed == {}


def _gironde(path: Path) -> Sums:
    sums: Sums = Counter()
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            key = (
                row["Dépense/Recette"],
                row["Investissement/Fonctionnement"],
                row["Réel/Ordre id/Ordre diff"],
            )
            sums[(*key, row["Rubrique fonctionnelle"].strip()[1:])] += Decimal(row["Montant"])  # type: ignore[assignment]
    return +sums


@pytest.mark.parametrize("year", range(2009, 2015))
def test_the_accounts_of_gironde(shared: Path, year: int) -> None:
    path = shared / f"data/budgets/gironde/cedi_{year}_CA.csv"
    found = _read(path, "223300013")
    assert found.reading.refused == 0
    (document,) = found["documents"]
    assert (document["year"], document["stage"], document["budget"], document["nomenclature"]) == (
        year,
        "CA",
        "main",
        "M52",
    )
    ours: Sums = Counter()
    for row in found["budget_lines"]:
        side = "D" if row["direction"] == "expense" else "R"
        section = "F" if row["section"] == "operating" else "I"
        ours[side, section, "OR" if row["real"] else "O", row["function"]] += row["executed"]
    theirs: Sums = Counter()
    for (side, section, real, function), amount in _gironde(path).items():
        theirs[side, section, real if real == "OR" else "O", function] += amount
    assert +ours == +theirs
    assert all(row["nature"].isdigit() and row["chapter"][0].isdigit() for row in found["budget_lines"])


@pytest.mark.parametrize("year", [2024, 2025])
def test_the_voted_budgets_of_paris(shared: Path, year: int) -> None:
    path = shared / f"data/budgets/paris/seed_pdf_budget_vote_{year}.csv"
    found = _read(path, "217500016")
    (document,) = found["documents"]
    assert (document["year"], document["stage"], document["nomenclature"], document["vote"]) == (
        year,
        "BP",
        "M57",
        "function",
    )
    assert found.codes == ["stage-inferred", "nomenclature-inferred"]
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert sum(row["voted"] for row in found["budget_lines"]) == sum(Decimal(row["montant"]) for row in rows)
    for line, row in zip(found["budget_lines"], rows, strict=True):
        assert line["function"] == (row["fonction_code"] or None)
        assert line["section"] == ("operating" if row["section"] == "Fonctionnement" else "investment")
    transfers = [line for line in found["budget_lines"] if line["chapter"] in ("925", "926", "946")]
    assert transfers
    assert {line["real"] for line in transfers} == {False}


def test_a_table_without_amounts_names_what_it_lacks(shared: Path) -> None:
    path = shared / "data/budgets/montreuil/agregation-Montreuil-v13.csv"
    match = spreadsheet.FORMAT.recognise(Sample(path, path.read_bytes()[:SAMPLE_SIZE], path.stat().st_size))
    assert match.score < 0.5
    assert match.missing == ("amount",)
    with pytest.raises(FileRefused) as refusal:
        _read(path)
    assert refusal.value.problem.code == "table-not-found"


def test_a_sheet_that_cannot_be_read_does_not_lose_the_others(tmp_path: Path) -> None:
    path = tmp_path / "w.xlsx"
    with xlsxwriter.Workbook(path) as book:
        told = book.add_worksheet("Réalisé")
        for number, row in enumerate(
            [["Nature", "Fonction", "Mandaté 2020"], ["6574", "04", 12.5], ["6256", "04", 3]]
        ):
            told.write_row(number, 0, row)
        untold = book.add_worksheet("Autre")
        for number, row in enumerate([["Nature", "Fonction", "Montant"], ["6574", "04", 7]]):
            untold.write_row(number, 0, row)
    found = _read(path)
    assert [row["executed"] for row in found["budget_lines"]] == [Decimal("12.50"), Decimal("3.00")]
    assert found.reading.skipped == Counter({"other-table": 1})
    assert "sheet-without-table" in found.codes


def test_a_formula_without_its_result_refuses_its_row_only(tmp_path: Path) -> None:
    path = tmp_path / "w.xlsx"
    book = openpyxl.Workbook()
    assert book.active is not None
    for row in (
        ["Association", "Montant", "Année"],
        ["Deux Rives", 10, 2020],
        ["Trois Ponts", "=B2*2", 2020],
    ):
        book.active.append(row)
    book.save(path)
    found = _read(path)
    assert [row["beneficiary"] for row in found["grants"]] == ["Deux Rives"]
    assert found.codes == ["formula-without-value"]


def test_a_header_repeated_in_other_words_is_not_a_row(tmp_path: Path) -> None:
    path = tmp_path / "2013.csv"
    rows = [
        "CODE;STRUCTURE;Nature;Montant",
        "1;Deux Rives;P;500",
        "CODE STRUCTURE;NOM STRUCTURE;NATURE;MONTANT ACCORDE",
    ]
    path.write_text("\n".join([*rows, "2;Puits du Sud;F;300", ""]), encoding="utf-8")
    found = _read(path)
    assert [row["beneficiary"] for row in found["grants"]] == ["Deux Rives", "Puits du Sud"]
    assert found.reading.skipped == {"repeated-header": 1}
    assert found.reading.refused == 0
