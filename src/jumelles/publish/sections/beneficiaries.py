"""Who receives the money: the largest beneficiaries over the years read."""

from jumelles.ledger.figures import Slice
from jumelles.publish import cells
from jumelles.publish.edition import Edition
from jumelles.publish.rows import BENEFICIARIES, RowPages
from jumelles.publish.views import Cell, Section, TableView


def beneficiaries(edition: Edition, pages: RowPages) -> Section | None:
    """The largest totals; left out when no row names a beneficiary."""
    if not edition.beneficiaries:
        return None
    say = edition.say
    columns = (say("Beneficiary"), say("Total over the years"), say("Years"), say("Rows"))
    rows = tuple(_row(edition, pages, piece) for piece in edition.beneficiaries)
    caption = say("The {count} beneficiaries who received most, in euros").format(count=len(rows))
    which = "ledger: part = coded | found, beneficiary = …"
    table = TableView("table-beneficiaries", caption, columns, rows, which)
    return Section("beneficiaries", say("Largest beneficiaries"), tables=(table,))


def _row(edition: Edition, pages: RowPages, piece: Slice) -> tuple[Cell, ...]:
    link = pages.link(BENEFICIARIES, None, piece.value)
    years = sorted(piece.by_year)
    when = str(years[0]) if len(years) == 1 else f"{years[0]}–{years[-1]}"
    return (
        Cell(edition.spellings[piece.value or ""]),
        cells.money(edition, piece.total, link),
        Cell(when),
        Cell(edition.write.count(piece.rows), cells.href(link)),
    )
