"""Found money against the coded lines: bounds of DESIGN section 6, to the cent, whatever the rows."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st
from rows import found

from jumelles.ledger.claims import Claim, claims
from jumelles.ledger.interval import Interval
from jumelles.ledger.overlap import settle, spread

ZERO = Decimal(0)
cents = st.integers(0, 10**7).map(lambda n: Decimal(n) / 100)


def total(some: list[Claim], perimeters: tuple[str, ...] = ("core", "extended")) -> Interval:
    return sum((c.interval for c in some if c.row.perimeter in perimeters), Interval())


def claimed(*amounts: Decimal, **more: object) -> list[Claim]:
    return claims(found(f"B{i}", str(amount), place=i, **more) for i, amount in enumerate(amounts) if amount)


@given(st.lists(cents, max_size=8), cents)
def test_low_central_and_high_of_one_account(amounts: list[Decimal], coded: Decimal) -> None:
    some = claimed(*amounts, nature="6574")
    answer = settle(some, {(2021, "grants", "6574"): coded})
    sum_ = sum(amounts, ZERO)
    overlap = min(coded, sum_)
    assert total(answer).low == max(ZERO, sum_ - coded)
    assert total(answer).high == sum_
    taken = overlap if sum_ == coded else overlap / 2
    assert abs(total(answer).central - (sum_ - taken)) < Decimal("0.01")
    assert all(c.interval.low <= c.interval.central <= c.interval.high for c in answer)


@given(st.lists(cents, max_size=4), st.lists(cents, max_size=4), st.lists(cents, max_size=4), cents, cents)
def test_rows_without_account_meet_what_is_left(
    known: list[Decimal], other: list[Decimal], unknown: list[Decimal], coded: Decimal, more: Decimal
) -> None:
    some = [
        *claimed(*known, nature="6574", source="a"),
        *claimed(*other, nature="65738", source="b"),
        *claimed(*unknown, source="c"),
    ]
    lines = {(2021, "grants", "6574"): coded, (2021, "grants", "65738"): more}
    used = min(coded, sum(known, ZERO)) + min(more, sum(other, ZERO))
    left = coded + more - used
    expected = sum(known + other + unknown, ZERO) - used - min(left, sum(unknown, ZERO))
    assert total(settle(some, lines)).low == expected


@given(st.lists(cents, max_size=4), st.lists(cents, max_size=4), cents)
def test_the_core_figure_does_not_depend_on_the_extended_one(
    core: list[Decimal], extended: list[Decimal], coded: Decimal
) -> None:
    lines = {(2021, "grants", "6574"): coded}
    alone = settle(claimed(*core, nature="6574"), lines)
    both = settle([*claimed(*core, nature="6574"), *_extended(extended)], lines)
    assert total(both, ("core",)) == total(alone)
    assert total(both).low == max(ZERO, sum(core + extended, ZERO) - coded)


def _extended(amounts: list[Decimal]) -> list[Claim]:
    return claimed(*amounts, nature="6574", perimeter="extended", source="e")


def test_a_known_function_settles_the_doubt() -> None:
    lines = {(2021, "grants", "6574"): Decimal(1000)}
    elsewhere = claimed(Decimal(300), nature="6574", function_known=True)
    inside = claimed(Decimal(300), nature="6574", function_known=True, coded=True)
    assert total(settle(elsewhere, lines)) == Interval(Decimal(300), Decimal(300), Decimal(300))
    assert settle(inside, lines) == []


def test_other_years_and_accounts_do_not_overlap() -> None:
    lines = {(2020, "grants", "6574"): Decimal(1000), (2021, "operations", "6226"): Decimal(1000)}
    assert total(settle(claimed(Decimal(300), nature="6574"), lines)).low == 300


@given(st.lists(cents, min_size=1, max_size=9), st.floats(0, 1))
def test_shares_add_up_and_stay_below_their_weights(weights: list[Decimal], part: float) -> None:
    whole = (sum(weights, ZERO) * Decimal(part)).quantize(Decimal("0.01"))
    whole = min(whole, sum(weights, ZERO))
    shares = spread(whole, weights)
    assert sum(shares, ZERO) == whole
    assert all(ZERO <= share <= weight for share, weight in zip(shares, weights, strict=True))
