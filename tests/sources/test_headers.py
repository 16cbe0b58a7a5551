"""Names of columns as real authorities write them, found again in the schema."""

import csv
from pathlib import Path

import pytest

from jumelles.sources.tabular.columns import guess
from jumelles.sources.tabular.headers import candidates, distinct, fields, keys
from jumelles.sources.tabular.layout import layout_name


def _schema_names(header: str) -> list[str]:
    about = fields("grants")
    return [str(about[field].get("scdl", field)) for field, _ in candidates("grants", header)]


def test_the_real_spellings_are_all_mapped(shared: Path) -> None:
    """141 lines. The list says twice that one name is two fields (`objet`, `N° SIRET`): both must be offered,
    and the cells decide; once it misspells the schema (`datePeriodeVersement`)."""
    path = shared / "data/subsidies/codah/dataset_dict.csv"
    with path.open(encoding="utf-8-sig", newline="") as file:
        pairs = [(row["original_name"], row["official_name"]) for row in csv.DictReader(file, delimiter=";")]
    assert len(pairs) == 141
    official = {"datePeriodeVersement": "datesPeriodeVersement"}
    said: dict[str, set[str]] = {}
    for header, name in pairs:
        said.setdefault(keys(header)[0], set()).add(official.get(name, name))
    for header, name in pairs:
        offered, wanted = _schema_names(header), said[keys(header)[0]]
        assert set(offered[: len(wanted)]) == wanted, (header, name, offered)
    assert sum(len(wanted) > 1 for wanted in said.values()) <= 2


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("Nom du bénéficaire", "beneficiary"),
        ("montantSubventions", "amount"),
        ("Dte de la convention", "decided"),
        ("référenceDécision_0", "reference"),
        ("DIRECTION GESTIONNAIRE", "department"),
    ],
)
def test_unknown_spellings_are_found_by_resemblance(header: str, field: str) -> None:
    assert candidates("grants", header)[0][0] == field


@pytest.mark.parametrize("header", ["", "x", "Colonne1", "Code devise", "couleur du logo"])
def test_what_resembles_nothing_is_left_alone(header: str) -> None:
    assert candidates("grants", header) == ()


def test_a_bare_siret_is_told_by_its_cells() -> None:
    ours, theirs = ["21930048000019"] * 4, [f"{n:014}" for n in (1, 2, 3, 4)]
    names = ["Bénéficiaire"] * 4
    assert guess("grants", ["SIRET", "Tiers"], [ours, names])["SIRET"][0] == "grantor_id"
    assert guess("grants", ["SIRET", "Tiers"], [theirs, names])["SIRET"][0] == "beneficiary_id"
    both = guess("grants", ["SIRET", "SIRET 1"], [ours, theirs])
    assert [both[name][0] for name in ("SIRET", "SIRET 1")] == ["grantor_id", "beneficiary_id"]


def test_a_column_without_a_known_name_is_told_by_its_cells() -> None:
    guessed = guess("budget", ["A", "B", "C"], [["D", "R", "D"], ["OR", "OI", "OE"], ["F", "I", "F"]])
    assert [guessed[name][0] for name in "ABC"] == ["direction", "real", "section"]


def test_a_department_of_france_is_not_a_department_of_the_authority() -> None:
    assert "department" not in dict(candidates("budget", "Département"))
    assert "department" not in dict(candidates("grants", "Département"))


def test_layouts_are_named_by_their_columns() -> None:
    assert layout_name("f", ["Montant", "Objet"]) == layout_name("f", ["MONTANT ", "objet"])
    assert layout_name("f", ["Montant", "Objet"]) != layout_name("f", ["Objet", "Montant"])
    assert distinct(["siret", "siret", ""]) == ["siret", "siret 1", ""]
