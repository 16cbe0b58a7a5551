"""SCDL budgets give the sums of the official XML that they were made from."""

import csv
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest
from lxml import etree
from official_files import CORPUS, read_file

from jumelles.sources import scdl_budget

NS = "{http://www.minefi.gouv.fr/cp/demat/docbudgetaire}"
CRACH = ("CA-2021-01032022000000", "DM2-2021-25112021000000")
ANNEX = "crach/DOCBUDG-21560046100085-056025-BP-2022-07042022000000"


def test_the_official_file() -> None:
    found = read_file(scdl_budget.FORMAT, CORPUS / "scdl_budget" / "official.csv", "219999996")
    assert found.reading.balanced
    assert [(row["year"], row["stage"], row["nomenclature"]) for row in found["documents"]] == [
        (2021, "CA", "M14"),
        (2022, "BP", "M14"),
    ]
    first, order, _ = found["budget_lines"]
    assert (first["voted"], first["executed"], first["carried_over"]) == (
        Decimal("15500.00"),
        Decimal("12000.50"),
        Decimal("100.00"),
    )
    assert (first["function"], first["section"], first["direction"]) == ("04", "operating", "expense")
    assert (first["real"], order["real"]) == (True, False)


def _xml_sums(path: Path) -> Counter[tuple[str, str, str]]:
    sums: Counter[tuple[str, str, str]] = Counter()
    for line in etree.parse(path).iter(f"{NS}LigneBudget"):
        if line.get("calculated") == "true":
            continue
        get = {etree.QName(child).localname: child.get("V") for child in line}
        if get.get("MtReal"):
            key = (get["CodRD"] or "", get.get("OpBudg") or "", get.get("ContNat") or "")
            sums[key] += Decimal(get["MtReal"] or 0)  # type: ignore[assignment]
    return +sums


@pytest.mark.parametrize(
    "folder", [*(f"crach/DOCBUDG-21560046100010-056025-{name}" for name in CRACH), ANNEX, "mohon"]
)
def test_sums_are_those_of_the_xml(shared: Path, folder: str) -> None:
    place = shared / "data/budgets" / folder
    found = read_file(scdl_budget.FORMAT, place / "expected.csv", "219300480")
    assert found.reading.balanced
    assert found.reading.refused == 0
    sums: Counter[tuple[str, str, str]] = Counter()
    for row in found["budget_lines"]:
        if row["executed"]:
            side = "D" if row["direction"] == "expense" else "R"
            sums[side, "0" if row["real"] else "1", row["chapter"] or ""] += row["executed"]
    assert +sums == _xml_sums(place / "totem.xml")


def test_every_line_has_a_section_and_a_side(shared: Path) -> None:
    for path in sorted((shared / "data/budgets").glob("**/expected.csv")):
        found = read_file(scdl_budget.FORMAT, path, "219300480")
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        assert len(found["budget_lines"]) == len(rows)
        assert all(line["section"] and line["direction"] for line in found["budget_lines"])
        said = [row["BGT_OPBUDG"] == "réel" for row in rows]
        assert [line["real"] for line in found["budget_lines"]] == said
