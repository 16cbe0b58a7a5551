"""What stands beside the figure, never in it: European funds for others, support in kind, book entries."""

from jumelles.ledger.figures import APART, Part, YearFigure
from jumelles.publish import cells
from jumelles.publish.edition import Edition
from jumelles.publish.rows import RowPages
from jumelles.publish.views import Cell, Section, TableView
from jumelles.reference.words import N_

_COLUMNS = {
    Part.EUROPEAN_FUNDS: N_("European funds, expense"),
    Part.EUROPEAN_FUNDS_REVENUE: N_("European funds, revenue"),
    Part.IN_KIND: N_("Support in kind"),
    Part.ORDER: N_("Book entries, expense"),
    Part.ORDER_REVENUE: N_("Book entries, revenue"),
}
_SENTENCES = {
    Part.EUROPEAN_FUNDS: N_(
        "European funds: some authorities manage European social fund money for others (“subvention"
        " globale”). The accounts file it next to international action, yet it is spent at home."
    ),
    Part.IN_KIND: N_(
        "Support in kind: premises or staff lent, at the value the authority gives; no money paid."
    ),
    Part.ORDER: N_("Book entries: depreciation and transfers between sections; no money paid."),
}


def apart(edition: Edition, pages: RowPages) -> Section | None:
    """One column a part that has any euro, by year; left out when there is none."""
    parts = [part for part in APART if any(figure.apart[part].high for figure in edition.years)]
    shown = [figure for figure in reversed(edition.years) if any(figure.apart[part].high for part in parts)]
    if not shown:
        return None
    say = edition.say
    columns = (say("Year"), *(say(_COLUMNS[part]) for part in parts))
    rows = tuple(_row(edition, pages, figure, parts) for figure in shown)
    caption = say("Beside the consolidated figure, by year, in euros")
    which = f"ledger: part = {' | '.join(parts)}, year = …"
    sentences = tuple(say(text) for part, text in _SENTENCES.items() if part in parts)
    table = TableView("table-apart", caption, columns, rows, which)
    return Section("apart", say("Beside the figure, counted nowhere else"), sentences, tables=(table,))


def _row(edition: Edition, pages: RowPages, figure: YearFigure, parts: list[Part]) -> tuple[Cell, ...]:
    found = [cells.part(edition, pages, figure.apart[part], (figure.year, part)) for part in parts]
    return (Cell(str(figure.year)), *found)
