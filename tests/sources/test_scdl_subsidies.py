"""Subsidies, official and not: money exact, persons summed, damaged numbers dropped, commas put together."""

import csv
import json
from collections import Counter
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from official_files import CORPUS, Outcome, read_file

from jumelles.sources import scdl_subsidies, spreadsheet
from jumelles.sources.reading import SAMPLE_SIZE, Format, Match, Sample

SIREN = "219999996"


def _read(path: Path, format_: Format = scdl_subsidies.FORMAT, siren: str = SIREN) -> Outcome:
    outcome = read_file(format_, path, siren)
    assert outcome.reading.balanced
    return outcome


def _score(format_: Format, path: Path) -> Match:
    return format_.recognise(Sample(path, path.read_bytes()[:SAMPLE_SIZE], path.stat().st_size))


def _write(folder: Path, rows: list[list[str]], name: str = "f.csv") -> Path:
    path = folder / name
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file, delimiter=";").writerows(rows)
    return path


def _sum(rows: list[dict[str, Any]], column: str) -> Decimal:
    return sum((row[column] for row in rows if row[column] is not None), Decimal(0))


def test_a_column_named_by_signs_only_names_no_field(tmp_path: Path) -> None:
    """Found by the fuzz: such a name has no letters to compare."""
    rows = [["Nom du bénéficiaire", "Montant", "Année", "€€"], ["Kayes", "10", "2020", "x"]]
    path = _write(tmp_path, rows)
    assert _score(scdl_subsidies.FORMAT, path).score < 0.5
    assert _read(path, spreadsheet.FORMAT)["grants"][0]["amount"] == Decimal("10.00")


def test_the_official_file() -> None:
    found = _read(CORPUS / "subsidies" / "official.csv")
    by_reference = {row["reference"]: row for row in found["grants"]}
    assert set(by_reference) == {"D-12", "D-15", "D-17", None}
    assert by_reference["D-12"]["amount"] == Decimal("12500.00")
    assert (by_reference["D-15"]["amount"], by_reference["D-15"]["in_kind"]) == (None, Decimal("800.00"))
    assert by_reference["D-15"]["beneficiary_id"] is None
    assert by_reference["D-17"]["amount"] == Decimal("240000.00")
    assert found.codes == ["amount-unreadable", "siret-damaged", "amount-with-note"]
    assert found.reading.skipped == Counter(total=1)


def test_natural_persons_are_summed_and_never_named() -> None:
    found = _read(CORPUS / "subsidies" / "official.csv")
    (persons,) = [row for row in found["grants"] if row["summed"]]
    assert (persons["summed"], persons["amount"], persons["year"]) == (2, Decimal("750.50"), 2019)
    assert persons["beneficiary"] == "Personnes physiques"
    assert persons["object"] is None
    told = str(found.tables) + str(found.reading.problems)
    assert "Personne Une" not in told
    assert "Personne Deux" not in told


@pytest.mark.parametrize(
    ("name", "form", "code"),
    [
        ("MADAME DUPONT", "", ""),
        ("Mlle Dupont", "", ""),
        ("DUPONT Anne", "Personnes physiques", ""),
        ("DUPONT Anne", "P3", ""),
        ("DUPONT Anne", "", "2 84 05 75 116 001 23"),
    ],
)
def test_a_person_is_known_by_civility_form_or_number(
    tmp_path: Path, name: str, form: str, code: str
) -> None:
    header = ["Bénéficiaire", "Nature juridique", "SIRET bénéficiaire", "Montant", "Année"]
    path = _write(tmp_path, [header, [name, form, code, "10", "2020"], ["Club", "", "", "5", "2020"]])
    rows = _read(path, spreadsheet.FORMAT)["grants"]
    assert [(row["beneficiary"], row["summed"]) for row in rows] == [
        ("Club", None),
        ("Personnes physiques", 1),
    ]


@pytest.mark.parametrize(
    ("amount", "outcome"),
    [
        ("1.234,56 €", Decimal("1234.56")),
        ("1 234,5", Decimal("1234.50")),
        (".51", Decimal("0.51")),
        ("-12", Decimal("-12.00")),
        ("n.c.", "amount-unreadable"),
        ("", "amount-missing"),
        ("1.234", "amount-ambiguous"),
        ("12,345678", "amount-part-of-a-cent"),
        ("1e17", "amount-too-large"),
        ("9" * 40, "amount-too-large"),
        ("1e999999999999", "amount-too-large"),
    ],
)
def test_an_amount_is_read_exactly_or_refused(tmp_path: Path, amount: str, outcome: Decimal | str) -> None:
    rows = [["Bénéficiaire", "Montant", "Année"], ["Club", amount, "2020"], ["Autre", "1", "2020"]]
    found = _read(_write(tmp_path, rows), spreadsheet.FORMAT)
    if isinstance(outcome, Decimal):
        assert found["grants"][0]["amount"] == outcome
    else:
        assert found.codes == [outcome]
        assert found.reading.refused == 1


def test_a_year_of_five_digits_is_refused(tmp_path: Path) -> None:
    rows = [["Bénéficiaire", "Montant", "Année"], ["Club", "1", "20202"], ["Autre", "1", "2020"]]
    assert _read(_write(tmp_path, rows), spreadsheet.FORMAT).codes == ["year-implausible"]


