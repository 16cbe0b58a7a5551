"""The ledger for tools: every entry with the part it counts in; the columns are those of `entries`."""

from pathlib import Path

import pyarrow.parquet as pq

from jumelles.publish.edition import Edition


def write_parquet(folder: Path, edition: Edition) -> None:
    """Write `ledger.parquet`: `entries` and `part`; the parts coded and found sum to the figure."""
    pq.write_table(edition.classified, folder / "ledger.parquet", compression="zstd")
