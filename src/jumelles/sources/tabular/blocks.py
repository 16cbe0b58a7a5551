"""Blocks of a workbook that say again what was already read: summaries by theme, copies of a sheet."""

from collections import Counter
from collections.abc import Iterator

from jumelles.sources.tabular.headers import plain
from jumelles.sources.tabular.layout import Table
from jumelles.sources.tabular.rows import Row
from jumelles.sources.tabular.totals import is_header

SHORTEST = 10  # rows; a shorter block may repeat amounts by chance
REPEATED = 0.95  # share of rows already seen from which a block is a copy

Signature = tuple[str, ...]


class Blocks:
    """The rows seen so far in a workbook, to tell the blocks that repeat them."""

    def __init__(self, fields: tuple[str, ...]) -> None:
        self._fields = fields
        self._seen: Counter[Signature] = Counter()

    def cut(self, table: Table, year: int | None) -> Iterator[tuple[list[Row], bool]]:
        """The blocks of `table` (cut at repeated headers), each with True when it repeats earlier ones."""
        block: list[Row] = []
        for row in table.rows:
            if is_header(table, row) and block:
                yield self._told(table, block, year)
                block = []
            block.append(row)
        if block:
            yield self._told(table, block, year)

    def _told(self, table: Table, block: list[Row], year: int | None) -> tuple[list[Row], bool]:
        signatures = Counter(self._signature(table, row, year) for row in block)
        again = sum((signatures & self._seen).values())
        repeated = len(block) >= SHORTEST and again >= REPEATED * len(block)
        if not repeated:
            self._seen.update(signatures)
        return block, repeated

    def _signature(self, table: Table, row: Row, year: int | None) -> Signature:
        cells = [plain(table.cell(row, field)) for field in self._fields]
        return (table.cell(row, "year") or str(year), *cells)
