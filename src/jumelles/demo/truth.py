"""The true international expense of the example: each euro once, and where it can be met."""

import csv
import io
from collections.abc import Iterable, Sequence

from jumelles.demo.abroad import Spending, beside, spendings
from jumelles.demo.material import years

TRUTH_COLUMNS = (
    "year",
    "source_kind",
    "department",
    "nature",
    "function",
    "beneficiary",
    "amount",
    "in_core",
    "booked_where",
)
BESIDE_COLUMNS = ("year", "why", "direction", "department", "nature", "function", "beneficiary", "amount")
PLACES = ("coded", "annex", "scdl", "spreadsheet")
"""Where a euro can be met, the surest first; a euro met nowhere is only `line`: part of an ordinary line."""


def truth_csv() -> bytes:
    """The true total: one row each action and year, whose amounts add up without counting twice."""
    return _csv(TRUTH_COLUMNS, (_row(spending) for year in years() for spending in spendings(year)))


def beside_csv() -> bytes:
    """What goes beside the total: revenue of the action, and European funds under function 041."""
    rows = (
        (
            str(year.number),
            row.why,
            "revenue" if row.line.direction == "R" else "expense",
            row.service,
            row.line.nature,
            row.line.function,
            row.beneficiary,
            str(row.amount),
        )
        for year in years()
        for row in beside(year)
    )
    return _csv(BESIDE_COLUMNS, rows)


def places(spending: Spending) -> tuple[str, ...]:
    """Where this spending can be met, the surest first."""
    met = spending.seen | ({"coded"} if spending.coded else set())
    return tuple(place for place in PLACES if place in met) or ("line",)


def _row(spending: Spending) -> tuple[str, ...]:
    where = places(spending)
    return (
        str(spending.year),
        where[0],
        spending.service,
        spending.line.nature,
        spending.line.function,
        spending.beneficiary,
        str(spending.amount),
        "true" if spending.core else "false",
        "+".join(where),
    )


def _csv(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows)
    return text.getvalue().encode("utf-8")
