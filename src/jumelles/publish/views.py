"""What a section shows, whatever the medium: sentences, a chart and tables whose cells lead to rows."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Cell:
    """A text, the rows behind it (`href`), and a smaller second line (`note`)."""

    text: str
    href: str | None = None
    note: str = ""


@dataclass(frozen=True)
class TableView:
    """A table: the first cell of each row is its heading. `filter` tells how to find it in the ledger.

    `words` are columns of text, by position; the others are numbers, set to the right.
    """

    id: str
    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    filter: str = ""
    words: frozenset[int] = frozenset({0})
    wide: bool = False


@dataclass(frozen=True)
class Chart:
    """A picture: `svg` for the page; `title` and `description` say the same in words."""

    id: str
    svg: str
    title: str
    description: str


@dataclass(frozen=True)
class Section:
    """One section of the page and of the report. `empty` is said, with what to do, when nothing is known."""

    id: str
    title: str
    sentences: tuple[str, ...] = ()
    charts: tuple[Chart, ...] = ()
    tables: tuple[TableView, ...] = ()
    empty: str = ""


@dataclass(frozen=True)
class Headline:
    """The figure to remember, and the few numbers that put it in its place: (name, cell) pairs."""

    title: str
    amount: Cell
    sentence: str
    facts: tuple[tuple[str, Cell], ...] = ()
