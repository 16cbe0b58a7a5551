"""The consolidated figures: what counts, exact sums, and the properties that must always hold."""

from decimal import Decimal
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jumelles.ledger.figures import (
    EXPENSE_PARTS,
    Part,
    YearFigure,
    YearStatus,
    breakdown,
    classify,
    sums_by,
    top_beneficiaries,
    yearly,
)
from jumelles.ledger.interval import Interval
from jumelles.records.tables import TABLES, conform
from jumelles.records.vocabulary import Perimeter

D = Decimal


def table(name: str, *rows: dict[str, Any]) -> pa.Table:
    return conform(name, pa.Table.from_pylist(list(rows), schema=TABLES[name].schema))


def entry(**columns: Any) -> dict[str, Any]:
    amount = columns.pop("amount", D("100.00"))
    usual = {
        "year": 2021,
        "stage": "CA",
        "low": amount,
        "central": amount,
        "high": amount,
        "certainty": "coded",
        "perimeter": "core",
        "direction": "expense",
        "real": True,
    }
    return usual | columns


def document(**columns: Any) -> dict[str, Any]:
    return {"document": "d#1", "year": 2021, "stage": "CA"} | columns


def part_of(row: dict[str, Any], perimeter: Perimeter = Perimeter.CORE, **of_document: Any) -> str:
    documents = table("documents", document(**of_document))
    return str(classify(table("entries", row), documents, perimeter)["part"][0].as_py())


@pytest.mark.parametrize(
    ("columns", "expected"),
    [
        ({}, Part.CODED),
        ({"certainty": "linked"}, Part.FOUND),
        ({"certainty": "confirmed", "real": None, "stage": None}, Part.FOUND),
        ({"direction": "revenue"}, Part.REVENUE),
        ({"apart": "european_funds", "perimeter": "none"}, Part.EUROPEAN_FUNDS),
        ({"apart": "european_funds", "direction": "revenue"}, Part.EUROPEAN_FUNDS_REVENUE),
        ({"apart": "in_kind", "certainty": "detected"}, Part.IN_KIND),
        ({"apart": "order"}, Part.ORDER),
        ({"real": False, "direction": "revenue"}, Part.ORDER_REVENUE),
        ({"perimeter": "extended"}, Part.OTHER_PERIMETER),
        ({"stage": "BP"}, Part.OTHER_STAGE),
        ({"stage": "BP", "apart": "european_funds"}, Part.OTHER_STAGE),
    ],
)
def test_each_entry_counts_in_one_part(columns: dict[str, Any], expected: Part) -> None:
    assert part_of(entry(**columns)) == expected


def test_extended_perimeter_holds_core_too() -> None:
    assert part_of(entry(perimeter="extended"), Perimeter.EXTENDED) == Part.CODED
    assert part_of(entry(), Perimeter.EXTENDED) == Part.CODED


def test_a_vote_counts_while_no_account_is_closed() -> None:
    assert part_of(entry(stage="BP"), stage="BP") == Part.CODED
    assert part_of(entry(stage="DM"), stage="CA", superseded_by="x") == Part.CODED


def figures(
    *rows: dict[str, Any], documents: tuple[dict[str, Any], ...] = (), **kind: Any
) -> tuple[YearFigure, ...]:
    listed = table("documents", *documents)
    classified = classify(table("entries", *rows), listed, kind.get("perimeter", Perimeter.CORE))
    return yearly(classified, table("general_budget", *kind.get("budgets", ())), listed)


def budget(**columns: Any) -> dict[str, Any]:
    return {
        "year": 2021,
        "stage": "CA",
        "basis": "accounts",
        "amount": D("40000.00"),
        "population": 80,
    } | columns


