"""Sections against an independent converter, and prefixes on real budgets, line by line."""

import csv
from pathlib import Path

import pytest
from lxml import etree

from jumelles.records.accounts import function_without_prefix, international_function, section_of
from jumelles.records.nomenclature import norm_of

_NS = "{http://www.minefi.gouv.fr/cp/demat/docbudgetaire}"
_EXPECTED = {"fonctionnement": "operating", "investissement": "investment"}


def _lines(path: Path) -> list[dict[str, str]]:
    root = etree.parse(str(path))
    return [
        {child.tag.removeprefix(_NS): child.get("V") for child in line if child.get("V") is not None}
        for line in root.iter(f"{_NS}LigneBudget")
    ]


def test_sections_equal_those_of_an_independent_converter(shared: Path) -> None:
    budgets = shared / "data" / "budgets"
    compared = 0
    for path in (*budgets.glob("crach/*/expected.csv"), budgets / "mohon" / "expected.csv"):
        with path.open(encoding="utf-8-sig", newline="") as handle:
            for row in csv.DictReader(handle):
                if row["BGT_SECTION"]:
                    found = section_of(row["BGT_NATURE"], row["BGT_CONTNAT"] or None, "M57")
                    assert found == _EXPECTED[row["BGT_SECTION"]], (path, row)
                    compared += 1
    assert compared > 100


def test_montpellier_2018_is_voted_by_function_and_loses_its_prefixes(shared: Path) -> None:
    lines = _lines(shared / "data/budgets/montpellier/CA_2018.xml")
    agree = 0
    for line in lines:
        function, chapter = function_without_prefix(line.get("Fonction"), "M57-M57", "function")
        written = line.get("ContFon")
        # works for third parties (454) write the function in ContFon; one line says 93 for chapter 931
        agree += chapter == written
        if chapter and written and chapter != written:
            assert line["Nature"].startswith("454") or line["Fonction"] == "93"
        assert function is None or not function.startswith("9"), line
        section = section_of(line.get("Nature"), chapter or written, "M57-M57")
        assert section is not None
        assert section == section_of(line.get("Nature"), None, "M57-M57") or line["OpBudg"] == "1", line
    assert agree > 1500


def test_montreuil_is_mixed_and_keeps_its_functions(shared: Path) -> None:
    for path in sorted((shared / "data/budgets/montreuil").glob("CA_*.xml")):
        for line in _lines(path):
            function = line.get("Fonction")
            if function:
                assert function_without_prefix(function, "M14-M14_COM_SUP3500", "mixed") == (function, None)


def test_gironde_functions_stay(shared: Path) -> None:
    seen = set()
    for path in (shared / "data/budgets/gironde").glob("cedi_*.csv"):
        with path.open(encoding="utf-8", errors="replace", newline="") as handle:
            for row in csv.DictReader(handle):
                code = (row.get("Rubrique fonctionnelle") or "").strip().lstrip("R")
                seen.add(code)
                if code:
                    assert function_without_prefix(code, "M52", "nature") == (code, None)
    assert {"738", "91", "928"} & seen


@pytest.mark.parametrize(
    ("code", "nomenclature", "vote", "expected"),
    [
        ("93020", "M57-M57", "function", ("020", "930")),
        ("9304", "M57-M57", "function", ("04", "930")),
        ("9343", "M57-M57", "function", ("43", "9343")),
        ("90325", "M57-M57", "function", ("325", "903")),
        ("9204", "M14-M14_COM_SUP3500", "function", ("04", "920")),
        ("9104", "M52-M52", "function", ("04", "910")),
        ("93048", "M71-M71", "function", ("048", "930")),
        ("941", "M57-M57", "function", (None, "941")),
        ("93", "M57-M57", "function", (None, "93")),
        ("928", "M52", "nature", ("928", None)),
        ("928", "M52", None, ("928", None)),
        ("90", "M14-M14_COM_SUP3500", "mixed", ("90", None)),
        ("04", "M14-M14_COM_SUP3500", "mixed", ("04", None)),
        ("93020", "M57-M57", None, ("020", "930")),
        ("9048", "M4-M49", "nature", ("9048", None)),
        (None, None, None, (None, None)),
        ("", "M57", "function", (None, None)),
    ],
)
def test_prefixes(
    code: str | None, nomenclature: str | None, vote: str | None, expected: tuple[str | None, str | None]
) -> None:
    assert function_without_prefix(code, nomenclature, vote) == expected


def test_a_prefixed_international_code_is_found() -> None:
    function, _ = function_without_prefix("93048", "M57-M57_D", "function")
    found = international_function(function, "M57-M57_D", 2023)
    assert found is not None
    assert found.label == "Autres actions"


def test_norms() -> None:
    written = ["M14-M14_COM_SUP3500", "M57-M57_D", "M57_A", "M57A", "M71-M71", "m52", "M4-M49", "", None, "x"]
    assert [norm_of(n) for n in written] == ["M14", "M57", "M57", "M57", "M71", "M52", "M4", None, None, None]
