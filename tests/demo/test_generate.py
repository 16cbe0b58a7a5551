"""The example is the same bytes each time, and its tables are as their formats say."""

import csv
import io
from decimal import Decimal
from fractions import Fraction

import python_calamine

from jumelles.demo import generate
from jumelles.demo.chance import share
from jumelles.demo.material import settings, table
from jumelles.records.identifiers import luhn_valid


def test_two_runs_give_the_same_bytes(example, make_example):
    again = make_example()
    files = sorted(p.relative_to(example.folder) for p in example.folder.rglob("*") if p.is_file())
    assert files == sorted(p.relative_to(again.folder) for p in again.folder.rglob("*") if p.is_file())
    assert len(files) == 25
    for file in files:
        assert (example.folder / file).read_bytes() == (again.folder / file).read_bytes(), file


def test_running_again_in_the_same_folder_changes_nothing(make_example):
    once = make_example()
    before = {path: path.read_bytes() for path in once.folder.rglob("*") if path.is_file()}
    generate(once.folder)
    assert before == {path: path.read_bytes() for path in once.folder.rglob("*") if path.is_file()}


def test_the_caller_learns_who_it_is(example):
    truth = example.truth
    assert (truth.siren, truth.name) == ("219900016", "Ville de Vaubrelle")
    beneficiaries = {row["beneficiary"] for row in table("actions.csv")}
    assert set(truth.partners) <= beneficiaries
    assert not any(name in truth.partners for name in ("Asso Enfance et Avenir", "Mains Ouvertes"))


def test_encodings_of_the_open_data_vary(example):
    windows = (example.inbox / "subventions_2021.csv").read_bytes()
    assert "Épicerie".encode("cp1252") in windows
    assert (example.inbox / "subventions_2023.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    assert "Épicerie".encode() in (example.inbox / "subventions_2022.csv").read_bytes()


def test_identifiers_hold_by_their_check_digit(example):
    text = (example.inbox / "subventions_2022.csv").read_text(encoding="utf-8")
    numbers = [row["idBeneficiaire"] for row in csv.DictReader(io.StringIO(text), delimiter=";")]
    given = [number for number in numbers if number]
    assert all(luhn_valid(number) and number.startswith("999") for number in given)
    assert len(given) < len(numbers)
    assert luhn_valid(settings()["siret"])


def test_votes_of_deliberations_add_up(example):
    text = (example.inbox / "deliberations_2019-2023.csv").read_text(encoding="utf-8")
    rows = [dict(row) for row in csv.DictReader(io.StringIO(text), delimiter=";")]
    book = python_calamine.load_workbook(str(example.inbox / "deliberations_2024.xlsx"))
    header, *others = book.get_sheet_by_index(0).to_python()
    rows += [dict(zip(map(str, header), row, strict=True)) for row in others]
    assert len(rows) == len(table("deliberations.csv"))
    for row in rows:
        cast = [int(row[f"VOTE_{name}"]) for name in ("POUR", "CONTRE", "ABSTENTION")]
        assert sum(cast) == int(row["VOTE_REEL"]) <= int(row["VOTE_EFFECTIF"])
    assert sum(int(row["VOTE_CONTRE"]) > 0 for row in rows) >= 10


def test_staff_annex_names_nobody(example):
    content = (example.inbox / "CA_2019.xml").read_text(encoding="utf-8")
    assert "Chargé de mission coopération décentralisée" in content
    assert "NomAgent" not in content


def test_shares_add_up_to_the_cent():
    parts = share(Decimal("100.01"), {"a": Fraction(1), "b": Fraction(1), "c": Fraction(1)})
    assert sum(parts.values()) == Decimal("100.01")
    assert max(parts.values()) - min(parts.values()) <= Decimal("0.02")
