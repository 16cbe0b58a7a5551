"""From real files to the ledger, on published figures."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from jumelles.ledger import inbox, shelf
from jumelles.ledger.intake import take
from jumelles.ledger.make import make_tables
from jumelles.ledger.workspace import Workspace, create

Row = dict[str, Any]


def made(folder: Path, siren: str, files: list[Path]) -> Workspace:
    """A workspace whose tables are made from copies of `files`."""
    workspace = create(folder, siren, "Essai")
    for path in files:
        (workspace.inbox / f"{path.parent.name}-{path.name}").write_bytes(path.read_bytes())
    workspace.read.mkdir()
    make_tables(workspace, [take(workspace, file) for file in inbox.look(workspace)])
    return workspace


def rows(workspace: Workspace, table: str, **where: object) -> list[Row]:
    found = shelf.read(table, workspace.tables).to_pylist()
    return [row for row in found if all(row[name] == value for name, value in where.items())]


def central(entries: list[Row]) -> Decimal:
    return sum((row["central"] for row in entries), Decimal(0))


@pytest.fixture(scope="module")
def montreuil(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    files = sorted((shared / "data/budgets/montreuil").glob("CA_*.xml"))
    return made(tmp_path_factory.mktemp("ledger") / "montreuil", "219300480", files)


@pytest.mark.parametrize(
    ("year", "expense", "revenue"),
    [(2016, "541700.86", "70456.00"), (2018, "387959.64", "2503.56")],
)
def test_coded_figures_of_montreuil(montreuil: Workspace, year: int, expense: str, revenue: str) -> None:
    coded = rows(montreuil, "entries", year=year, certainty="coded", apart=None)
    assert central([row for row in coded if row["direction"] == "expense"]) == Decimal(expense)
    assert central([row for row in coded if row["direction"] == "revenue"]) == Decimal(revenue)


@pytest.mark.parametrize(
    ("year", "real_expense"), [(2016, "236646040.22"), (2018, "251784009.02"), (2020, "299744922.85")]
)
def test_general_budget_of_montreuil(montreuil: Workspace, year: int, real_expense: str) -> None:
    (budget,) = rows(montreuil, "general_budget", year=year)
    assert budget["real_expense"] == Decimal(real_expense)
    assert budget["amount"] == budget["real_expense"] - budget["refinancing"]
    assert budget["operating"] + budget["investment"] == budget["amount"]


def test_a_refinanced_debt_does_not_make_the_budget_jump(montreuil: Workspace) -> None:
    budgets = {row["year"]: row for row in rows(montreuil, "general_budget")}
    assert budgets[2020]["refinancing"] == Decimal("50062459.53")
    amounts = [budgets[year]["amount"] for year in (2019, 2020, 2021)]
    assert max(amounts) / min(amounts) < Decimal("1.02")


def test_the_fall_of_grants_under_the_international_function(montreuil: Workspace) -> None:
    coded = {"certainty": "coded", "nature_group": "grants", "nature": "6574"}
    assert central(rows(montreuil, "entries", year=2021, **coded)) == Decimal("275260.00")
    assert central(rows(montreuil, "entries", year=2022, **coded)) == Decimal("50400.00")


def test_every_entry_leads_to_its_row(montreuil: Workspace) -> None:
    there = {
        (table, row["source"], row["locator"]): row
        for table in ("budget_lines", "grants")
        for row in rows(montreuil, table)
    }
    entries = rows(montreuil, "entries")
    assert {entry["table"] for entry in entries} == {"budget_lines", "grants"}
    for entry in entries:
        row = there[entry["table"], entry["source"], entry["locator"]]
        coded = entry["certainty"] == "coded"
        assert entry["high"] in ([row["executed"]] if coded else [row["amount"], row["in_kind"]])


def test_money_in_kind_is_apart(shared: Path, tmp_path: Path) -> None:
    montpellier = made(tmp_path / "m", "213401722", [shared / "data/budgets/montpellier/CA_2018.xml"])
    entries = rows(montpellier, "entries")
    assert {row["certainty"] for row in entries if row["apart"] is None} <= {"linked", "detected"}
    assert central([row for row in entries if row["apart"] is None and row["perimeter"] == "core"]) > 0
    (budget,) = rows(montpellier, "general_budget")
    assert budget["real_expense"] == Decimal("396246147.32")
    assert any(row["in_kind"] for row in rows(montpellier, "grants"))
    assert all(row["means"] == "in_kind" for row in entries if row["apart"] == "in_kind")


def test_european_funds_of_gironde_are_apart(shared: Path, tmp_path: Path) -> None:
    files = sorted((shared / "data/budgets/gironde").glob("cedi_*.csv"))
    gironde = made(tmp_path / "g", "223300013", files)
    funds = rows(gironde, "entries", apart="european_funds", direction="expense")
    assert {row["function"][:3] for row in funds} == {"041"}
    assert {row["year"] for row in rows(gironde, "general_budget")} == set(range(2009, 2015))


def test_each_stage_and_budget_of_crach(shared: Path, tmp_path: Path) -> None:
    files = sorted((shared / "data/budgets/crach").glob("*/totem.xml"))
    crach = made(tmp_path / "c", "215600461", files)
    assert {(row["stage"], row["budget"]) for row in rows(crach, "documents")} == {
        ("CA", "main"),
        ("DM", "main"),
        ("BP", "annex"),
    }
    assert [row["year"] for row in rows(crach, "general_budget")] == [2021]


def test_the_problems_of_each_file_are_counted(shared: Path, tmp_path: Path) -> None:
    broken = shared / "data/budgets/broken"
    names = ("totem.xml", "totem_mauvaise_nomenclature.xml", "totem_mauvais_siret.xml")
    workspace = made(tmp_path / "b", "215600461", [broken / name for name in names])
    found = {row["file"]: row["problems"] for row in rows(workspace, "documents")}
    assert found == {
        "broken-totem.xml": len(rows(workspace, "problems", file="broken-totem.xml")),
        "broken-totem_mauvaise_nomenclature.xml": 1,
    }
