"""The yearly figures as cells of a sheet: sums are formulas over the entries, with their exact value."""

from collections.abc import Iterator
from decimal import Decimal

from xlsxwriter.utility import xl_col_to_name

from jumelles.ledger.figures import Part, YearFigure
from jumelles.publish import labels
from jumelles.publish.edition import Edition
from jumelles.publish.ledger_rows import COLUMNS
from jumelles.reference.words import N_

FIGURE_HEADERS = (
    N_("Year"),
    N_("Status"),
    N_("Consolidated figure"),
    N_("Low"),
    N_("High"),
    N_("Coded in the accounts"),
    N_("Found elsewhere"),
    N_("Found, low"),
    N_("Found, high"),
    N_("Revenue"),
    N_("Net cost"),
    N_("European funds, set apart"),
    N_("General budget"),
    N_("Share of budget"),
    N_("Population"),
    N_("€ per inhabitant"),
)

FigureCell = tuple[str | int | Decimal | None, str, str]


def figure_rows(edition: Edition) -> Iterator[list[FigureCell]]:
    """One row a year: (value, style, formula or empty) for each of `FIGURE_HEADERS`."""
    for line, figure in enumerate(edition.years, 2):
        yield [*_sums(edition, figure, line), *_ratios(figure, line)]


def _sums(edition: Edition, figure: YearFigure, line: int) -> list[FigureCell]:
    def total(part: Part, column: str = "central") -> str:
        return _sum(edition, part, column, line)

    coded, found = figure.coded, figure.found
    return [
        (figure.year, "", ""),
        (edition.say(labels.STATUSES[figure.status]), "", ""),
        (figure.total.central, "money", f"=F{line}+G{line}"),
        (figure.total.low, "money", f"={total(Part.CODED, 'low')}+H{line}"),
        (figure.total.high, "money", f"={total(Part.CODED, 'high')}+I{line}"),
        (coded.central, "money", f"={total(Part.CODED)}"),
        (found.central, "money", f"={total(Part.FOUND)}"),
        (found.low, "money", f"={total(Part.FOUND, 'low')}"),
        (found.high, "money", f"={total(Part.FOUND, 'high')}"),
        (figure.revenue.central, "money", f"={total(Part.REVENUE)}"),
        (figure.net.central, "money", f"=C{line}-J{line}"),
        (figure.apart[Part.EUROPEAN_FUNDS].central, "money", f"={total(Part.EUROPEAN_FUNDS)}"),
    ]


def _ratios(figure: YearFigure, line: int) -> list[FigureCell]:
    share, head = figure.share, figure.per_inhabitant
    return [
        (figure.general_budget, "money", ""),
        (share, "share", f"=C{line}/M{line}" if share is not None else ""),
        (figure.population, "", ""),
        (head, "money", f"=C{line}/O{line}" if head is not None else ""),
    ]


def _sum(edition: Edition, part: Part, column: str, line: int) -> str:
    """SUMIFS over the sheet of entries, by year and part as they are worded there."""
    sheet = edition.say("Entries")
    where = {
        name: f"'{sheet}'!${xl_col_to_name(COLUMNS.index(name))}:${xl_col_to_name(COLUMNS.index(name))}"
        for name in (column, "year", "part")
    }
    words = edition.say(labels.PARTS[part]).replace('"', '""')
    return f'SUMIFS({where[column]},{where["year"]},$A{line},{where["part"]},"{words}")'
