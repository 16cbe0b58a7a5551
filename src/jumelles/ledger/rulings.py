"""What people said of pairs of rows, in `records.sqlite3`: whether the two tell one euro; appended, never changed.

As for reviews of rows, a later word supersedes and taking a word back is a record. A pair is known by what its two
rows say (`identity.py`): it is the same pair when their files are sent again, and none any more when a text or an
amount has changed.
"""

import hashlib
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

_DIGITS = 8
_SIDE = "row list table year beneficiary object department amount file locator".split()
_TABLE = Kept(
    "rulings",
    (
        *"pair decision who when why".split(),
        *(f"{side}_{name}" for side in ("left", "right") for name in _SIDE),
        *"said probability model".split(),
    ),
    since=2,
)


@dataclass(frozen=True)
class Side:
    """One row of a pair: the list it comes from (see `linkage.Record`), and what it says."""

    list: str
    row: "Shown"


@dataclass(frozen=True)
class Proposal:
    """What the model said of a pair: its decision, the probability that both are one euro, its version."""

    decision: str
    probability: float | None
    model: str


@dataclass(frozen=True)
class Ruling:
    """A record: the pair (`id`, and its rows as shown), the decision, who, when (UTC), what the model said."""

    number: int
    id: str
    decision: str
    who: str
    when: datetime
    why: str
    sides: tuple[Side, Side]
    said: Proposal

    @property
    def undoes(self) -> bool:
        return self.decision == UNDO


@dataclass(frozen=True)
class Ruled:
    """A pair and what is to be recorded of it: `same`, `different` or `undo`."""

    sides: tuple[Side, Side]
    said: Proposal
    decision: str
    why: str = ""

    @property
    def id(self) -> str:
        return pair_id(self.sides[0].row, self.sides[1].row)


def pair_id(one: "Shown", other: "Shown") -> str:
    """`p` and eight digits, whichever row is named first; their lists are no part of it."""
    text = "\x1f".join(sorted((one.id, other.id)))
    return "p" + hashlib.sha256(text.encode()).hexdigest()[:_DIGITS]


def written(workspace: Workspace) -> tuple[Written, ...]:
    """Every record as it is in the file. Raises WorkspaceError when the file is damaged."""
    return records_file.written(workspace.records, _TABLE)


def read(workspace: Workspace) -> tuple[Ruling, ...]:
    """Every record, in the order in which it was made. Raises WorkspaceError when the file is damaged."""
    return told(written(workspace))


def told(records: Iterable[Written]) -> tuple[Ruling, ...]:
    """The rulings that `written` found."""
    return tuple(_ruling(record) for record in records)


def current(rulings: Iterable[Ruling]) -> dict[str, Ruling]:
    """Pair id -> the last word on it; pairs whose last record takes the word back have none."""
    last = {ruling.id: ruling for ruling in rulings}
    return {name: ruling for name, ruling in last.items() if not ruling.undoes}


def record(workspace: Workspace, ruled: Sequence[Ruled], who: str, when: datetime | None = None) -> int:
    """Append rulings signed `who`, all or none of them; what is in force already is not said again.

    Answers how many were appended. `when` is now by default.
    """
    known = current(read(workspace))
    new = [one for one in ruled if one.id not in known or _differs(known[one.id], one)]
    _append(workspace, new, who, when)
    return len(new)


def undo(
    workspace: Workspace, ids: Iterable[str], who: str, why: str = "", when: datetime | None = None
) -> int:
    """Take back the word in force on each of `ids`; those without one are passed over. Answers how many."""
    known = current(read(workspace))
    taken = [known[name] for name in dict.fromkeys(ids) if name in known]
    _append(workspace, [Ruled(one.sides, one.said, UNDO, why) for one in taken], who, when)
    return len(taken)


def _differs(known: Ruling, one: Ruled) -> bool:
    return (known.decision, known.why) != (one.decision, one.why)


def _append(workspace: Workspace, ruled: Sequence[Ruled], who: str, when: datetime | None) -> None:
    moment = (when or datetime.now(UTC)).astimezone(UTC).isoformat(timespec="seconds")
    records_file.append(workspace.records, _TABLE, [_values(one, who, moment) for one in ruled])


def _values(one: Ruled, who: str, moment: str) -> tuple[object, ...]:
    left, right = one.sides
    said = one.said
    return (
        *(one.id, one.decision, who, moment, one.why),
        *_side_values(left),
        *_side_values(right),
        *(said.decision, said.probability, said.model),
    )


def _side_values(side: Side) -> tuple[object, ...]:
    row = side.row
    amount = None if row.amount is None else str(row.amount)
    texts = (row.beneficiary, row.object, row.department, amount, row.file, row.locator)
    return row.id, side.list, row.table, row.year, *texts


def _ruling(record: Sequence[Any]) -> Ruling:
    number, name, decision, who, when, why, *rest = record
    sides, said = rest[:-3], rest[-3:]
    return Ruling(
        number=number,
        id=name,
        decision=decision,
        who=who,
        when=datetime.fromisoformat(when),
        why=why,
        sides=(_side(sides[: len(_SIDE)]), _side(sides[len(_SIDE) :])),
        said=Proposal(*said),
    )


def _side(values: Sequence[Any]) -> Side:
    from jumelles.ledger.identity import Shown  # noqa: PLC0415  loads Arrow

    _, name, table, year, beneficiary, text, department, amount, file, locator = values
    euros = None if amount is None else Decimal(amount)
    return Side(name, Shown(table, year, beneficiary, text, department, euros, file, locator))
