"""Cells of tables from figures: the number, its doubt beneath, and the link to the rows behind it."""

from decimal import Decimal

from jumelles.ledger.interval import Interval
from jumelles.publish.edition import Edition
from jumelles.publish.rows import LEDGER, RowPages
from jumelles.publish.views import Cell

ROWS = "rows"
BUDGET_PAGE = "budget"
NOTHING = "–"


def money(edition: Edition, amount: Interval, link: str | None = None) -> Cell:
    """The central amount; low and high beneath when they differ."""
    return Cell(edition.write.amount(amount.central), href(link), span(edition, amount))


def part(edition: Edition, pages: RowPages, amount: Interval, at: tuple[int, str | None]) -> Cell:
    """The sum of one part of a year's ledger: `at` is (year, part), None for the whole year."""
    return money(edition, amount, pages.link(LEDGER, *at))


def piece(edition: Edition, amount: Interval | None, link: str | None) -> Cell:
    """A cell of a breakdown; a dash where there is no row at all."""
    return money(edition, amount, link) if amount is not None else Cell(NOTHING)


def span(edition: Edition, amount: Interval) -> str:
    """`low – high`, or nothing when the amount is certain."""
    if amount.certain:
        return ""
    return f"{edition.write.amount(amount.low)} – {edition.write.amount(amount.high)}"


def share(edition: Edition, ratio: Decimal | None, year: int) -> Cell:
    """A share of the general budget, which leads to how that budget was reckoned."""
    return Cell(edition.write.share(ratio), budget_link(year)) if ratio is not None else Cell(NOTHING)


def per_head(edition: Edition, amount: Decimal | None, year: int) -> Cell:
    """Euros per inhabitant, rounded to the cent."""
    if amount is None:
        return Cell(NOTHING)
    return Cell(edition.write.amount(amount), budget_link(year))


def budget_link(year: int) -> str:
    return f"{ROWS}/{BUDGET_PAGE}.html#y{year}"


def href(link: str | None) -> str | None:
    """A link of the pages of rows, seen from the main page."""
    return f"{ROWS}/{link}" if link else None
