"""Read budget documents with Jumelles, everything kept in memory-bounded batches that are then dropped."""

import resource
import sys
from pathlib import Path

from jumelles.sources import budget_xml
from jumelles.sources.reading import Authority, Reading


def read(paths: list[Path]) -> int:
    rows = 0
    for path in paths:
        reading = Reading("0" * 64, path.name, Authority("219300480", ""), lambda _table, _rows: None)
        budget_xml.read(path, reading)
        rows += reading.read
    return rows


if __name__ == "__main__":
    read([Path(name) for name in sys.argv[1:]])
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
