"""For the shipped example only: what was found against what is true."""

from jumelles.ledger.figures import YearFigure
from jumelles.ledger.interval import Interval
from jumelles.publish import cells
from jumelles.publish.chart_bars import truth_chart
from jumelles.publish.edition import Edition
from jumelles.publish.publication import Truth
from jumelles.publish.rows import RowPages
from jumelles.publish.views import Cell, Section, TableView


def truth(edition: Edition, pages: RowPages) -> Section | None:
    """By year: true total, found, gap, and what was missed; None outside the example."""
    figures = {figure.year: figure for figure in edition.years}
    known = [(t, figures[t.year]) for t in edition.publication.truths if t.year in figures]
    if not known:
        return None
    say = edition.say
    title = say("Found against true")
    sentence = say(
        "This authority is an example made on purpose, so its true total is known. Dot: figure found, in its"
        " band from low to high. Diamond: the true total."
    )
    chart = truth_chart(edition, title, [(t.year, f.total, _point(t)) for t, f in known])
    columns = (say("Year"), say("Found"), say("True total"), say("Found less true"), say("What was missed"))
    rows = tuple(_row(edition, pages, found, figure) for found, figure in reversed(known))
    caption = say("Found against true by year, in euros")
    table = TableView(
        "table-truth", caption, columns, rows, "ledger: part = coded | found", frozenset({0, 4}), wide=True
    )
    return Section("truth", title, (sentence,), (chart,), (table,))


def _point(known: Truth) -> Interval:
    return Interval(known.total, known.total, known.total)


def _row(edition: Edition, pages: RowPages, known: Truth, figure: YearFigure) -> tuple[Cell, ...]:
    write = edition.write
    missed = "; ".join(f"{name} ({write.euros(amount)})" for name, amount in sorted(known.missed.items()))
    return (
        Cell(str(known.year)),
        cells.part(edition, pages, figure.total, (known.year, None)),
        Cell(write.amount(known.total)),
        Cell(write.amount(figure.total.central - known.total)),
        Cell(missed or edition.say("nothing")),
    )