def test_a_column_of_directions_gives_the_department() -> None:
    rows = _read(CORPUS / "subsidies" / "list.json", spreadsheet.FORMAT)["grants"]
    assert [(row["department"], row["amount"], row["year"]) for row in rows] == [
        ("DRI", Decimal("1234.10"), 2021),
        (None, Decimal("1000.00"), 2021),
    ]


def test_commas_nobody_quoted_are_put_together_when_there_is_one_way() -> None:
    rows = _read(CORPUS / "subsidies" / "commas.csv")["grants"]
    assert [row["amount"] for row in rows] == [Decimal("24975.00"), Decimal("72000.50")]
    assert rows[1]["object"] == "quatre jeudis, de foire"


def test_commas_that_leave_two_ways_refuse_the_row(tmp_path: Path) -> None:
    path = tmp_path / "f.csv"
    path.write_text(
        "nomBeneficiaire,objet,montant,nature,dateConvention\n"
        "Les Arts,Concert,24 975,00,aide en numéraire,2018-01-01\n"
        "La Foire,jeudis,du marché,72 000,00,aide en numéraire,2018-01-01\n",
        encoding="utf-8",
    )
    found = _read(path)
    assert found.codes == ["row-too-wide"]
    assert [row["beneficiary"] for row in found["grants"]] == ["Les Arts"]


def test_the_files_of_vendee_agree_with_the_agreed_list(shared: Path) -> None:
    """The rows put together again from nine broken files are in a list that others mended by hand."""
    folder = shared / "data/subsidies/pays_de_la_loire"
    with (folder / "donnees_subventions_agregees_PDL_utf8.csv").open(encoding="cp1252", newline="") as file:
        listed = Counter(
            (row["idBeneficiaire"], Decimal(row["montant"]))
            for row in csv.DictReader(file, delimiter=";")
            if "Vend" in row["nomAttribuant"]
        )
    kept = read = missing = 0
    for path in sorted(folder.glob("201*_Publication*.csv")):
        assert _score(scdl_subsidies.FORMAT, path).score > 0.9
        found = _read(path)
        read, kept = read + found.reading.read, kept + found.reading.kept
        missing += sum(not listed[row["beneficiary_id"], row["amount"]] for row in found["grants"])
    assert kept > 0.8 * read
    assert missing <= 3


@pytest.mark.parametrize("year", range(2020, 2025))
def test_the_lists_of_paris_add_up_to_their_own_totals(shared: Path, year: int) -> None:
    path = shared / f"data/subsidies/paris/paris_beneficiaires_{year}.json"
    document = json.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)
    found = _read(path, spreadsheet.FORMAT)
    assert found.reading.kept == document["nb_beneficiaires"]
    assert _sum(found["grants"], "amount") == document["total_montant"]
    assert {row["year"] for row in found["grants"]} == {year}
    persons = sum(row["nature_juridique"] == "Personnes physiques" for row in document["data"])
    assert sum(row["summed"] or 0 for row in found["grants"]) >= persons
    themes = {row["thematique"] for row in document["data"]}
    assert not any(row["object"] in themes or row["department"] in themes for row in found["grants"])


def test_the_annex_of_paris_tells_cash_from_kind(shared: Path) -> None:
    path = shared / "data/subsidies/paris/subv_b811_2021.json"
    stats = json.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)["stats"]
    found = _read(path, spreadsheet.FORMAT)
    assert _sum(found["grants"], "amount") == stats["total_numeraire"]
    assert _sum(found["grants"], "in_kind") == stats["total_nature"]
    assert sum(row["summed"] or 0 for row in found["grants"]) >= 4343


def test_a_workbook_that_says_things_twice_is_counted_once(shared: Path) -> None:
    path = shared / "data/subsidies/montpellier/VilleMTP_MTP_AttribSub_2014.xls"
    found = _read(path, spreadsheet.FORMAT)
    assert found.reading.skipped["repeated-table"] == 121  # sports partners, listed again
    assert found.reading.skipped["total"] > 20
    objects = [row["object"] or "" for row in found["grants"]]
    assert sum(text.startswith("ACTIONS INTERNATIONALES ET JUMELAGES") for text in objects) == 33
    path = (
        shared / "data/subsidies/pays_de_la_loire/subventions_versees_aux_associations_en_2018-converti.xlsx"
    )
    assert _read(path, spreadsheet.FORMAT).reading.skipped["repeated-table"] == 1625


def test_grantors_whose_number_is_lost_are_nobody_s(shared: Path) -> None:
    path = shared / "data/subsidies/toulouse/subventions-toulouse_2022.csv"
    assert {row["siren"] for row in _read(path)["grants"]} == {None}
    assert {row["siren"] for row in _read(path, siren="243100518")["grants"]} == {"243100518"}


@pytest.mark.parametrize("folder", ["subsidies", "deliberations"])
def test_every_real_file_is_read_or_refused_and_balances(shared: Path, folder: str) -> None:
    readers = (scdl_subsidies.FORMAT, spreadsheet.FORMAT)
    for path in sorted((shared / "data" / folder).glob("**/*.*")):
        if path.suffix not in (".csv", ".xls", ".xlsx", ".json"):
            continue
        best = max(readers, key=lambda reader: _score(reader, path).score)
        if _score(best, path).score > 0.5:
            assert _read(path, best).reading.kept > 0
