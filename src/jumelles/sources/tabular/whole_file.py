"""Every table of a file, read or left with the reason: what the readers of tables share."""

from pathlib import Path
from typing import Protocol

from jumelles.records.problem import Problem
from jumelles.sources.reading import Reading
from jumelles.sources.tabular import grids, refuse
from jumelles.sources.tabular.layout import Table, settled_for, table_of
from jumelles.sources.tabular.rows import Grid


class TableFile(Protocol):
    """The reading of one file by a format: which tables it takes, and what it does of them."""

    reading: Reading
    format_name: str
    subject: str

    def lacks(self, table: Table | None) -> tuple[str, ...]:
        """What keeps a table from being read, in words; nothing when it can be."""

    def read_table(self, table: Table) -> None:
        """Read the rows of a table that lacks nothing."""

    def close(self) -> None:
        """Hand over what waits."""


def read_tables(path: Path, file: TableFile) -> None:
    """Read every table of the file at `path` that lacks nothing. Raises FileRefused when there is none."""
    settled = settled_for(file.format_name, file.reading.mappings)
    found = False
    for grid in grids(path, file.reading.progress):
        table = table_of(grid, file.subject, settled)
        lacks = file.lacks(table)
        if table is None or lacks:
            leave_table(file.reading, grid, table, lacks)
            continue
        found = True
        file.read_table(table)
    file.close()
    if not found:
        raise refuse("table-not-found", missing=", ".join(file.lacks(None)))


def leave_table(reading: Reading, grid: Grid, table: Table | None, lacks: tuple[str, ...]) -> None:
    """Count the rows of a table that is not read, and say why."""
    count = sum(not row.blank for row in (table.rows if table else grid.rows))
    if count:
        reading.saw(count)
        reading.skip("other-table", count)
        details = {"missing": ", ".join(lacks), "rows": str(count)}
        reading.warn(Problem("sheet-without-table", grid.name or reading.file, details=details))
