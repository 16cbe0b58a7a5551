"""What a row is to a person who judges it: its words, its year and its amount, wherever a file puts it.

A file that is sent again has another fingerprint, its rows may be in another order, its name may change: none
of this changes what a row says, so none of it is in the row's id. Rows of one table that say the same, for the
same amount and year, have one id: nothing in them could be judged differently.
"""

import hashlib
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from jumelles.ledger import shelf
from jumelles.ledger.examine import EXAMINED
from jumelles.records.money import CENT

Key = tuple[str, str, int, str]
"""Where a row is in the tables: table, source, place, locator."""

_MONEY = {
    "budget_lines": ("executed", "voted"),
    "extracts": ("executed", "voted"),
    "grants": ("amount", "in_kind"),
}
_NOT_WORD = re.compile(r"[\W_]+")
_DIGITS = 12


@dataclass(frozen=True)
class Shown:
    """A row as a person is shown it; a text that the source lacks is empty. `amount` is in euros."""

    table: str
    year: int | None
    beneficiary: str
    object: str
    department: str
    amount: Decimal | None
    file: str
    locator: str

    @property
    def id(self) -> str:
        """Initial of the table and twelve digits: never read as a number or a date by a spreadsheet."""
        amount = "" if self.amount is None else str(self.amount.quantize(CENT))
        parts = (*self.says, str(self.year), amount)
        return self.table[0] + hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:_DIGITS]

    @cached_property
    def says(self) -> tuple[str, str, str]:
        """Its table and words as they are compared: case, accents, blanks and punctuation do not matter."""
        return self.table, plain(self.beneficiary), plain(self.object)

    @property
    def stands(self) -> tuple[str, str, str]:
        """Where it stands, as a person would say: table, file name, place in the file."""
        return self.table, self.file, self.locator


@lru_cache(maxsize=50_000)
def plain(text: str) -> str:
    """`text` as compared: letters and digits of any alphabet, without case or accents, words apart."""
    bare = unicodedata.normalize("NFKD", text.casefold())
    return " ".join(_NOT_WORD.sub(" ", "".join(c for c in bare if not unicodedata.combining(c))).split())


def shown(name: str, folder: Path, siren: str) -> Iterator[tuple[Key, Shown]]:
    """Rows of table `name` under `folder` that have words and are the authority's own, one after another."""
    files = files_of(folder)
    for part in shelf.stream(name, folder):
        own = part.filter(pc.equal(part["siren"], pa.scalar(siren)))
        yield from (
            placed for placed in rows_shown(name, own, files) if placed[1].beneficiary or placed[1].object
        )


def files_of(folder: Path) -> dict[str, str]:
    """Source -> the name of its file in the inbox."""
    rows = shelf.read("documents", folder, ["source", "file"]).to_pylist()
    return {row["source"]: row["file"] for row in rows}


def rows_shown(name: str, rows: pa.Table, files: dict[str, str]) -> Iterator[tuple[Key, Shown]]:
    """All `rows` of table `name`, one after another; `files` names the file of each source."""
    words = EXAMINED[name]
    columns = [
        _texts(rows, words.beneficiary),
        _texts(rows, words.object),
        _texts(rows, "department"),
        money(name, rows).to_pylist(),
        *(rows[column].to_pylist() for column in ("year", "source", "place", "locator")),
    ]
    for beneficiary, text, department, amount, year, source, place, locator in zip(*columns, strict=True):
        row = Shown(name, year, beneficiary, text, department, amount, files.get(source, ""), locator)
        yield (name, source, place, locator), row


def money(name: str, rows: pa.Table) -> "pa.ChunkedArray[Any]":
    """Euros that each row is about: what was spent, else voted; what was paid, else lent in kind."""
    columns = [rows[column] for column in _MONEY.get(name, ("amount",)) if column in rows.column_names]
    if not columns:
        return pa.chunked_array([pa.nulls(len(rows), pa.decimal128(18, 2))])
    return pc.coalesce(*columns) if len(columns) > 1 else columns[0]


def _texts(rows: pa.Table, column: str | None) -> list[str]:
    if column not in rows.column_names:
        return [""] * len(rows)
    return [text or "" for text in rows[column].to_pylist()]
