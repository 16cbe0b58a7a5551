"""OFGL aggregates: the four real extracts, both ways of naming columns, float noise, other authorities."""

import csv
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest
from official_files import read_file, recognised

from jumelles.sources.ofgl import FORMAT
from jumelles.sources.reading import FileRefused

CAZERES = "213101355"
EXTRACTS = {
    "communes-consolidee": (CAZERES, 100, 0),
    "departement": ("223100017", 126, 0),
    "epci": ("243100518", 1, 23),
    "region": ("200053791", 104, 0),
}
TECHNICAL = "exer;siren;lbudg;agregat;montant_bp;montant;ptot\n"


def _write(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "ofgl.csv"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize("extract", EXTRACTS)
def test_real_extracts_are_read_whole(shared: Path, extract: str) -> None:
    siren, kept, others = EXTRACTS[extract]
    path = shared / f"data/national/ofgl-base-{extract}.test.csv"
    assert recognised(FORMAT, path.read_bytes()).score == 1.0
    outcome = read_file(FORMAT, path, siren)
    assert outcome.reading.skipped == Counter({"other-authority": others} if others else {})
    assert (outcome.reading.kept, outcome.reading.refused) == (kept, 0)
    assert outcome.reading.balanced


def test_amounts_are_those_of_the_file_to_the_cent(shared: Path) -> None:
    path = shared / "data/national/ofgl-base-region.test.csv"
    rows = read_file(FORMAT, path, "200053791")["aggregates"]
    with path.open(encoding="utf-8-sig") as file:
        written = {(r["Exercice"], r["Agrégat"]): r["Montant"] for r in csv.DictReader(file, delimiter=";")}
    for row in rows:
        assert abs(row["amount"] - Decimal(written[(str(row["year"]), row["aggregate"])])) < Decimal("1e-5")


@pytest.mark.parametrize("extract", ["communes-consolidee", "departement", "region"])
def test_total_expense_is_made_of_the_parts_named_in_the_docstring(shared: Path, extract: str) -> None:
    rows = read_file(FORMAT, shared / f"data/national/ofgl-base-{extract}.test.csv", EXTRACTS[extract][0])
    amounts = {(row["year"], row["aggregate"]): row["amount"] for row in rows["aggregates"]}
    for year in (2022, 2023):
        total, operating = amounts[(year, "Dépenses totales")], amounts[(year, "Dépenses de fonctionnement")]
        assert total == operating + amounts[(year, "Dépenses d'investissement")]
        lasting = amounts[(year, "Dépenses totales hors remb")]
        assert lasting == operating + amounts[(year, "Dépenses d'investissement hors remb")]
        assert total - lasting == amounts[(year, "Remboursements d'emprunts hors GAD")]


def test_technical_names_are_read_too(tmp_path: Path) -> None:
    path = _write(tmp_path, f"{TECHNICAL}2022-01-01;{CAZERES};CAZERES;Dépenses totales;9.5;10.0;4871.0\n")
    row = read_file(FORMAT, path, CAZERES)["aggregates"][0]
    assert (row["year"], row["amount"], row["main_budget"]) == (2022, Decimal("10.00"), Decimal("9.50"))
    assert (row["population"], row["authority"]) == (4871, "CAZERES")


def test_float_noise_is_taken_off_and_part_of_a_cent_refused(tmp_path: Path) -> None:
    noisy = (
        "71139.5999999999",
        "0.320000000006985",
        "-18811398.8199997",
        "12.345",
        "0.43892715000000004",
        "n.c.",
        "",
    )
    lines = "".join(f"2022;{CAZERES};C;A{number};;{text};\n" for number, text in enumerate(noisy))
    outcome = read_file(FORMAT, _write(tmp_path, TECHNICAL + lines), CAZERES)
    amounts = [str(row["amount"]) for row in outcome["aggregates"]]
    assert amounts == ["71139.60", "0.32", "-18811398.82"]
    assert outcome.codes == ["amount-unreadable"] * 4


def test_one_document_a_year(shared: Path) -> None:
    outcome = read_file(FORMAT, shared / "data/national/ofgl-base-region.test.csv", "200053791")
    assert [(row["year"], row["siren"]) for row in outcome["documents"]] == [
        (2022, "200053791"),
        (2023, "200053791"),
    ]
    assert len({row["document"] for row in outcome["aggregates"]}) == 2


def test_bad_rows_and_bad_files(tmp_path: Path) -> None:
    bad = f"20202;{CAZERES};C;A;;1;\n2022;?;C;A;;1;\n2022;{CAZERES};C;;;1;\n2022;{CAZERES}\n\n"
    lines = bad + f"2022;{CAZERES};C;A;;1;x\n"
    outcome = read_file(FORMAT, _write(tmp_path, TECHNICAL + lines), CAZERES)
    assert outcome.codes == ["year-implausible", "identifier-unreadable", "aggregate-missing", "row-width"]
    assert outcome["aggregates"][0]["population"] is None
    assert outcome.reading.balanced
    with pytest.raises(FileRefused, match="Agrégat"):
        read_file(FORMAT, _write(tmp_path, "exer;siren;montant\n2022;1;2\n"), CAZERES)


def test_a_file_without_aggregates_is_not_recognised() -> None:
    match = recognised(FORMAT, b"exer;outre_mer;categ;ptot;siren\n")
    assert match.score < 0.5
    assert match.missing == ("Agrégat", "Montant")
