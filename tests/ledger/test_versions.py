"""Which documents count, among versions, stages and spreadsheets."""

from datetime import datetime
from typing import Any

from jumelles.ledger.versions import RANK, accounts, details, superseded
from jumelles.sources.registry import FORMATS


def document(name: str, **more: Any) -> dict[str, Any]:
    return {
        "document": name,
        "source": name,
        "format": "budget_xml",
        "siren": "219999996",
        "siret": "21999999600015",
        "budget": "main",
        "stage": "CA",
        "decision_number": "0",
        "year": 2021,
        "dated": datetime(2022, 3, 1),
    } | more


def test_the_newest_seal_wins_whatever_the_names() -> None:
    old, new = document("z"), document("a", dated=datetime(2022, 3, 1, 0, 0, 1))
    assert superseded([old, new]) == {"z": "a"}
    assert superseded([new, old]) == {"z": "a"}


def test_documents_of_one_file_never_replace_each_other() -> None:
    assert superseded([document("a", source="f"), document("b", source="f", dated=None)]) == {}


def test_other_stages_numbers_budgets_and_years_live_on() -> None:
    others = [
        document("b", stage="BP"),
        document("c", decision_number="1"),
        document("d", budget="annex"),
        document("e", year=2020),
        document("f", siret="21999999600023"),
    ]
    assert superseded([document("a"), *others]) == {}


def test_official_xml_wins_over_a_newer_conversion_of_it() -> None:
    copy = document("c", format="scdl_budget", dated=datetime(2024, 1, 1))
    balance = document("d", format="balances", dated=None)
    assert superseded([copy, document("a"), balance]) == {"c": "a", "d": "a"}


def test_spreadsheets_detail_official_accounts_but_stand_in_for_missing_ones() -> None:
    sheet = {"format": "spreadsheet", "siret": None, "dated": None}
    covered, alone = document("x", **sheet), document("y", year=2015, **sheet)
    assert details([document("a"), covered, alone], {}) == {"x"}


def test_closed_accounts_count_before_votes_and_the_cfu_before_the_ca() -> None:
    rows = [
        document("ca"),
        document("cfu", stage="CFU"),
        document("bp", stage="BP"),
        document("dm", stage="DM"),
    ]
    assert accounts(rows, ()) == {"cfu": True}
    assert accounts(rows, ("cfu",)) == {"ca": True}
    assert accounts(rows, ("cfu", "ca")) == {"bp": False, "dm": False}
    assert accounts([document("grants", stage=None)], ()) == {}


def test_the_official_file_wins_over_the_same_account_as_a_table() -> None:
    """The XML numbers its decision `0`; a table of the same account numbers none, and is newer."""
    tables = [
        document(name, format=name, decision_number=None, dated=datetime(2023, 1, 1))
        for name in ("scdl-budget", "Balance DGFiP")
    ]
    official = document("x")
    assert superseded([*tables, official]) == {table["document"]: "x" for table in tables}
    assert superseded(tables) == {"Balance DGFiP": "scdl-budget"}


def test_ranks_are_those_of_formats_that_exist() -> None:
    assert RANK.keys() <= {one.name for one in FORMATS}
