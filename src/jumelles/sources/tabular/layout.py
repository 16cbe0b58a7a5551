"""Where a table starts in a grid: its header, wherever it is, and the columns that it names."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain, islice

from jumelles.sources.reading import Reading
from jumelles.sources.tabular.columns import Guess, guess
from jumelles.sources.tabular.headers import candidates, distinct, plain
from jumelles.sources.tabular.rows import Grid, Row

HEADER_WITHIN = 60  # rows looked at to find the header
SAMPLE = 200  # rows looked at to guess the columns


@dataclass
class Table:
    """A grid whose header is known: `rows` are those under it, not blank. `subject` names the vocabulary."""

    subject: str
    name: str
    header: list[str]
    guessed: Guess
    rows: Iterator[Row]
    sample: list[Row]
    notes: list[str] = field(default_factory=list)
    columns: dict[str, int] = field(default_factory=dict)
    comma_decimals: bool = False
    in_memory: bool = False
    above: int = 0

    def has(self, *names: str) -> bool:
        """True when one column is guessed to be one of these fields."""
        return any(field in names for field, _ in self.guessed.values())

    @property
    def named(self) -> int:
        """How many columns are guessed."""
        return sum(bool(field) for field, _ in self.guessed.values())

    def settle(self, reading: Reading, format_name: str) -> None:
        """Fix the columns: the mapping saved for this layout, or the guess."""
        mapping = reading.mapping(layout_name(format_name, self.header), self.guessed)
        positions = {name: position for position, name in reversed(list(enumerate(self.header)))}
        self.columns = {field: positions[name] for name, field in mapping.items() if name in positions}

    def cell(self, row: Row, field: str) -> str:
        """The cell of `row` in the column of `field`; empty when there is none."""
        position = self.columns.get(field)
        return row.cells[position] if position is not None and position < len(row.cells) else ""


def layout_name(format_name: str, header: list[str]) -> str:
    """The name of a layout: the format, and a short hash of the names of its columns."""
    named = "\x1f".join(plain(name) for name in header)
    return f"{format_name}-{hashlib.sha256(named.encode()).hexdigest()[:8]}"


def table_of(grid: Grid, subject: str, at_least: int = 2) -> Table | None:
    """The table in a grid, seen as `subject`; None when no row names `at_least` two of its fields.

    The rows of the grid are used up either way: what was looked at is in `grid.rows` again when None.
    """
    if grid.header is not None:
        return _table(grid, subject, distinct(grid.header), grid.rows, 0)
    first = list(islice(grid.rows, HEADER_WITHIN + SAMPLE))
    best = max(range(min(HEADER_WITHIN, len(first))), key=lambda i: _named(subject, first[i]), default=None)
    if best is None or _named(subject, first[best]) < at_least:
        grid.rows = chain(first, grid.rows)
        return None
    depth, header = _header(subject, first, best)
    grid.notes += [" ".join(filter(None, row.cells)) for row in first[:best] if not row.blank]
    return _table(grid, subject, distinct(header), chain(first[best + depth :], grid.rows), best)


def _named(subject: str, row: Row) -> int:
    """How many fields the cells of a row name, as a header would; 0 for a row with numbers."""
    if any(len(cell) > 200 or _figure(cell) for cell in row.cells):
        return 0
    return len({found[0][0] for cell in row.cells if cell and (found := candidates(subject, cell))})


def _figure(cell: str) -> bool:
    return len(cell) > 4 and cell.replace(",", "").replace(".", "").isdigit()


def _header(subject: str, rows: list[Row], at: int) -> tuple[int, list[str]]:
    """The header and how many rows it takes: two when the row below names more fields together with it."""
    one = rows[at].cells
    below = rows[at + 1].cells if at + 1 < len(rows) else []
    if not below or any(_figure(cell) for cell in below) or not any(below):
        return 1, one
    width = max(len(one), len(below))
    pairs = zip(one + [""] * (width - len(one)), below + [""] * (width - len(below)), strict=True)
    two = [f"{above} {under}".strip() for above, under in pairs]
    names_more = _named(subject, Row(0, "", two)) > _named(subject, rows[at])
    return (2, two) if names_more and _named(subject, rows[at + 1]) else (1, one)


def _table(grid: Grid, subject: str, header: list[str], rows: Iterator[Row], above: int) -> Table:
    kept = (row for row in rows if not row.blank)
    sample = list(islice(kept, SAMPLE))
    straight = [row.cells for row in sample if not any(row.cells[len(header) :])]
    straight = straight if len(straight) >= len(sample) / 2 else []  # else commas in text shift the cells
    columns = [[cells[i] for cells in straight if i < len(cells)] for i in range(len(header))]
    guessed = guess(subject, header, columns)
    table = Table(subject, grid.name, header, guessed, chain(sample, kept), sample, list(grid.notes))
    table.comma_decimals, table.in_memory, table.above = grid.comma_decimals, grid.in_memory, above
    return table
