"""CSV files of an official layout: the first row names the columns, by known names, whatever their order."""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from jumelles.records.problem import Problem
from jumelles.sources.reading import FileRefused, Match, Reading, Sample
from jumelles.sources.tabular.rows import Row
from jumelles.sources.tabular.text import grid

_ENCODINGS = ("utf-8-sig", "cp1252")


@dataclass(frozen=True)
class Layout:
    """Columns by the house's name, each with its known spellings; `needed` are those no row goes without."""

    spellings: Mapping[str, tuple[str, ...]]
    needed: tuple[str, ...]

    def positions(self, header: list[str]) -> dict[str, int]:
        """Where each known column stands in `header`; the first spelling that is there wins."""
        places = {name.strip().casefold(): place for place, name in reversed(list(enumerate(header)))}
        known = (
            (name, [places.get(one.casefold()) for one in ways]) for name, ways in self.spellings.items()
        )
        return {name: found[0] for name, ways in known if (found := [way for way in ways if way is not None])}

    def missing(self, positions: Mapping[str, int]) -> tuple[str, ...]:
        """The needed columns that are not there, by their first spelling."""
        return tuple(self.spellings[name][0] for name in self.needed if name not in positions)


@dataclass(frozen=True)
class NamedRow:
    """A row by the house's names of its columns."""

    place: int
    locator: str
    values: Mapping[str, str]


def recognise(sample: Sample, layout: Layout) -> Match:
    """How many of the needed columns the first line of the file names."""
    best = max((layout.positions(cells) for cells in _first_line(sample.head)), key=len, default={})
    missing = layout.missing(best)
    if not missing:
        return Match(1.0)
    return Match(0.45 * (1 - len(missing) / len(layout.needed)), missing)


def named_rows(path: Path, layout: Layout, reading: Reading) -> Iterator[NamedRow]:
    """Rows of the file, counted as they are met; those without as many cells as the header are refused.

    Raises FileRefused when needed columns are missing.
    """
    rows = grid(path, reading.progress).rows
    header = next((row.cells for row in rows if not row.blank), [])
    positions = layout.positions(header)
    missing = layout.missing(positions)
    if missing:
        raise FileRefused(Problem("columns-missing", details={"missing": ", ".join(missing)}))
    for row in rows:
        if row.blank:
            continue
        reading.saw()
        problem = _uncut(row, len(header))
        if problem:
            reading.refuse(problem)
            continue
        values = {name: row.cells[place].strip() for name, place in positions.items()}
        yield NamedRow(row.place, row.locator, values)


def _uncut(row: Row, width: int) -> Problem | None:
    if row.broken:
        return Problem("row-uncut", row.locator, place=row.place)
    if len(row.cells) == width or (len(row.cells) > width and not any(row.cells[width:])):
        return None
    details = {"cells": str(len(row.cells)), "columns": str(width)}
    return Problem("row-width", row.locator, ";".join(row.cells), row.place, details)


def _first_line(head: bytes) -> Iterator[list[str]]:
    """The cells of the first line, under each usual separator and encoding."""
    utf16 = head[:2] in (b"\xff\xfe", b"\xfe\xff")
    for encoding in ("utf-16",) if utf16 else _ENCODINGS:
        lines = head.decode(encoding, errors="replace").lstrip("\ufeff\r\n ").splitlines()
        for separator in ";,\t" if lines else "":
            try:
                yield next(csv.reader(lines[:1], delimiter=separator), [])
            except csv.Error:
                continue
