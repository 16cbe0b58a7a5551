"""Tables on disk: written whole, in a total order, with the same bytes for the same rows."""

import shutil
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from jumelles.engine.local import engine
from jumelles.records.tables import TABLES, conform

ROW_GROUP = 65_536


def merge(name: str, parts: Sequence[Path], to: Path, without: Collection[str] = ()) -> None:
    """Table `name` out of the files `parts`, less the rows of the documents `without`, sorted, at `to`.

    Rows stream through the engine, so memory does not grow with them.
    """
    if not parts:
        write(name, TABLES[name].schema.empty_table(), to)
        return
    with engine() as backend, pq.ParquetWriter(to, TABLES[name].schema, compression="zstd") as writer:
        rows = backend.read_parquet([str(part) for part in parts])
        if without:
            rows = rows.filter(rows.document.notin(sorted(without)))
        for batch in rows.order_by(_order(name)).to_pyarrow_batches(chunk_size=ROW_GROUP):
            writer.write_table(conform(name, batch), row_group_size=ROW_GROUP)


def write(name: str, rows: pa.Table, to: Path) -> None:
    """Table `name` at `to`, sorted by its total key."""
    table = conform(name, rows)
    ordered = table.sort_by([(column, "ascending") for column in _order(name)])
    pq.write_table(ordered, to, compression="zstd", row_group_size=ROW_GROUP)


def read(name: str, folder: Path, columns: Iterable[str] | None = None) -> pa.Table:
    """Table `name` of `folder`, or some of its columns."""
    path = folder / f"{name}.parquet"
    return pq.read_table(path, columns=list(columns) if columns is not None else None)


def replace(draft: Path, folder: Path) -> None:
    """Put the finished folder `draft` in the place of `folder`."""
    old = folder.with_name(folder.name + ".old")
    shutil.rmtree(old, ignore_errors=True)
    if folder.exists():
        folder.rename(old)
    draft.rename(folder)
    shutil.rmtree(old, ignore_errors=True)


def _order(name: str) -> list[str]:
    """The declared key, then every other plain column, so that no two different rows tie."""
    table = TABLES[name]
    return [*table.order, *(column for column in table.schema.names if column not in table.order)]
