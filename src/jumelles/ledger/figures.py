"""The consolidated figures of an authority, from its entries: pure functions from tables to values.

Every figure is a sum over rows that share a `part` (and more columns for a breakdown), so that it can always
be found again by filtering the ledger. Sums and ratios are exact `Decimal`.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any

import pyarrow as pa

from jumelles.ledger.interval import ZERO, Interval
from jumelles.records.vocabulary import Apart, Certainty, Direction, Perimeter, Stage

Row = Mapping[str, Any]


class Part(StrEnum):
    """Where an entry counts: `coded` and `found` make the figure, `revenue` its net; the rest is beside."""

    CODED = "coded"
    FOUND = "found"
    REVENUE = "revenue"
    EUROPEAN_FUNDS = "european_funds"
    EUROPEAN_FUNDS_REVENUE = "european_funds_revenue"
    IN_KIND = "in_kind"
    ORDER = "order"
    ORDER_REVENUE = "order_revenue"
    OTHER_STAGE = "other_stage"
    OTHER_PERIMETER = "other_perimeter"


EXPENSE_PARTS = (Part.CODED, Part.FOUND)
APART = (
    Part.EUROPEAN_FUNDS,
    Part.EUROPEAN_FUNDS_REVENUE,
    Part.IN_KIND,
    Part.ORDER,
    Part.ORDER_REVENUE,
)


class YearStatus(StrEnum):
    """What the figure of a year is made of: closed accounts, votes only, or grants without any account."""

    EXECUTED = "executed"
    VOTED = "voted"
    PARTIAL = "partial"


@dataclass(frozen=True)
class YearFigure:
    """The consolidated figures of one year, in euros. `rows` counts the entries of expense behind them.

    `apart` gives what is shown beside the figure, by part; `asylum` is included in the figure.
    """

    year: int
    status: YearStatus
    coded: Interval
    found: Interval
    revenue: Interval
    apart: Mapping[Part, Interval]
    asylum: Interval
    general_budget: Decimal | None
    population: int | None
    rows: int

    @property
    def total(self) -> Interval:
        """Gross real expense: coded and found elsewhere."""
        return self.coded + self.found

    @property
    def net(self) -> Interval:
        """What the authority pays itself: gross less revenue, the doubts adding up."""
        return self.total - self.revenue

    @property
    def share(self) -> Decimal | None:
        """Share of the general budget, in [0, 1]; None when the budget is not known."""
        return self.total.central / self.general_budget if self.general_budget else None

    @property
    def per_inhabitant(self) -> Decimal | None:
        """Euros per inhabitant; None when the population is not known."""
        return self.total.central / self.population if self.population else None


@dataclass(frozen=True)
class Slice:
    """The expense of one value of a breakdown (None: not known), by year and over all years."""

    value: str | None
    by_year: Mapping[int, Interval]
    total: Interval
    rows: int


def classify(entries: pa.Table, documents: pa.Table, perimeter: Perimeter) -> pa.Table:
    """`entries` with a column `part` (see `Part`): the one place that decides what counts.

    A year with a closed account counts executed rows only, else the rows voted; rows without a stage (grants
    lists) count in both. `documents` tells which accounts were read, even without one international euro.
    """
    statuses = year_statuses(entries, documents)
    names = ("year", "stage", "apart", "real", "perimeter", "direction", "certainty")
    columns = [entries[name].to_pylist() for name in names]
    parts = [
        _part(dict(zip(names, row, strict=True)), statuses, perimeter) for row in zip(*columns, strict=True)
    ]
    return entries.append_column("part", pa.array(parts, pa.string()))


def year_statuses(entries: pa.Table, documents: pa.Table) -> dict[int, YearStatus]:
    """What each year can show, from the stages of its entries and of the documents in force."""
    stages: dict[Any, set[str | None]] = {}
    for year, stage in zip(entries["year"].to_pylist(), entries["stage"].to_pylist(), strict=True):
        stages.setdefault(year, set()).add(stage)
    for row in documents.select(["year", "stage", "superseded_by"]).to_pylist():
        if row["year"] is not None and row["stage"] and not row["superseded_by"]:
            stages.setdefault(row["year"], set()).add(row["stage"])
    return {year: _status(found - {None}) for year, found in stages.items()}


def yearly(classified: pa.Table, general_budget: pa.Table, documents: pa.Table) -> tuple[YearFigure, ...]:
    """One figure a year, in order, for all years with entries or with accounts.

    `classified` is the answer of `classify`. A year whose accounts hold no international euro is a true zero;
    one known only by its general budget (published aggregates) is left out.
    """
    statuses = year_statuses(classified, documents)
    budgets = _budgets(general_budget, statuses)
    sums = sums_by(classified, ("year", "part"))
    asylum = sums_by(_where(classified, kind=("asylum",), part=EXPENSE_PARTS), ("year",))
    staged = {year for year, budget in budgets.items() if budget["stage"]}
    years = sorted(({key[0] for key in sums} | staged | _accounted(statuses)) - {None})
    return tuple(_figure(year, statuses, budgets.get(year), sums, asylum) for year in years)


def breakdown(classified: pa.Table, axis: str) -> tuple[Slice, ...]:
    """The expense of the figure by value of the column `axis`, the largest central total first.

    The slices of a year sum to the year's total, exactly.
    """
    sums = sums_by(_where(classified, part=EXPENSE_PARTS), (axis, "year"))
    values = {key[0] for key in sums}
    slices = [_slice(value, {key: sums[key] for key in sums if key[0] == value}) for value in values]
    return tuple(sorted(slices, key=lambda s: (-s.total.central, s.value is None, s.value or "")))


def top_beneficiaries(classified: pa.Table, count: int) -> tuple[Slice, ...]:
    """The `count` beneficiaries who received most over the years; spelled alike but for case and blanks."""
    named = [tidy(name) for name in classified["beneficiary"].to_pylist()]
    position = classified.schema.get_field_index("beneficiary")
    table = classified.set_column(position, "beneficiary", pa.array(named, pa.string()))
    return tuple(s for s in breakdown(table, "beneficiary") if s.value)[:count]


def tidy(name: str | None) -> str | None:
    """The spelling under which a beneficiary's rows are gathered: capitals, single blanks."""
    return " ".join(name.upper().split()) if name else None


