"""The ledgers as files: exact cents, no formula from a name, filters that give the figure again."""

import csv
from decimal import Decimal
from pathlib import Path

import confluence
import openpyxl
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jumelles.ledger.figures import EXPENSE_PARTS
from jumelles.publish import Publication
from jumelles.publish.ledger_csv import neutral
from jumelles.publish.ledger_rows import COLUMNS


def figure_of(publication: Publication, year: int, parts: tuple[str, ...]) -> Decimal:
    from jumelles.ledger.figures import classify  # noqa: PLC0415

    rows = classify(publication.entries, publication.documents, publication.perimeter).to_pylist()
    return sum((row["central"] for row in rows if row["year"] == year and row["part"] in parts), Decimal(0))


def test_parquet_filtered_gives_the_figure(published: Path, publication: Publication) -> None:
    rows = pq.read_table(published / "ledger.parquet").to_pylist()
    assert len(rows) == len(publication.entries)
    summed = sum(row["central"] for row in rows if row["year"] == 2021 and row["part"] in EXPENSE_PARTS)
    assert summed == figure_of(publication, 2021, EXPENSE_PARTS)


def test_csv_is_french_and_exact(published: Path, publication: Publication) -> None:
    with (published / "ledger.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    assert tuple(rows[0]) == COLUMNS
    amounts = [Decimal(row["central"].replace(",", ".")) for row in rows]
    assert sum(amounts) == sum(publication.entries["central"].to_pylist())


def test_csv_in_english(published_in_english: Path) -> None:
    with (published_in_english / "ledger.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert Decimal(rows[0]["central"]) > 0


def test_workbook_holds_the_figures(published: Path, publication: Publication) -> None:
    book = openpyxl.load_workbook(published / "ledger.xlsx", data_only=True)
    assert book.sheetnames == ["Lisez-moi", "Consolidé par année", "Écritures", "Documents", "Problèmes"]
    years = {row[0]: row for row in book["Consolidé par année"].iter_rows(min_row=2, values_only=True)}
    assert Decimal(str(years[2021][2])) == figure_of(publication, 2021, EXPENSE_PARTS)
    entries = book["Écritures"]
    assert entries.max_row == len(publication.entries) + 1
    assert entries.freeze_panes == "B2"
    assert entries.auto_filter.ref


def test_workbook_formulas_add_up_the_entries(published: Path, publication: Publication) -> None:
    """Reckon the SUMIFS by hand: same words of the part, same column."""
    book = openpyxl.load_workbook(published / "ledger.xlsx")
    formula = book["Consolidé par année"]["F2"].value
    assert formula.startswith("=SUMIFS('Écritures'!")
    words = formula.rsplit('"', 2)[1]
    rows = list(book["Écritures"].iter_rows(min_row=2, values_only=True))
    year, part, central = (COLUMNS.index(name) for name in ("year", "part", "central"))
    summed = sum(Decimal(str(row[central])) for row in rows if row[year] == 2018 and row[part] == words)
    assert summed == figure_of(publication, 2018, ("coded",))


@given(st.integers(-(10**15), 10**15))
def test_a_double_keeps_cents(cents: int) -> None:
    amount = Decimal(cents) / 100
    assert Decimal(repr(float(amount))).quantize(Decimal("0.01")) == amount


@pytest.mark.parametrize("text", ["=1+1", "+33", "-x", "@SUM(A1)", "\t=1", "＝1"])
def test_formulas_are_neutral_in_csv(text: str) -> None:
    assert neutral(text) == f"'{text}"
    assert neutral("Comité 1=1") == "Comité 1=1"


def test_hostile_names_stay_text_in_the_workbook(tmp_path: Path) -> None:
    name = '=HYPERLINK("http://x")'
    rows = [
        confluence.entry(2021, 1, beneficiary=name, label="https://x"),
        confluence.entry(2021, 2, label="\x07" * 40_000),
    ]
    made = confluence.publication(entries=confluence.table("entries", rows), truths=())
    out = confluence.shelve(tmp_path, made, "fr")
    sheet = openpyxl.load_workbook(out / "ledger.xlsx")["Écritures"]
    cells = [cell for row in sheet.iter_rows(min_row=2) for cell in row]
    assert name in [cell.value for cell in cells]
    assert {cell.data_type for cell in cells} <= {"n", "s", "inlineStr"}
    assert not any(cell.hyperlink for cell in cells)
    assert f"'{name}".replace('"', '""') in (out / "ledger.csv").read_text(encoding="utf-8-sig")
