"""Revenue and net cost: what the State, the European Union and partners paid back."""

from jumelles.ledger.figures import Part, YearFigure
from jumelles.publish import cells
from jumelles.publish.edition import Edition
from jumelles.publish.rows import RowPages
from jumelles.publish.views import Cell, Section, TableView


def net(edition: Edition, pages: RowPages) -> Section | None:
    """Gross, revenue and net by year; the doubts add up."""
    if not edition.found_something:
        return None
    say = edition.say
    columns = (say("Year"), say("Gross expense"), say("Revenue"), say("Net cost"))
    rows = tuple(_row(edition, pages, figure) for figure in reversed(edition.years))
    caption = say("Gross expense, revenue and net cost by year, in euros")
    which = "ledger: part = coded | found, less part = revenue, year = …"
    sentence = say(
        "Revenue is what others paid towards the international action: State, European Union, partners."
        " Net cost is what the authority pays itself."
    )
    table = TableView("table-net", caption, columns, rows, which)
    return Section("net", say("Revenue and net cost"), (sentence,), tables=(table,))


def _row(edition: Edition, pages: RowPages, figure: YearFigure) -> tuple[Cell, ...]:
    year = figure.year
    return (
        Cell(str(year)),
        cells.part(edition, pages, figure.total, (year, None)),
        cells.part(edition, pages, figure.revenue, (year, Part.REVENUE)),
        cells.part(edition, pages, figure.net, (year, None)),
    )
