"""Rows of pairs in the tables: what a row at a place says, and where the rows are that say a thing."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from jumelles.ledger import shelf
from jumelles.ledger.candidate import Place
from jumelles.ledger.identity import Shown, files_of, rows_shown
from jumelles.ledger.linkage import Decision, Said
from jumelles.ledger.rulings import Ruling, current


def said_of_pairs(rulings: Iterable[Ruling], folder: Path) -> tuple[Said, ...]:
    """The rulings in force, with the rows of the tables under `folder` that say what theirs said.

    Without rulings, nothing is read.
    """
    asked = current(rulings).values()
    places = _places_of({side.row for ruling in asked for side in ruling.sides}, folder) if asked else {}
    nowhere: frozenset[Place] = frozenset()
    return tuple(
        Said(
            left=places.get(ruling.sides[0].row.id, nowhere),
            right=places.get(ruling.sides[1].row.id, nowhere),
            decision=Decision(ruling.decision),
        )
        for ruling in asked
    )


def _places_of(rows: Collection[Shown], folder: Path) -> dict[str, frozenset[Place]]:
    ids, worth = {row.id for row in rows}, {(row.year, row.amount) for row in rows}
    years = pa.array(sorted({row.year for row in rows if row.year is not None}), pa.int64())
    found: dict[str, set[Place]] = {}
    for name in sorted({row.table for row in rows}):
        for place, row in _shown(name, folder, "year", years):
            if (row.year, row.amount) in worth and row.id in ids:
                found.setdefault(row.id, set()).add(place)
    return {name: frozenset(places) for name, places in found.items()}


def rows_at(folder: Path, places: Collection[Place]) -> Iterator[tuple[Place, Shown]]:
    """What the rows at `places` of the tables under `folder` say."""
    wanted = set(places)
    for name in sorted({place.table for place in wanted}):
        locators = pa.array(sorted({place.locator for place in wanted if place.table == name}), pa.string())
        for place, row in _shown(name, folder, "locator", locators):
            if place in wanted:
                yield place, row


def _shown(name: str, folder: Path, column: str, values: "pa.Array[Any]") -> Iterator[tuple[Place, Shown]]:
    """Rows of a table whose `column` is among `values`.

    A line of the accounts says its account too, before its label: many have none.
    """
    files = files_of(folder)
    for part in shelf.stream(name, folder):
        rows = part.filter(pc.is_in(pc.cast(part[column], values.type), values))
        for (key, row), account in zip(rows_shown(name, rows, files), _accounts(name, rows), strict=True):
            yield Place(*key), replace(row, object=f"{account} {row.object}".strip()) if account else row


def _accounts(name: str, rows: pa.Table) -> Sequence[str]:
    if name != "budget_lines":
        return [""] * len(rows)
    codes = (rows[column].to_pylist() for column in ("nature", "function"))
    return ["/".join(code for code in two if code) for two in zip(*codes, strict=True)]
