"""Columns written only on the first row of each block of a table, as people do instead of a merged cell."""

from jumelles.sources.tabular.layout import Table
from jumelles.sources.tabular.rows import Row
from jumelles.sources.tabular.totals import is_header, is_total


class Headings:
    """The heading of the current block, in the column of `field`, when the table clearly has such blocks.

    Clear: in the rows looked at, each block (between blank rows, totals and repeated headers) has the column
    filled throughout, on its first row only, or not at all, and the second happens at least once.
    """

    def __init__(self, table: Table, field: str) -> None:
        self._table, self._field = table, field
        self._current, self._last = "", 0
        self.clear = self._is_clear()

    def of(self, row: Row) -> str:
        """The heading of the block of `row`; rows must come in order. Empty when blocks are not clear."""
        if not self.clear:
            return ""
        if self._starts_block(row, self._last):
            self._current = ""
        self._last = row.place
        self._current = self._table.cell(row, self._field) or self._current
        return self._current

    def _starts_block(self, row: Row, last: int) -> bool:
        return row.place > last + 1 or is_header(self._table, row) or any(map(is_total, row.cells))

    def _is_clear(self) -> bool:
        if self._field not in self._table.columns:
            return False
        blocks: list[list[bool]] = [[]]
        last = 0
        for row in self._table.sample:
            if self._starts_block(row, last):
                blocks.append([])
            last = row.place
            if not is_header(self._table, row) and not any(map(is_total, row.cells)):
                blocks[-1].append(bool(self._table.cell(row, self._field)))
        blocks = [block for block in blocks if block]
        headed = [block[0] and not any(block[1:]) for block in blocks if len(block) > 1]
        return any(headed) and all(all(block) or not any(block[1:]) for block in blocks)