def test_a_year_in_full() -> None:
    doubt = {"low": D("0.00"), "central": D("20.10"), "high": D("50.55")}
    (year,) = figures(
        entry(),
        entry(certainty="detected", **doubt),
        entry(direction="revenue", amount=D("30.00")),
        entry(apart="european_funds", amount=D("9999.99")),
        budgets=[budget()],
    )
    assert (year.status, year.rows) == (YearStatus.EXECUTED, 2)
    assert year.total == Interval(D("100.00"), D("120.10"), D("150.55"))
    assert year.net == Interval(D("70.00"), D("90.10"), D("120.55"))
    assert year.apart[Part.EUROPEAN_FUNDS].central == D("9999.99")
    assert year.share == D("120.10") / 40000
    assert year.per_inhabitant == D("120.10") / 80


def test_doubtful_revenue_widens_the_net() -> None:
    doubt = {"low": D("10"), "central": D("20"), "high": D("30")}
    (year,) = figures(entry(certainty="linked", **doubt), entry(direction="revenue", **doubt))
    assert year.net == Interval(D("-20"), D("0"), D("20"))


def test_accounts_without_an_international_euro_are_a_true_zero() -> None:
    (year,) = figures(documents=(document(),), budgets=[budget()])
    assert (year.status, year.total, year.share) == (YearStatus.EXECUTED, Interval(), 0)


def test_published_aggregates_alone_make_no_year() -> None:
    assert figures(budgets=[budget(stage=None, basis="ofgl")]) == ()


def test_grants_without_accounts_are_partial() -> None:
    (year,) = figures(entry(stage=None, certainty="detected"), budgets=[budget(stage=None, basis="ofgl")])
    assert (year.status, year.general_budget) == (YearStatus.PARTIAL, D("40000.00"))


def test_the_comparator_is_of_the_stage_shown() -> None:
    vote = budget(stage="BP", amount=D("1.00"))
    (year,) = figures(entry(), documents=(document(),), budgets=[vote, budget()])
    assert year.general_budget == D("40000.00")


def test_beneficiaries_spelled_alike_are_one() -> None:
    rows = [entry(beneficiary=name) for name in ("Eau et Fleuve", "EAU  ET FLEUVE ", "Autre", None)]
    classified = classify(table("entries", *rows), table("documents", document()), Perimeter.CORE)
    first, second = top_beneficiaries(classified, 5)
    assert (first.value, first.total.central, first.rows) == ("EAU ET FLEUVE", D("200.00"), 2)
    assert second.value == "AUTRE"


money = st.integers(0, 10**15).map(lambda cents: D(cents) / 100)
rows = st.lists(
    st.builds(
        lambda three, **columns: (
            entry(**columns) | dict(zip(("low", "central", "high"), sorted(three), strict=True))
        ),
        st.lists(money, min_size=3, max_size=3),
        year=st.integers(2018, 2020),
        stage=st.sampled_from(["CA", "BP", None]),
        certainty=st.sampled_from(["coded", "linked"]),
        perimeter=st.sampled_from(["core", "extended", "none"]),
        direction=st.sampled_from(["expense", "revenue"]),
        apart=st.sampled_from([None, None, "order", "european_funds"]),
        department=st.sampled_from(["Culture", "Éducation", None]),
    ),
    max_size=25,
)


@settings(max_examples=40, deadline=None)
@given(rows, st.randoms(use_true_random=False))
def test_nothing_is_lost_and_order_does_not_matter(found: list[dict[str, Any]], chance: Any) -> None:
    documents = table("documents", document(year=2019))
    classified = classify(table("entries", *found), documents, Perimeter.EXTENDED)
    parts = sums_by(classified, ("part",))
    assert sum((interval.central for interval, _ in parts.values()), D(0)) == sum(
        row["central"] for row in found
    )
    years = yearly(classified, table("general_budget"), documents)
    assert all(year.total.low <= year.total.central <= year.total.high for year in years)
    expense = sum((parts[(part,)][0].central for part in EXPENSE_PARTS if (part,) in parts), D(0))
    slices = breakdown(classified, "department")
    assert sum((piece.total.central for piece in slices), D(0)) == expense
    chance.shuffle(found)
    again = classify(table("entries", *found), documents, Perimeter.EXTENDED)
    assert yearly(again, table("general_budget"), documents) == years
    assert breakdown(again, "department") == slices