def sums_by(table: pa.Table, keys: Sequence[str]) -> dict[tuple[Any, ...], tuple[Interval, int]]:
    """Exact sums of low, central and high, and the count of rows, by the values of `keys`."""
    sums: dict[tuple[Any, ...], tuple[Interval, int]] = {}
    groups = zip(*(table[key].to_pylist() for key in keys), strict=True)
    money = zip(*(table[bound].to_pylist() for bound in ("low", "central", "high")), strict=True)
    for group, bounds in zip(groups, money, strict=True):
        sum_, rows = sums.get(group, (Interval(), 0))
        sums[group] = (sum_ + Interval(*(bound or ZERO for bound in bounds)), rows + 1)
    return sums


def _part(row: Row, statuses: Mapping[int, YearStatus], perimeter: Perimeter) -> Part:
    if row["stage"] and Stage(row["stage"]).executed != (statuses[row["year"]] is YearStatus.EXECUTED):
        return Part.OTHER_STAGE
    revenue = row["direction"] == Direction.REVENUE
    if row["apart"] == Apart.EUROPEAN_FUNDS:
        return Part.EUROPEAN_FUNDS_REVENUE if revenue else Part.EUROPEAN_FUNDS
    if row["apart"] == Apart.ORDER or row["real"] is False:
        return Part.ORDER_REVENUE if revenue else Part.ORDER
    if row["perimeter"] not in _within(perimeter):
        return Part.OTHER_PERIMETER
    return Part.REVENUE if revenue else _expense_part(row)


def _expense_part(row: Row) -> Part:
    if row["apart"] == Apart.IN_KIND:
        return Part.IN_KIND
    return Part.CODED if row["certainty"] == Certainty.CODED else Part.FOUND


def _within(perimeter: Perimeter) -> tuple[Perimeter, ...]:
    return (Perimeter.CORE,) if perimeter is Perimeter.CORE else (Perimeter.CORE, Perimeter.EXTENDED)


def _status(stages: set[str | None]) -> YearStatus:
    if not stages:
        return YearStatus.PARTIAL
    executed = any(Stage(stage).executed for stage in stages if stage)
    return YearStatus.EXECUTED if executed else YearStatus.VOTED


def _accounted(statuses: Mapping[int, YearStatus]) -> set[int]:
    return {year for year, status in statuses.items() if status is not YearStatus.PARTIAL}


def _where(table: pa.Table, **allowed: Iterable[str]) -> pa.Table:
    for column, values in allowed.items():
        wanted = frozenset(map(str, values))
        table = table.filter(pa.array([value in wanted for value in table[column].to_pylist()], pa.bool_()))
    return table


def _budgets(general_budget: pa.Table, statuses: Mapping[int, YearStatus]) -> dict[int, Row]:
    """The comparator of each year: the one of the stage shown, and by basis in alphabetical order."""
    chosen: dict[int, Row] = {}
    for row in sorted(general_budget.to_pylist(), key=lambda row: _preference(row, statuses)):
        chosen.setdefault(row["year"], row)
    return chosen


def _preference(row: Row, statuses: Mapping[int, YearStatus]) -> tuple[bool, str, str]:
    executed = row["stage"] is None or Stage(row["stage"]).executed
    voted = statuses.get(row["year"]) is YearStatus.VOTED
    return (executed == voted, row["basis"] or "", row["stage"] or "")


def _figure(
    year: int,
    statuses: Mapping[int, YearStatus],
    budget: Row | None,
    sums: Mapping[tuple[Any, ...], tuple[Interval, int]],
    asylum: Mapping[tuple[Any, ...], tuple[Interval, int]],
) -> YearFigure:
    part = {part: sums.get((year, part), (Interval(), 0)) for part in Part}
    return YearFigure(
        year=year,
        status=statuses.get(year, _status({budget["stage"]} - {None} if budget else set())),
        coded=part[Part.CODED][0],
        found=part[Part.FOUND][0],
        revenue=part[Part.REVENUE][0],
        apart={name: part[name][0] for name in APART},
        asylum=asylum.get((year,), (Interval(), 0))[0],
        general_budget=budget["amount"] if budget else None,
        population=budget["population"] if budget else None,
        rows=part[Part.CODED][1] + part[Part.FOUND][1],
    )


def _slice(value: str | None, sums: Mapping[tuple[Any, ...], tuple[Interval, int]]) -> Slice:
    by_year = {key[1]: interval for key, (interval, _) in sorted(sums.items(), key=lambda item: item[0][1])}
    total = sum(by_year.values(), Interval())
    return Slice(value, by_year, total, sum(rows for _, rows in sums.values()))
