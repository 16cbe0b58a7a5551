"""European funds managed for others (function 041, subvention globale): shown beside, never in the figure."""

from jumelles.ledger.figures import Part, YearFigure
from jumelles.publish import cells
from jumelles.publish.edition import Edition
from jumelles.publish.rows import RowPages
from jumelles.publish.views import Cell, Section, TableView


def european_funds(edition: Edition, pages: RowPages) -> Section | None:
    """Expense and revenue of the funds by year; left out when there is none."""
    shown = [f for f in reversed(edition.years) if f.european_funds.high or f.european_funds_revenue.high]
    if not shown:
        return None
    say = edition.say
    columns = (say("Year"), say("Expense"), say("Revenue"))
    rows = tuple(_row(edition, pages, figure) for figure in shown)
    caption = say("European funds managed for others by year, in euros, not in the consolidated figure")
    which = "ledger: part = european_funds | european_funds_revenue, year = …"
    sentence = say(
        "Some authorities manage European social fund money for others (“subvention globale”). The"
        " accounts file it next to international action, yet it is spent at home: it is shown here and"
        " counted nowhere else."
    )
    table = TableView("table-european-funds", caption, columns, rows, which)
    return Section("european_funds", say("European funds, set apart"), (sentence,), tables=(table,))


def _row(edition: Edition, pages: RowPages, figure: YearFigure) -> tuple[Cell, ...]:
    expense, revenue = figure.european_funds, figure.european_funds_revenue
    return (
        Cell(str(figure.year)),
        cells.part(edition, pages, expense, (figure.year, Part.EUROPEAN_FUNDS)),
        cells.part(edition, pages, revenue, (figure.year, Part.EUROPEAN_FUNDS_REVENUE)),
    )
