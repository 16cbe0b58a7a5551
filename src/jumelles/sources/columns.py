"""Columns of rows waiting to be kept, and the exact reading of their amounts."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from jumelles.records.money import parse_euros
from jumelles.records.problem import Problem
from jumelles.records.tables import MONEY, TABLES
from jumelles.sources.reading import Reading

BATCH = 4_096


class Columns:
    """Rows of one table gathered column by column, given to the reading in batches of `BATCH`.

    `money` names the columns that hold amounts as text; a row one of whose amounts cannot be read is refused.
    """

    def __init__(self, table: str, names: Sequence[str], money: Sequence[str]) -> None:
        self.table = table
        self.money = tuple(money)
        self.lists: dict[str, list[object]] = {name: [] for name in (*names, "place", "locator")}

    def __len__(self) -> int:
        return len(self.lists["place"])

    def flush(self, reading: Reading, constants: Mapping[str, object]) -> None:
        """Give the rows gathered so far, each with the same `constants`, and forget them."""
        count = len(self)
        if not count:
            return
        arrays = {name: self._array(name) for name in self.lists if name not in self.money}
        amounts, bad = self._amounts()
        arrays.update(amounts)
        schema = TABLES[self.table].schema
        for name, value in constants.items():
            if name not in schema.names:
                continue
            arrays[name] = pa.repeat(pa.scalar(value, schema.field(name).type), count)
        rows = pa.table(arrays)
        for row in sorted(bad):
            reading.refuse(bad[row])
        if bad:
            rows = rows.filter(pa.array([row not in bad for row in range(count)]))
        reading.rows(self.table, {name: rows[name].combine_chunks() for name in rows.column_names})
        for values in self.lists.values():
            values.clear()

    def _array(self, name: str) -> "pa.Array[Any]":
        column: pa.Array[Any] = pa.array(self.lists[name], TABLES[self.table].schema.field(name).type)
        return column

    def _amounts(self) -> tuple[dict[str, "pa.Array[Any]"], dict[int, Problem]]:
        arrays: dict[str, pa.Array[Any]] = {}
        bad: dict[int, Problem] = {}
        for name in self.money:
            texts = self.lists[name]
            try:
                arrays[name] = pc.cast(pa.array(texts, pa.string()), MONEY)
            except pa.ArrowInvalid:
                arrays[name] = pa.array(list(self._one_by_one(texts, bad)), MONEY)
        return arrays, bad

    def _one_by_one(self, texts: list[object], bad: dict[int, Problem]) -> Iterator[Decimal | None]:
        for row, text in enumerate(texts):
            try:
                yield None if text is None else parse_euros(str(text))
            except ValueError:
                locator, place = str(self.lists["locator"][row]), self.lists["place"][row]
                bad[row] = Problem("amount-unreadable", locator, str(text), int(str(place)))
                yield None
