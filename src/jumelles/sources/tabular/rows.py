"""What every kind of table file is turned into: tables of rows of text, each row knowing where it stands."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import chain, islice

SHEET_STRIDE = 10_000_000  # rows of one sheet come before those of the next in `place`


@dataclass(slots=True)
class Row:
    """One row: its ordinal number in the file, where a person finds it, and its cells as text.

    `unread` are the positions of formulas saved without a result: nothing can be said of them.
    `broken` is a problem code when the row as a whole could not be taken apart; `spaced` are the positions of
    cells that start with a space, as text does after a comma that nobody quoted.
    """

    place: int
    locator: str
    cells: list[str]
    unread: frozenset[int] = frozenset()
    broken: str = ""
    spaced: frozenset[int] = frozenset()

    @property
    def blank(self) -> bool:
        return not self.broken and not self.unread and not any(cell.strip() for cell in self.cells)


@dataclass
class Grid:
    """One table of a file: a CSV file, a sheet, a JSON list. `notes` are words found around it."""

    name: str
    rows: Iterator[Row]
    notes: list[str] = field(default_factory=list)
    header: list[str] | None = None
    comma_decimals: bool = False
    in_memory: bool = False

    def ahead(self, count: int = 400) -> "Grid":
        """The first rows of this grid as one of its own; they stay to be read here too."""
        first = list(islice(self.rows, count))
        self.rows = chain(first, self.rows)
        return replace(self, rows=iter(first), notes=list(self.notes))
