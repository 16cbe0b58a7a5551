"""What people said of rows, in `records.sqlite3`: appended, dated, signed, never changed nor deleted.

A later word on a row supersedes the one before it; taking a word back is a record too. Each keeps the row as the
person saw it and what the detector said of it then, so that it can be understood, found again in a file that
was sent anew, and learned from.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jumelles.ledger.workspace import Workspace, WorkspaceError
from jumelles.records.vocabulary import UNDO

if TYPE_CHECKING:
    from jumelles.ledger.identity import Shown

Written = tuple[Any, ...]

_VERSION = 1
_WAIT = 10  # seconds for another command to finish writing
_COLUMNS = (
    'row verdict countries kind theme who "when" why "table" year beneficiary object department amount file '
    "locator said p_core p_extended detector"
).split()
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
CREATE TRIGGER IF NOT EXISTS reviews_stay BEFORE DELETE ON reviews
BEGIN SELECT RAISE(ABORT, 'a review is never deleted: append one that supersedes it'); END;
CREATE TRIGGER IF NOT EXISTS reviews_stand BEFORE UPDATE ON reviews
BEGIN SELECT RAISE(ABORT, 'a review is never changed: append one that supersedes it'); END;
PRAGMA user_version = {_VERSION};
"""


@dataclass(frozen=True)
class Verdict:
    """A person's word: the perimeter, and what else they say; None leaves the detector's answer as it is."""

    perimeter: str
    countries: str | None = None
    kind: str | None = None
    theme: str | None = None
    why: str = ""


@dataclass(frozen=True)
class Said:
    """What the detector said of a row."""

    perimeter: str | None = None
    p_core: float | None = None
    p_extended: float | None = None
    detector: str | None = None


@dataclass(frozen=True)
class Review:
    """A record: the row (`id`, and as it was shown), the verdict, who, when (UTC), what the detector said."""

    number: int
    id: str
    verdict: Verdict
    who: str
    when: datetime
    row: "Shown"
    said: Said

    @property
    def undoes(self) -> bool:
        return self.verdict.perimeter == UNDO


@dataclass(frozen=True)
class Judged:
    """A row and what is to be recorded of it."""

    row: "Shown"
    verdict: Verdict
    said: Said = Said()


def written(workspace: Workspace) -> tuple[Written, ...]:
    """Every record as it is in the file, in the order in which it was made: it costs nothing to look.

    Raises WorkspaceError when the file is damaged.
    """
    if not workspace.records.exists():
        return ()
    with _opened(workspace.records, "ro") as base:
        if not _version(base):
            return ()
        return tuple(base.execute(f"SELECT number, {', '.join(_COLUMNS)} FROM reviews ORDER BY number"))


def read(workspace: Workspace) -> tuple[Review, ...]:
    """Every record, in the order in which it was made. Raises WorkspaceError when the file is damaged."""
    return told(written(workspace))


def told(records: Iterable[Written]) -> tuple[Review, ...]:
    """The reviews that `written` found."""
    return tuple(_review(record) for record in records)


def current(reviews: Iterable[Review]) -> dict[str, Review]:
    """Row id -> the last word on it; rows whose last record takes the word back have none."""
    last = {review.id: review for review in reviews}
    return {name: review for name, review in last.items() if not review.undoes}


def record(workspace: Workspace, judged: Sequence[Judged], who: str, when: datetime | None = None) -> int:
    """Append verdicts signed `who`, all or none of them; what is in force already is not said again.

    Answers how many were appended. `when` is now by default.
    """
    known = current(read(workspace))
    new = [one for one in judged if one.row.id not in known or known[one.row.id].verdict != one.verdict]
    _append(workspace, [(one.row.id, one) for one in new], who, when)
    return len(new)


def undo(
    workspace: Workspace, ids: Iterable[str], who: str, why: str = "", when: datetime | None = None
) -> int:
    """Take back the word in force on each of `ids`; those without one are passed over. Answers how many."""
    known = current(read(workspace))
    taken = [known[name] for name in dict.fromkeys(ids) if name in known]
    back = [(r.id, Judged(r.row, Verdict(UNDO, why=why), r.said)) for r in taken]
    _append(workspace, back, who, when)
    return len(back)


def _append(
    workspace: Workspace, records: Sequence[tuple[str, Judged]], who: str, when: datetime | None
) -> None:
    if not records:
        return
    moment = (when or datetime.now(UTC)).astimezone(UTC).isoformat(timespec="seconds")
    rows = [_values(name, one, who, moment) for name, one in records]
    marks = ", ".join("?" * len(_COLUMNS))
    with _opened(workspace.records, "rwc") as base, base:
        base.executemany(f"INSERT INTO reviews ({', '.join(_COLUMNS)}) VALUES ({marks})", rows)


def _values(name: str, one: Judged, who: str, moment: str) -> tuple[object, ...]:
    row, verdict, said = one.row, one.verdict, one.said
    amount = None if row.amount is None else str(row.amount)
    return (
        *(
            name,
            str(verdict.perimeter),
            verdict.countries,
            verdict.kind,
            verdict.theme,
            who,
            moment,
            verdict.why,
        ),
        *(row.table, row.year, row.beneficiary, row.object, row.department, amount, row.file, row.locator),
        *(said.perimeter, said.p_core, said.p_extended, said.detector),
    )


def _review(row: Sequence[Any]) -> Review:
    from jumelles.ledger.identity import Shown  # noqa: PLC0415  loads Arrow

    number, name, perimeter, countries, kind, theme, who, when, why, *rest = row
    table, year, beneficiary, text, department, amount, file, locator, *said = rest
    euros = None if amount is None else Decimal(amount)
    return Review(
        number=number,
        id=name,
        verdict=Verdict(perimeter, countries, kind, theme, why),
        who=who,
        when=datetime.fromisoformat(when),
        row=Shown(table, year, beneficiary, text, department, euros, file, locator),
        said=Said(*said),
    )


@contextmanager
def _opened(path: Path, mode: str) -> Iterator[sqlite3.Connection]:
    try:
        with closing(
            sqlite3.connect(f"{path.absolute().as_uri()}?mode={mode}", uri=True, timeout=_WAIT)
        ) as base:
            _settle(base, path, new=mode == "rwc")
            yield base
    except sqlite3.DatabaseError as error:
        raise WorkspaceError(
            f"{path} ne peut pas être lu ou écrit ({error}). Il contient vos avis : ne le supprimez pas ; "
            f"fermez les autres commandes et relancez, ou reprenez une sauvegarde."
        ) from error


def _settle(base: sqlite3.Connection, path: Path, new: bool) -> None:
    """Make the tables of a new file. Raises WorkspaceError for a file that a later Jumelles wrote."""
    version = _version(base)
    if version > _VERSION:
        raise WorkspaceError(f"{path} vient d'une version plus récente de Jumelles ; mettez Jumelles à jour.")
    if version == 0 and new:
        base.executescript(f"BEGIN IMMEDIATE;{_SCHEMA}COMMIT;")


def _version(base: sqlite3.Connection) -> int:
    return int(base.execute("PRAGMA user_version").fetchone()[0])
