"""What every kind of table file is turned into: tables of rows of text, each row knowing where it stands."""

from collections.abc import Iterator
from dataclasses import dataclass, field

SHEET_STRIDE = 10_000_000  # rows of one sheet come before those of the next in `place`


@dataclass(slots=True)
class Row:
    """One row: its ordinal number in the file, where a person finds it, and its cells as text.

    `unread` are the positions of formulas saved without a result: nothing can be said of them.
    `broken` is a problem code when the row as a whole could not be taken apart.
    """

    place: int
    locator: str
    cells: list[str]
    unread: frozenset[int] = frozenset()
    broken: str = ""

    @property
    def blank(self) -> bool:
        return not self.broken and not self.unread and not any(cell.strip() for cell in self.cells)


@dataclass
class Grid:
    """One table of a file: a CSV file, a sheet, a JSON list. `notes` are words found around the table."""

    name: str
    rows: Iterator[Row]
    notes: list[str] = field(default_factory=list)
    header: list[str] | None = None
    comma_decimals: bool = False
