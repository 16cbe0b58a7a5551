"""Tables on disk: written whole, in one order, with the same bytes for the same rows."""

import shutil
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from jumelles.records.tables import TABLES, conform

ROW_GROUP = 8_192
BATCH = 8_192
FEW = 2_048  # rows that are looked at one by one, with all that is said of them


def merge(name: str, parts: Sequence[Path], to: Path, without: Collection[str] = ()) -> None:
    """Table `name` out of the files `parts` (one a source), less the rows of the documents `without`, at `to`.

    Rows are in the order of the sources, then in that of the file they come from, which is total and always the
    same. They stream through, so memory does not grow with them.
    """
    schema = TABLES[name].schema
    left_out = pa.array(sorted(without), pa.string())
    with pq.ParquetWriter(to, schema, compression="zstd") as writer:
        waiting: list[pa.Table] = []
        for batch in _batches(parts):
            kept = batch.filter(pc.invert(pc.is_in(batch["document"], left_out)))
            waiting.append(conform(name, kept))
            if sum(map(len, waiting)) >= ROW_GROUP:
                writer.write_table(pa.concat_tables(waiting), row_group_size=ROW_GROUP)
                waiting = []
        writer.write_table(pa.concat_tables([schema.empty_table(), *waiting]), row_group_size=ROW_GROUP)


@contextmanager
def appending(name: str, to: Path) -> Iterator[Callable[[pa.Table], None]]:
    """A function that adds rows to table `name` at `to`, in the order in which they come: nothing is held."""
    schema = TABLES[name].schema
    with pq.ParquetWriter(to, schema, compression="zstd") as writer:
        writer.write_table(schema.empty_table())
        yield lambda rows: writer.write_table(conform(name, rows), row_group_size=ROW_GROUP)


def _batches(parts: Iterable[Path], size: int = BATCH) -> Iterator[pa.RecordBatch]:
    for part in parts:
        with pq.ParquetFile(part) as file:
            yield from file.iter_batches(size)


def write(name: str, rows: pa.Table, to: Path) -> None:
    """Table `name` at `to`, sorted by its total key."""
    table = conform(name, rows)
    keys: list[tuple[str, Literal["ascending"]]] = [(column, "ascending") for column in _order(name)]
    ordered = table.take(pc.sort_indices(table, sort_keys=keys)) if len(table) else table
    pq.write_table(ordered, to, compression="zstd", row_group_size=ROW_GROUP)


def read(name: str, folder: Path, columns: Iterable[str] | None = None) -> pa.Table:
    """Table `name` of `folder`, or some of its columns."""
    with pq.ParquetFile(folder / f"{name}.parquet") as file:
        return file.read(columns=list(columns) if columns is not None else None)


def stream(name: str, folder: Path) -> Iterator[pa.Table]:
    """Table `name` of `folder`, some rows at a time."""
    for batch in _batches([folder / f"{name}.parquet"], FEW):
        yield pa.Table.from_batches([batch])


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
