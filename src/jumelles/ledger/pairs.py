"""The pairs of the table `links` as a person is shown them, those in doubt first."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from jumelles.ledger import shelf
from jumelles.ledger.candidate import Place
from jumelles.ledger.counted import Counted
from jumelles.ledger.identity import Shown
from jumelles.ledger.interval import ZERO, Interval
from jumelles.ledger.linkage import CODED, MINUTES, Decider, Decision, by_model
from jumelles.ledger.linkage.levels import priors
from jumelles.ledger.paired_rows import rows_at
from jumelles.ledger.queue import built
from jumelles.ledger.rulings import Proposal, Ruling, Side, current, pair_id
from jumelles.ledger.workspace import Workspace

Row = dict[str, Any]
_SAYS_MOST = (Decision.DOUBT, Decision.SAME, Decision.DIFFERENT)
_TIED = 0.5  # the chance that a sure link is wrong when another row fits as well


@dataclass(frozen=True)
class PairSeen:
    """A pair of rows of two lists: `times` pairs read the same; `now` is what its rows count for in the ledger.

    `decision` and `decided_by` are those of the last build; `said` is what the model said, whatever people did.
    `met` are the levels met, by comparison (`linkage.levels`); `ruling` is the word of a person in force on it.
    """

    sides: tuple[Side, Side]
    said: Proposal
    decision: Decision
    decided_by: str
    met: tuple[tuple[str, str], ...]
    now: Interval
    times: int = 1
    ruling: Ruling | None = None

    @property
    def id(self) -> str:
        return pair_id(self.sides[0].row, self.sides[1].row)

    @property
    def in_doubt(self) -> bool:
        return self.ruling is None and self.decision is Decision.DOUBT

    @property
    def doubt(self) -> float:
        """The chance that the decision is wrong, from 0 to ½."""
        chance = self.said.probability or 0.0
        if self.decision is Decision.DOUBT and chance >= priors()["same"]:
            return _TIED
        return min(chance, 1 - chance)

    @property
    def at_stake(self) -> Decimal:
        """Euros that count twice or not: those of the lesser row; none for a decision, which adds no euro."""
        lists = {side.list for side in self.sides}
        if MINUTES in lists:
            return ZERO
        return min((abs(side.row.amount or ZERO) for side in self.sides if side.list != CODED), default=ZERO)


def pairs_seen(workspace: Workspace, rulings: Iterable[Ruling]) -> list[PairSeen]:
    """Every pair of the table `links`: those in doubt first, most euros × doubt first.

    Raises WorkspaceError when the workspace was not built yet.
    """
    folder = built(workspace)
    links = shelf.read("links", folder).to_pylist()
    rows = dict(rows_at(folder, [place for link in links for place in _places(link)]))
    counted, said = Counted(folder), current(rulings)
    found: dict[str, PairSeen] = {}
    for link in sorted(links, key=_says_most):
        one = _seen(link, rows, counted)
        known = found.get(one.id)
        alike = known is not None and known.decision is one.decision
        found[one.id] = replace(known, times=known.times + alike) if known else one
    ruled = [replace(one, ruling=said.get(name)) for name, one in found.items()]
    return sorted(ruled, key=_rank)


def _places(link: Row) -> tuple[Place, Place]:
    left, right = (Place(*(link[f"{side}_{name}"] for name in Place._fields)) for side in ("left", "right"))
    return left, right


def _says_most(link: Row) -> tuple[bool, int]:
    """Of pairs that read the same, the one that a person settled tells most, then one in doubt."""
    return not _by_person(link), _SAYS_MOST.index(Decision(link["decision"]))


def _seen(link: Row, rows: dict[Place, Shown], counted: Counted) -> PairSeen:
    places = _places(link)
    left, right = (
        Side(link[f"{side}_list"], rows[place]) for side, place in zip(("left", "right"), places, strict=True)
    )
    clues = json.loads(link["evidence"])
    return PairSeen(
        sides=(left, right),
        said=Proposal(_said_by_model(link), link["probability"], link["model"]),
        decision=Decision(link["decision"]),
        decided_by=link["decided_by"],
        met=tuple((clue["on"], clue["level"]) for clue in clues if clue["on"] != "prior"),
        now=counted.of(places, link["year"]),
    )


def _said_by_model(link: Row) -> str:
    """The decision, rules included; that of the probability alone when a person's has taken its place."""
    return str(by_model(link["probability"] or 0.0)) if _by_person(link) else str(link["decision"])


def _by_person(link: Row) -> bool:
    return bool(link["decided_by"] == Decider.PERSON)


def _rank(one: PairSeen) -> tuple[bool, float, float, str]:
    return not one.in_doubt, -float(one.at_stake) * one.doubt * one.times, -one.doubt, one.id
