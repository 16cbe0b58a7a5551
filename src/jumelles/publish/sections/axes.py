"""The breakdowns of the expense: nature group, section, department, country, kind of action."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from jumelles.ledger.figures import Slice
from jumelles.ledger.interval import Interval
from jumelles.publish import cells
from jumelles.publish.chart_bars import bars_chart
from jumelles.publish.edition import Edition
from jumelles.publish.labels import KINDS, NATURE_GROUPS, SECTIONS
from jumelles.publish.rows import RowPages
from jumelles.publish.views import Cell, Chart, Section, TableView
from jumelles.reference.words import N_

SHOWN_ROWS = 20
CHARTED = 10


@dataclass(frozen=True)
class _Axis:
    title: str
    heading: str
    unknown: str
    words: Mapping[str, str]
    charted: bool = True


_AXES = {
    "nature_group": _Axis(N_("What the money pays for"), N_("Nature group"), N_("Not stated"), NATURE_GROUPS),
    "section": _Axis(
        N_("Operating and investment"), N_("Section"), N_("Not stated"), SECTIONS, charted=False
    ),
    "department": _Axis(N_("Which departments spend it"), N_("Department"), N_("Department not stated"), {}),
    "countries": _Axis(N_("With which countries"), N_("Country"), N_("Country not stated"), {}),
    "kind": _Axis(N_("Which kind of action"), N_("Kind"), N_("Kind not stated"), KINDS),
}


def axis_section(axis: str) -> Callable[[Edition, RowPages], Section | None]:
    """The section of one breakdown; left out when the files say nothing of it."""

    def build(edition: Edition, pages: RowPages) -> Section | None:
        slices = edition.axes[axis]
        if not any(piece.value for piece in slices):
            return None
        title = edition.say(_AXES[axis].title)
        return Section(
            axis, title, _sentences(edition, axis), _charts(edition, axis), (_table(edition, pages, axis),)
        )

    return build


def label(edition: Edition, axis: str, value: str | None) -> str:
    """The words of one value of a breakdown."""
    if not value:
        return edition.say(_AXES[axis].unknown)
    if axis == "countries":
        return edition.place(value) or value
    return edition.say(_AXES[axis].words[value]) if value in _AXES[axis].words else value


def axis_title(edition: Edition, axis: str) -> str:
    """The title of a breakdown."""
    return edition.say(_AXES[axis].title)


def _sentences(edition: Edition, axis: str) -> tuple[str, ...]:
    return tuple(sentence for sentence in (_asylum(edition, axis), _undrawn(edition, axis)) if sentence)


def _asylum(edition: Edition, axis: str) -> str:
    if axis != "kind" or not any(figure.asylum.central for figure in edition.years):
        return ""
    return edition.say(
        "The costs of receiving refugees in France always stand on their own line: in a total, they can hide"
        " a fall of everything else."
    )


def _undrawn(edition: Edition, axis: str) -> str:
    """How much of the year drawn has no known value: it would dwarf the others."""
    figure = edition.headline
    unknown = [piece.by_year[figure.year] for piece in _in_year(edition, axis) if figure and not piece.value]
    if figure is None or not unknown or not _charts(edition, axis):
        return ""
    said = edition.say("{unknown}: {amount} in {year}, in the table and not in the picture.")
    amount = edition.write.euros(unknown[0].central)
    return said.format(unknown=label(edition, axis, None), amount=amount, year=figure.year)


def _charts(edition: Edition, axis: str) -> tuple[Chart, ...]:
    """The known values of the latest closed year; nothing to compare, no picture."""
    figure = edition.headline
    if not _AXES[axis].charted or figure is None:
        return ()
    known = [piece for piece in _in_year(edition, axis) if piece.value]
    found = [(label(edition, axis, piece.value), piece.by_year[figure.year]) for piece in known]
    bars = sorted(found, key=lambda bar: -bar[1].central)[:CHARTED]
    if len(bars) < 2:
        return ()
    title = f"{axis_title(edition, axis)}, {figure.year}"
    return (bars_chart(edition, f"chart-{axis}", title, bars),)


def _in_year(edition: Edition, axis: str) -> list[Slice]:
    figure = edition.headline
    return [piece for piece in edition.axes[axis] if figure and figure.year in piece.by_year]


def _table(edition: Edition, pages: RowPages, axis: str) -> TableView:
    say = edition.say
    years = [figure.year for figure in reversed(edition.years) if figure.rows]
    slices = edition.axes[axis]
    rows = [_row(edition, pages, axis, piece, years) for piece in slices[:SHOWN_ROWS]]
    if slices[SHOWN_ROWS:]:
        rows.append(_others(edition, pages, axis, years))
    columns = (say(_AXES[axis].heading), *map(str, years))
    caption = say("{title}, by year, in euros").format(title=say(_AXES[axis].title))
    which = f"ledger: part = coded | found, {axis} = …, year = …"
    return TableView(f"table-{axis}", caption, columns, tuple(rows), which, wide=len(years) > 3)


def _row(
    edition: Edition, pages: RowPages, axis: str, piece: Slice, years: Sequence[int]
) -> tuple[Cell, ...]:
    links = [pages.link(axis, year, piece.value or "") for year in years]
    amounts = [piece.by_year.get(year) for year in years]
    found = [cells.piece(edition, amount, link) for amount, link in zip(amounts, links, strict=True)]
    return (Cell(label(edition, axis, piece.value)), *found)


def _others(edition: Edition, pages: RowPages, axis: str, years: Sequence[int]) -> tuple[Cell, ...]:
    rest = edition.axes[axis][SHOWN_ROWS:]
    sums = [sum((piece.by_year.get(year, Interval()) for piece in rest), Interval()) for year in years]
    name = edition.say("{count} others").format(count=len(rest))
    found = [
        cells.money(edition, amount, pages.link(axis, year)) for amount, year in zip(sums, years, strict=True)
    ]
    return (Cell(name), *found)
