"""From findings to euros of a year: contracts over their months, lines of finance software, what makes no euro."""

from datetime import date
from decimal import Decimal
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jumelles.ledger.candidate import Candidate
from jumelles.ledger.claims import claims
from jumelles.ledger.found import Context, candidates
from jumelles.records.tables import TABLES, conform

D = Decimal
CONTEXT = Context(
    stages={2021: "CA"}, nomenclatures={2021: "M57"}, executed={"e#1": True, "v#1": False}, formats={}
)
ROW = {"document": "d#1", "siren": "219300480", "year": 2021, "source": "s", "locator": "line 2", "place": 2}


def found(table: str, perimeter: str = "core", **columns: Any) -> list[Candidate]:
    """The candidates of one row of `table` that the detector placed in `perimeter`."""
    rows = conform(table, pa.Table.from_pylist([ROW | columns], schema=TABLES[table].schema))
    finding = {"table": table, "perimeter": perimeter, "p_core": float(perimeter == "core"), "evidence": "[]"}
    return candidates(table, rows, pa.Table.from_pylist([finding], schema=TABLES["findings"].schema), CONTEXT)


def contract(**columns: Any) -> list[Candidate]:
    usual = {"kind": "purchase", "amount": D("100.00"), "months": D(7), "notified": date(2021, 11, 15)}
    return found("contracts", **usual | columns)


def test_a_contract_is_shared_over_its_months() -> None:
    assert {one.year: one.amount for one in contract()} == {2021: D("28.58"), 2022: D("71.42")}
    assert all(one.committed for one in contract())


@given(st.integers(0, 10**9), st.integers(1, 120), st.integers(1, 12))
def test_the_shares_of_a_contract_add_up_to_it(cents: int, months: int, start: int) -> None:
    amount = D(cents) / 100
    shares = contract(amount=amount, months=D(months), notified=date(2021, start, 1))
    assert sum(one.amount for one in shares) == amount
    assert [one.year for one in sorted(shares, key=lambda one: one.year)] == list(
        range(2021, 2021 + (start - 1 + months - 1) // 12 + 1)
    )


def test_a_contract_without_length_counts_in_its_first_year() -> None:
    (one,) = contract(months=None)
    assert (one.year, one.amount) == (2021, D("100.00"))


def test_what_makes_no_euro() -> None:
    assert contract(kind="concession") == []
    assert contract(perimeter="none") == []
    assert found("deliberations", object="Jumelage") == []
    assert found("grants", year=None, amount=D(5)) == []
    assert found("extracts", direction="expense", real=False, executed=D(5)) == []


LINE = {"direction": "expense", "real": True, "executed": D("80.00"), "voted": D("90.00"), "label": "Kayes"}


@pytest.mark.parametrize(("document", "euros"), [("e#1", "80.00"), ("v#1", "90.00")])
def test_a_line_counts_executed_or_voted_as_its_account(document: str, euros: str) -> None:
    (one,) = found("extracts", document=document, nature="6574", **LINE)
    assert (one.table, one.name, one.amount, one.nature_group) == ("extracts", "Kayes", D(euros), "grants")
    assert not one.function_known


@pytest.mark.parametrize(("function", "coded"), [("048", True), ("33", False)])
def test_a_line_without_nomenclature_has_that_of_the_account_it_details(function: str, coded: bool) -> None:
    """Else a euro that the account codes international would be counted in it, and again beside it."""
    (one,) = found("extracts", nature="6574", function=function, **LINE)
    assert one.function_known
    assert one.coded is coded


@pytest.mark.parametrize(
    ("perimeter", "core", "extended", "expected"),
    [
        ("core", 0.95, 0.0, (90, 90, 90)),
        ("core", 0.6, 0.0, (0, 90, 90)),
        ("extended", 0.3, 0.55, (90, 90, 90)),
        ("none", 0.3, 0.1, (0, 0, 90)),
        ("none", 0.1, 0.0, None),
    ],
)
def test_doubt_of_the_detector_is_in_the_interval(
    perimeter: str, core: float, extended: float, expected: tuple[int, int, int] | None
) -> None:
    said = {
        "table": "grants",
        "perimeter": perimeter,
        "p_core": core,
        "p_extended": extended,
        "evidence": "[]",
    }
    rows = pa.Table.from_pylist([{**ROW, "amount": D("90.00")}], schema=TABLES["grants"].schema)
    findings = pa.Table.from_pylist([said], schema=TABLES["findings"].schema)
    made = claims(candidates("grants", rows, findings, CONTEXT))
    assert [(one.interval.low, one.interval.central, one.interval.high) for one in made] == (
        [expected] if expected else []
    )
