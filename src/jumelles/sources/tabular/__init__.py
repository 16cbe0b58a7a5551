"""Files that hold tables (CSV, workbooks, JSON): from bytes to rows of text whose columns are known."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from jumelles.sources.reading import SAMPLE_SIZE
from jumelles.sources.tabular import json_rows, text, workbook
from jumelles.sources.tabular.kinds import Kind, kind_of, refuse
from jumelles.sources.tabular.rows import Grid, Row

LOOK_AT = 300  # rows of each table that a recogniser looks at
_JSON_LOOK_AT = 1 << 20  # characters


def grids(path: Path, progress: Callable[[int], None] = lambda _bytes: None) -> Iterator[Grid]:
    """The tables of a file, each to be read before the next is asked for.

    Raises FileRefused when the file is not one that holds tables, or is too damaged to be opened.
    """
    with path.open("rb") as file:
        kind = kind_of(file.read(SAMPLE_SIZE))
    if kind is Kind.TEXT:
        yield text.grid(path, progress)
    elif kind is Kind.JSON:
        yield from json_rows.grids(path, progress)
    elif kind is Kind.WORKBOOK:
        yield from workbook.grids(path)
    else:
        raise refuse(kind.value)


def glimpse(path: Path) -> list[Grid]:
    """The first rows of each table of a file, for recognisers: the file is opened once for all."""
    stat = path.stat()
    looked = _glimpse(path, stat.st_size, stat.st_mtime_ns)
    return [replace(g, rows=iter(rows), notes=list(g.notes)) for g, rows in looked]


@lru_cache(maxsize=4)
def _glimpse(path: Path, _size: int, _modified: int) -> list[tuple[Grid, list[Row]]]:
    with path.open("rb") as file:
        kind = kind_of(file.read(SAMPLE_SIZE))
    if kind is Kind.JSON:
        found = json_rows.grids(path, limit=_JSON_LOOK_AT)
    elif kind is Kind.WORKBOOK:
        found = workbook.grids(path, only_first_rows=LOOK_AT)
    else:
        found = grids(path)
    return [(grid, _first(grid)) for grid in found]


def _first(grid: Grid) -> list[Row]:
    rows = []
    for row in grid.rows:
        rows.append(row)
        if len(rows) >= LOOK_AT:
            break
    return rows


__all__ = ["Grid", "Row", "glimpse", "grids", "refuse"]
