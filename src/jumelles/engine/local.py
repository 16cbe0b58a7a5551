"""The engine of this machine: DuckDB through Ibis, with bounded memory."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ibis.backends.duckdb import Backend

MEMORY = "1GB"


@contextmanager
def engine() -> Iterator["Backend"]:
    """A DuckDB of one's own, in memory; larger work spills to a temporary folder."""
    import ibis  # noqa: PLC0415  slow to load, and an unchanged build does without

    backend = ibis.duckdb.connect(memory_limit=MEMORY)
    try:
        yield backend
    finally:
        backend.disconnect()
