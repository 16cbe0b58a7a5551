"""Every row with words is shown to the detector: what it answers is kept, row by row, as findings."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from jumelles.detect import Knowledge, batch
from jumelles.records.tables import TABLES, conform


@dataclass(frozen=True)
class Words:
    """Which columns of a table name a body, and which say what the money is for."""

    beneficiary: str | None
    object: str | None
    amount: str | None


EXAMINED: Mapping[str, Words] = {
    "grants": Words("beneficiary", "object", "amount"),
    "contracts": Words("supplier", "object", "amount"),
    "deliberations": Words(None, "object", None),
    "extracts": Words(None, "label", "executed"),
    "budget_lines": Words(None, "label", "executed"),
}


def examine(name: str, rows: pa.Table, authority: str, knowledge: Knowledge) -> pa.Table:
    """Findings of the rows of table `name`, in the rows' order."""
    if not len(rows):
        return TABLES["findings"].schema.empty_table()
    words = EXAMINED[name]
    shown = {
        "id": pa.array([str(i) for i in range(len(rows))], pa.string()),
        "authority": pa.array([authority] * len(rows), pa.string()),
        "year": rows["year"],
        "beneficiary": _column(rows, words.beneficiary),
        "object": _column(rows, words.object),
        "department": _column(rows, "department"),
        "function": _column(rows, "function"),
        "nature": _column(rows, "nature"),
        "amount": rows[words.amount] if words.amount else pa.nulls(len(rows), pa.decimal128(18, 2)),
    }
    (asked,) = pa.table(shown).combine_chunks().to_batches(max_chunksize=len(rows))
    answer = pa.table(batch(asked, knowledge))
    if not pc.all(pc.equal(answer["id"], asked["id"])).as_py():
        raise RuntimeError("the detector must answer each row once, in order")
    place = {column: rows[column] for column in ("source", "locator", "place")}
    known = {n: answer[n] for n in answer.column_names if n in TABLES["findings"].schema.names}
    marks = {
        "table": pa.repeat(pa.scalar(name), len(rows)),
        "detector": pa.repeat(pa.scalar(knowledge.version), len(rows)),
    }
    return conform("findings", pa.table({**known, **place, **marks}))


def _column(rows: pa.Table, name: str | None) -> "pa.ChunkedArray[Any] | pa.Array[Any]":
    return rows[name] if name in rows.column_names else pa.nulls(len(rows), pa.string())
