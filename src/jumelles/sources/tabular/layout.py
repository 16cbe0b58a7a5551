"""Where a table starts in a grid: its header, wherever it is, and the columns that it names."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain, islice, zip_longest

from jumelles.sources.reading import Reading
from jumelles.sources.tabular.columns import Guess, guess
from jumelles.sources.tabular.headers import candidates, distinct, plain
from jumelles.sources.tabular.rows import Grid, Row

HEADER_WITHIN = 60  # rows looked at to find the header
SAMPLE = 200  # rows looked at to guess the columns

Settled = Mapping[str, Mapping[str, str]]  # fingerprint of a header -> its columns, as a person settled them


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
    settled: bool = False

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
    """The name of a layout: the format, and a fingerprint of the names of its columns."""
    return f"{format_name}-{_fingerprint(header)}"


def settled_for(format_name: str, mappings: Settled) -> Settled:
    """Of the mappings saved by layout, those of one format, by the fingerprint of their header."""
    start = f"{format_name}-"
    return {name.removeprefix(start): columns for name, columns in mappings.items() if name.startswith(start)}


def _fingerprint(header: list[str]) -> str:
    named = "\x1f".join(plain(name) for name in header)
    return hashlib.sha256(named.encode()).hexdigest()[:8]


def table_of(grid: Grid, subject: str, settled: Settled | None = None, at_least: int = 2) -> Table | None:
    """The table in a grid, seen as `subject`; None when no row names `at_least` two of its fields.

    A header that a person settled is found wherever it is, and its columns are what the person said.
    The rows of the grid are used up either way: what was looked at is in `grid.rows` again when None.
    """
    if grid.header is not None:
        return _table(grid, subject, distinct(grid.header), grid.rows, settled or {})
    first = list(islice(grid.rows, HEADER_WITHIN + SAMPLE))
    found = _settled_header(first, settled or {}) or _named_header(subject, first, at_least)
    if found is None:
        grid.rows = chain(first, grid.rows)
        return None
    above, header, below = found
    grid.notes += [" ".join(filter(None, row.cells)) for row in first[:above] if not row.blank]
    table = _table(grid, subject, header, chain(first[below:], grid.rows), settled or {})
    table.above = above
    return table


def unnamed_table(grid: Grid, subject: str) -> Table | None:
    """The table under the first row that could be a header, though it names nothing the house knows.

    None when no row has two cells or more, all texts, above some cells with digits.
    """
    first = list(islice(grid.rows, HEADER_WITHIN + SAMPLE))
    for at, row in enumerate(first[:HEADER_WITHIN]):
        told = [cell for cell in row.cells if cell.strip()]
        if len(told) >= 2 and all(any(c.isalpha() for c in cell) and len(cell) <= 80 for cell in told):
            below = iter(first[at + 1 :])
            digits = any(
                cell.strip()[:1].isdigit() for under in first[at + 1 : at + 4] for cell in under.cells
            )
            return _table(grid, subject, distinct(row.cells), below, {}) if digits else None
    return None


def _settled_header(first: list[Row], settled: Settled) -> tuple[int, list[str], int] | None:
    """Where a settled header starts, its names, where the rows under it start; it takes a row, or two."""
    for at in range(min(HEADER_WITHIN, len(first)) if settled else 0):
        for depth in (1, 2):
            header = distinct(_joined([row.cells for row in first[at : at + depth]]))
            if _fingerprint(header) in settled:
                return at, header, at + depth
    return None


def _named_header(subject: str, first: list[Row], at_least: int) -> tuple[int, list[str], int] | None:
    """The same for the row that names most fields of `subject`."""
    best = max(range(min(HEADER_WITHIN, len(first))), key=lambda i: _named(subject, first[i]), default=None)
    if best is None or _named(subject, first[best]) < at_least:
        return None
    depth, header = _header(subject, first, best)
    return best, distinct(header), best + depth


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
    two = _joined([one, below])
    names_more = _named(subject, Row(0, "", two)) > _named(subject, rows[at])
    return (2, two) if names_more and _named(subject, rows[at + 1]) else (1, one)


def _joined(rows: list[list[str]]) -> list[str]:
    """The names that the rows of a header give together to each column."""
    return [" ".join(filter(None, cells)) for cells in zip_longest(*rows, fillvalue="")]


def _table(grid: Grid, subject: str, header: list[str], rows: Iterator[Row], settled: Settled) -> Table:
    kept = (row for row in rows if not row.blank)
    sample = list(islice(kept, SAMPLE))
    straight = [row.cells for row in sample if not any(row.cells[len(header) :])]
    straight = straight if len(straight) >= len(sample) / 2 else []  # else commas in text shift the cells
    columns = [[cells[i] for cells in straight if i < len(cells)] for i in range(len(header))]
    said = settled.get(_fingerprint(header))
    guessed = guess(subject, header, columns) if said is None else _said(header, said)
    table = Table(subject, grid.name, header, guessed, chain(sample, kept), sample, list(grid.notes))
    table.comma_decimals, table.in_memory, table.settled = (
        grid.comma_decimals,
        grid.in_memory,
        said is not None,
    )
    return table


def _said(header: list[str], said: Mapping[str, str]) -> Guess:
    """What a person said of each column, in the shape of a guess of which nothing is doubtful."""
    return {name: (said.get(name, ""), 1.0) for name in header if name}
