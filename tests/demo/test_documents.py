"""The budget documents of the example are what real ones are, read here with nothing of the project."""

from collections import Counter, defaultdict
from decimal import Decimal
from pathlib import Path

import pytest
from lxml import etree

from jumelles.records.identifiers import luhn_valid

NS = "{http://www.minefi.gouv.fr/cp/demat/docbudgetaire}"
YEARS = range(2019, 2025)
M57_FROM = 2023
CLOSED = [f"CA_{year}.xml" for year in YEARS]


def value(parent: etree._Element, tag: str) -> str | None:
    found = parent.find(f".//{NS}{tag}")
    return None if found is None else found.get("V")


def budget(path: Path) -> etree._Element:
    return etree.parse(str(path)).getroot()


def lines(root: etree._Element) -> list[dict[str, str]]:
    return [
        {etree.QName(child).localname: child.get("V") for child in line}
        for line in root.iter(f"{NS}LigneBudget")
    ]


def real(rows: list[dict[str, str]], direction: str) -> Decimal:
    """General budget: real money without carried balances, nor debt refinancing."""
    out = {"001", "002", "166", "16449"}
    chosen = [r for r in rows if r["CodRD"] == direction and r["OpBudg"] == "0" and r["Nature"] not in out]
    return sum((Decimal(r["MtReal"]) for r in chosen), Decimal(0))


def test_every_line_of_a_closed_account_has_what_converters_expect(example):
    for name in [*CLOSED, "CA_2020_premiere_version.xml", "CA_2023_stationnement.xml"]:
        for row in lines(budget(example.inbox / name)):
            assert {"Nature", "CodRD", "MtPrev", "CredOuv", "MtReal", "OpBudg"} <= row.keys(), (name, row)
            assert row["CodRD"] in ("D", "R")
            assert Decimal(row["MtReal"]).as_tuple().exponent == -2


@pytest.mark.parametrize("name", CLOSED)
def test_an_account_looks_like_a_town_of_its_size(example, name):
    rows = lines(budget(example.inbox / name))
    assert 600 <= len(rows) <= 900
    assert 55_000_000 <= real(rows, "D") <= 65_000_000
    staff = sum(Decimal(r["MtReal"]) for r in rows if r["Nature"].startswith("64") and r["CodRD"] == "D")
    assert Decimal("0.38") <= staff / real(rows, "D") <= Decimal("0.55")


def test_the_nomenclature_changes_and_the_last_year_is_voted_by_function(example):
    roots = {year: budget(example.inbox / f"CA_{year}.xml") for year in YEARS}
    for year, root in roots.items():
        expected = "M57-M57_D" if year >= M57_FROM else "M14-M14_COM_SUP3500"
        assert value(root, "Nomenclature") == expected
        assert value(root, "NatFonc") == ("2" if year == max(YEARS) else "3")
    functions = {row["Fonction"] for row in lines(roots[2024]) if "Fonction" in row}
    assert all(code.startswith("9") for code in functions)
    assert {"9304", "93048", "93041"} <= functions


def test_order_operations_balance(example):
    for name in CLOSED:
        sums: Counter[tuple[str, str]] = Counter()
        for row in lines(budget(example.inbox / name)):
            if row["OpBudg"] == "1":
                sums[row["TypOpBudg"], row["CodRD"]] += Decimal(row["MtReal"])  # type: ignore[assignment]
        assert sums["1", "D"] == sums["1", "R"] > 0
        assert sums["2", "D"] == sums["2", "R"] > 0


def test_each_year_starts_with_the_balances_of_the_year_before(example):
    before = None
    for year in YEARS:
        rows = lines(budget(example.inbox / f"CA_{year}.xml"))
        opening = defaultdict(Decimal)
        closing = defaultdict(Decimal)
        for row in rows:
            signed = Decimal(row["MtReal"]) * (1 if row["CodRD"] == "R" else -1)
            section = "F" if row["Nature"][0] in "67" or row["Nature"] in ("002", "023") else "I"
            closing[section] += signed
            if row["Nature"] in ("001", "002", "1068"):
                opening[row["Nature"]] += signed
        if before:
            assert opening["002"] + opening["1068"] == before["F"]
            assert opening["001"] == before["I"]
        before = closing


def test_debt_is_refinanced_in_one_year_only(example):
    years = [
        y for y in YEARS if any(r["Nature"] == "166" for r in lines(budget(example.inbox / f"CA_{y}.xml")))
    ]
    assert years == [2021]


def test_the_superseded_version_differs_only_by_date_and_amounts(example):
    old, new = (budget(example.inbox / f"CA_2020{end}.xml") for end in ("_premiere_version", ""))
    for tag in ("IdColl", "IdEtab", "Exer", "NatDec", "NumDec", "CodTypBud", "Nomenclature"):
        assert value(old, tag) == value(new, tag)
    assert value(old, "DteStr") < value(new, "DteStr")
    assert old.find(f"{NS}Scellement").get("date") < new.find(f"{NS}Scellement").get("date")
    assert real(lines(old), "D") < real(lines(new), "D")


def test_stages_of_the_last_year_and_the_annex_budget(example):
    primitive, amendment = (budget(example.inbox / f"{name}_2024.xml") for name in ("BP", "DM1"))
    assert (value(primitive, "NatDec"), value(amendment, "NatDec"), value(amendment, "NumDec")) == (
        "01",
        "02",
        "1",
    )
    assert all("MtReal" not in row for row in lines(primitive) + lines(amendment))
    annex = budget(example.inbox / "CA_2023_stationnement.xml")
    assert value(annex, "CodTypBud") == "A"
    assert all("Fonction" not in row for row in lines(annex))


def test_one_year_is_in_latin_1_and_says_so(example):
    content = (example.inbox / "CA_2021.xml").read_bytes()
    assert content.startswith(b'<?xml version="1.0" encoding="ISO-8859-1"?>')
    assert "Hôtel de ville".encode("latin-1") in content


def test_the_authority_exists_nowhere(example, shared):
    assert luhn_valid(example.truth.siren)
    reference = (shared / "data/reference/collterr/identifiants_communes_2022.csv").read_text(
        encoding="utf-8"
    )
    assert example.truth.siren not in reference
    assert "vaubrelle" not in reference.lower()


@pytest.mark.parametrize(("year", "plan"), [(2022, "2022/M14/M14_COM_SUP3500"), (2023, "2023/M57/M57_D")])
def test_accounts_and_functions_are_those_of_the_official_plan(example, shared, year, plan):
    root = etree.parse(str(shared / "data/nomenclatures" / plan / "planDeCompte.xml")).getroot()
    natures = {e.get("Code") for e in root.find("{*}Nature").iter("{*}Compte")}
    functions = {e.get("Code") for e in root.iter("{*}RefFonc")}
    chapters = {e.get("Code") for e in root.find("{*}Nature").iter("{*}Chapitre")}
    rows = lines(budget(example.inbox / f"CA_{year}.xml"))
    assert {row["Nature"] for row in rows} - natures - {"001", "002", "021", "023"} == set()
    assert {row["Fonction"] for row in rows} - functions == set()
    assert {row["ContNat"] for row in rows} - chapters == set()


def test_chapters_by_function_are_those_of_the_official_plan(example, shared):
    root = etree.parse(str(shared / "data/nomenclatures/2024/M57/M57_D/planDeCompte.xml")).getroot()
    chapters = {e.get("Code") for e in root.find("{*}Fonction").iter("{*}Chapitre")}
    used = {row["ContFon"] for row in lines(budget(example.inbox / "CA_2024.xml"))}
    assert used - chapters - {"001", "002"} == set()
