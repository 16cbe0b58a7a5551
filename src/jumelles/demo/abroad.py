"""The true international spending of the town, and what is shown beside it."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from jumelles.demo.chance import CENT
from jumelles.demo.lines import Line
from jumelles.demo.material import Year, chapter_of, function_code, service_name, table


@dataclass(frozen=True)
class Spending:
    """One international action in one year: what was spent on it, where it is booked, where it can be met."""

    year: int
    service: str
    line: Line
    kind: str
    beneficiary: str
    object: str
    published_object: str
    seen: frozenset[str]
    core: bool
    amount: Decimal

    @property
    def coded(self) -> bool:
        """True when the account itself says that it is international (function 04, but 041)."""
        return self.line.function in ("04", "048")


def spendings(year: Year) -> tuple[Spending, ...]:
    """The international spending of `year`, one each action; every euro of it appears once."""
    rows = (row for row in table("actions.csv") if Decimal(row[str(year.number)]))
    return tuple(_spending(row, year) for row in rows)


def _spending(row: dict[str, str], year: Year) -> Spending:
    seen = set(row["seen"].split())
    if year.number == FIRST_PUBLISHED - 1:
        seen.discard("scdl")
    return Spending(
        year=year.number,
        service=service_name(row["service"], year),
        line=_line(row, year, chapter_of(row[year.column])),
        kind=row["kind"],
        beneficiary=row["beneficiary"],
        object=row["object"],
        published_object=row["published_object"],
        seen=frozenset(seen),
        core=row["perimeter"] == "core",
        amount=Decimal(row[str(year.number)]).quantize(CENT),
    )


FIRST_PUBLISHED = 2020
"""First year whose grants the town published as open data (SCDL)."""


@dataclass(frozen=True)
class Beside:
    """Money that goes beside the consolidated expense: revenue, or European funds run for the State."""

    why: str
    line: Line
    service: str
    kind: str
    beneficiary: str
    object: str
    amount: Decimal


def beside(year: Year) -> Iterator[Beside]:
    """Revenue of the international action, and European funds, in `year`."""
    for row in table("beside.csv"):
        amount = Decimal(row[str(year.number)]).quantize(CENT)
        if amount:
            line = _line(row, year, row["chapter"], row["direction"])
            service = service_name(row["service"], year)
            yield Beside(row["why"], line, service, row["kind"], row["beneficiary"], row["object"], amount)


def _line(row: dict[str, str], year: Year, chapter: str, direction: str = "D") -> Line:
    return Line(row[year.column], function_code(row["function"], year.column), chapter, direction)
