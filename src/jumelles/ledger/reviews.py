"""What people said of rows, in `records.sqlite3`: appended, dated, signed, never changed nor deleted.

A later word on a row supersedes the one before it; taking a word back is a record too. Each keeps the row as the
person saw it and what the detector said of it then, so that it can be understood, found again in a file that
was sent anew, and learned from.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from jumelles.ledger import records_file
from jumelles.ledger.records_file import Kept, Written
from jumelles.ledger.workspace import Workspace
from jumelles.records.vocabulary import UNDO

if TYPE_CHECKING:
    from jumelles.ledger.identity import Shown

_TABLE = Kept(
    "reviews",
    tuple(
        (
            "row verdict countries kind theme who when why table year beneficiary object department amount file "
            "locator said p_core p_extended detector"
        ).split()
    ),
    since=1,
)


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
    return records_file.written(workspace.records, _TABLE)


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
    moment = (when or datetime.now(UTC)).astimezone(UTC).isoformat(timespec="seconds")
    records_file.append(workspace.records, _TABLE, [_values(name, one, who, moment) for name, one in records])


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
