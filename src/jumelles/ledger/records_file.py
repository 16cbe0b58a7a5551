"""The file `records.sqlite3`: what people said of rows and of pairs of rows, appended, never changed nor deleted.

The file itself refuses changes and deletions. A file of an earlier version gets what it lacks at the first writing.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jumelles.ledger.workspace import WorkspaceError
from jumelles.records.vocabulary import UNDO

Written = tuple[Any, ...]

_VERSION = 2
_WAIT = 10  # seconds for another command to finish writing
_SIDE = (
    "{side}_row TEXT NOT NULL, {side}_list TEXT NOT NULL, {side}_table TEXT NOT NULL, {side}_year INTEGER, "
    "{side}_beneficiary TEXT NOT NULL, {side}_object TEXT NOT NULL, {side}_department TEXT NOT NULL, "
    "{side}_amount TEXT, {side}_file TEXT NOT NULL, {side}_locator TEXT NOT NULL"
)
_STAYS = """
CREATE TRIGGER IF NOT EXISTS {table}_stay BEFORE DELETE ON {table}
BEGIN SELECT RAISE(ABORT, 'a {one} is never deleted: append one that supersedes it'); END;
CREATE TRIGGER IF NOT EXISTS {table}_stand BEFORE UPDATE ON {table}
BEGIN SELECT RAISE(ABORT, 'a {one} is never changed: append one that supersedes it'); END;
"""
_SCHEMA = f"""
CREATE TABLE IF NOT EXISTS reviews (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    row TEXT NOT NULL,
    verdict TEXT NOT NULL CHECK (verdict IN ('core', 'extended', 'none', '{UNDO}')),
    countries TEXT, kind TEXT, theme TEXT,
    who TEXT NOT NULL CHECK (who <> ''), "when" TEXT NOT NULL, why TEXT NOT NULL,
    "table" TEXT NOT NULL, year INTEGER, beneficiary TEXT NOT NULL, object TEXT NOT NULL,
    department TEXT NOT NULL, amount TEXT, file TEXT NOT NULL, locator TEXT NOT NULL,
    said TEXT, p_core REAL, p_extended REAL, detector TEXT
);
CREATE TABLE IF NOT EXISTS rulings (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    pair TEXT NOT NULL,
    decision TEXT NOT NULL CHECK (decision IN ('same', 'different', '{UNDO}')),
    who TEXT NOT NULL CHECK (who <> ''), "when" TEXT NOT NULL, why TEXT NOT NULL,
    {_SIDE.format(side="left")}, {_SIDE.format(side="right")},
    said TEXT, probability REAL, model TEXT
);
{_STAYS.format(table="reviews", one="review")}
{_STAYS.format(table="rulings", one="ruling")}
PRAGMA user_version = {_VERSION};
"""


@dataclass(frozen=True)
class Kept:
    """A table of the file: its name, its columns after `number`, and the version of the file that brought it."""

    name: str
    columns: tuple[str, ...]
    since: int


def written(path: Path, table: Kept) -> tuple[Written, ...]:
    """Every record of `table` as it is in the file, number first, in the order in which they were made.

    A file that is not there, or older than the table, has none. Raises WorkspaceError when the file is damaged.
    """
    if not path.exists():
        return ()
    with _opened(path, "ro") as base:
        if _version(base) < table.since:
            return ()
        return tuple(base.execute(f"SELECT number, {_names(table)} FROM {table.name} ORDER BY number"))


def append(path: Path, table: Kept, records: Sequence[Sequence[object]]) -> None:
    """Add `records` (values of the columns of `table`), all or none of them.

    Raises WorkspaceError when the file is damaged or was written by a later Jumelles.
    """
    if not records:
        return
    marks = ", ".join("?" * len(table.columns))
    with _opened(path, "rwc") as base, base:
        base.executemany(f"INSERT INTO {table.name} ({_names(table)}) VALUES ({marks})", records)


def _names(table: Kept) -> str:
    return ", ".join(f'"{name}"' for name in table.columns)


@contextmanager
def _opened(path: Path, mode: str) -> Iterator[sqlite3.Connection]:
    try:
        with closing(
            sqlite3.connect(f"{path.absolute().as_uri()}?mode={mode}", uri=True, timeout=_WAIT)
        ) as base:
            _settle(base, path, writing=mode == "rwc")
            yield base
    except sqlite3.DatabaseError as error:
        raise WorkspaceError(
            f"{path} ne peut pas être lu ou écrit ({error}). Il contient vos avis : ne le supprimez pas ; "
            f"fermez les autres commandes et relancez, ou reprenez une sauvegarde."
        ) from error


def _settle(base: sqlite3.Connection, path: Path, writing: bool) -> None:
    """Make the tables that the file lacks. Raises WorkspaceError for a file that a later Jumelles wrote."""
    version = _version(base)
    if version > _VERSION:
        raise WorkspaceError(f"{path} vient d'une version plus récente de Jumelles ; mettez Jumelles à jour.")
    if version < _VERSION and writing:
        base.executescript(f"BEGIN IMMEDIATE;{_SCHEMA}COMMIT;")


def _version(base: sqlite3.Connection) -> int:
    return int(base.execute("PRAGMA user_version").fetchone()[0])
