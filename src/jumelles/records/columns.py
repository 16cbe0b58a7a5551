"""The types of columns, and what every table of the house is made with."""

from dataclasses import dataclass

import pyarrow as pa

MONEY = pa.decimal128(18, 2)
COUNT = pa.decimal128(14, 4)
TEXT = pa.string()
YEAR = pa.int16()
FLAG = pa.bool_()
DATE = pa.date32()
WHOLE = pa.int64()


@dataclass(frozen=True)
class Table:
    """A table of the house: its columns, and the columns that order its rows totally."""

    schema: pa.Schema
    order: tuple[str, ...]


def table(order: str, **columns: pa.DataType) -> Table:
    """A table with these columns, whose rows are ordered by those that `order` names."""
    return Table(pa.schema(list(columns.items())), tuple(order.split()))


PLACE = {"source": TEXT, "locator": TEXT}
ROW = "source place locator"
