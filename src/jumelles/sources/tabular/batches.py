"""Rows on their way to a table of the house, handed over in batches so that memory does not grow."""

from collections.abc import Mapping
from typing import Any

from jumelles.sources.reading import Reading

SIZE = 5_000


class Batches:
    """Rows of `table` waiting to be kept; every row has the same `columns`."""

    def __init__(self, reading: Reading, table: str, columns: tuple[str, ...]) -> None:
        self._reading, self._table = reading, table
        self._columns: dict[str, list[Any]] = {name: [] for name in (*columns, "place", "locator")}

    def add(self, row: Mapping[str, Any]) -> None:
        """Keep one row of the file; columns it does not give are null."""
        for name, values in self._columns.items():
            values.append(row.get(name))
        if len(self._columns["place"]) >= SIZE:
            self.flush()

    def flush(self) -> None:
        """Hand over what waits."""
        self._reading.rows(self._table, self._columns)
        for values in self._columns.values():
            values.clear()
