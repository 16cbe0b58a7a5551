"""Links between rows of different lists: what the model says, what a person says, and one partner a list."""

import json
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

import pyarrow as pa

from jumelles.ledger.candidate import Place
from jumelles.ledger.fingerprint import fingerprint
from jumelles.ledger.linkage.levels import level, priors
from jumelles.ledger.linkage.records import CODED
from jumelles.records.tables import TABLES

Pair = tuple[Place, Place]
Row = dict[str, Any]


class Decision(StrEnum):
    """Whether two rows tell the same euro. A doubt widens the interval."""

    SAME = "same"
    DOUBT = "doubt"
    DIFFERENT = "different"


class Decider(StrEnum):
    """Who decided: the model, the rule that a row has one partner a list, a third row linked to both, a person."""

    MODEL = "model"
    ONE_PARTNER = "one_partner"
    THIRD_ROW = "third_row"
    PERSON = "person"


@dataclass(frozen=True)
class Link:
    """Two rows of two lists, left before right. `probability` is None when only a person brought them together.

    `levels` are the levels met, by comparison; `decision` is final once `settled`.
    """

    left: Place
    right: Place
    lists: tuple[str, str]
    year: int
    probability: float | None = None
    levels: tuple[tuple[str, str], ...] = ()
    decision: Decision = Decision.DIFFERENT
    decided_by: Decider = Decider.MODEL

    @property
    def pair(self) -> Pair:
        return (self.left, self.right)

    @property
    def weight(self) -> float:
        """Bits for the two rows being one euro, the prior included; 2^weight are the odds."""
        return _prior() + sum(level(*met).weight for met in self.levels)

    @property
    def evidence(self) -> list[Row]:
        """What was compared, in words, and what each comparison weighed; the weights add up to `weight`."""
        before = {"on": "prior", "level": "prior", "words": "avant de comparer", "weight": round(_prior(), 6)}
        return [
            before,
            *(
                {
                    "on": on,
                    "level": code,
                    "words": level(on, code).fr,
                    "weight": round(level(on, code).weight, 6),
                }
                for on, code in self.levels
            ),
        ]


def pair_of(one: Place, other: Place) -> Pair:
    """The pair of two rows, whichever is named first."""
    return (one, other) if one < other else (other, one)


def settled(links: Iterable[Link], decisions: Mapping[Pair, Decision] | None = None) -> list[Link]:
    """The links with their final decisions, in the order of their rows.

    A person's decision on a pair (see `pair_of`) always wins, even over the rule that a row has one partner in each
    other list; what the model says follows, the most probable first. Decisions on rows that are gone do nothing.
    """
    said = decisions or {}
    judged = _with_ties([_first_said(link, said.get(link.pair)) for link in links])
    ordered = sorted(judged, key=_rank)
    groups = _Groups(
        link.pair for link in ordered if _by_person(link) and link.decision is Decision.DIFFERENT
    )
    sure = [groups.join(link) for link in ordered if link.decision is Decision.SAME]
    doubts = [groups.doubt(link) for link in ordered if link.decision is Decision.DOUBT]
    rest = [link for link in ordered if link.decision is Decision.DIFFERENT]
    return sorted([*sure, *doubts, *rest], key=lambda link: link.pair)


def _with_ties(links: Sequence[Link]) -> list[Link]:
    """The links; those of a coded line that several rows of a list fit equally are doubts: no name tells which."""
    best: dict[tuple[Place, str], Counter[float]] = defaultdict(Counter)
    for link in links:
        if _tells_no_name(link):
            best[_line_and_list(link)][link.probability or 0.0] += 1
    return [
        replace(link, decision=Decision.DOUBT)
        if _tells_no_name(link) and best[_line_and_list(link)][link.probability or 0.0] > 1
        else link
        for link in links
    ]


def _tells_no_name(link: Link) -> bool:
    return CODED in link.lists and link.decision is Decision.SAME and not _by_person(link)


def _line_and_list(link: Link) -> tuple[Place, str]:
    return (link.left, link.lists[1]) if link.lists[0] == CODED else (link.right, link.lists[0])


def _first_said(link: Link, said: Decision | None) -> Link:
    if said is not None:
        return replace(link, decision=said, decided_by=Decider.PERSON)
    return replace(link, decision=by_model(link.probability or 0.0), decided_by=Decider.MODEL)


def by_model(probability: float) -> Decision:
    """What the model says of a pair, before any rule or person."""
    if probability >= priors()["same"]:
        return Decision.SAME
    return Decision.DOUBT if probability >= priors()["doubt"] else Decision.DIFFERENT


def _rank(link: Link) -> tuple[bool, float, Pair]:
    return (not _by_person(link), -(link.probability or 0.0), link.pair)


def _by_person(link: Link) -> bool:
    return link.decided_by is Decider.PERSON


class _Groups:
    """Rows linked so far, each group holding at most one row of a list, unless a person said otherwise."""

    def __init__(self, apart: Iterable[Pair]) -> None:
        self._apart = set(apart)
        self._groups: dict[Place, dict[Place, str]] = {}
        self._doubtful: dict[Place, set[str]] = defaultdict(set)

    def join(self, link: Link) -> Link:
        """The link, refused when one of its rows has a better partner in the other's list."""
        left, right = self._two(link)
        if left is right:
            return link
        if not _by_person(link) and (
            set(left.values()) & set(right.values()) or self._kept_apart(left, right)
        ):
            return replace(link, decision=Decision.DIFFERENT, decided_by=Decider.ONE_PARTNER)
        left.update(right)
        for place in right:
            self._groups[place] = left
        return link

    def doubt(self, link: Link) -> Link:
        """The doubt, settled when a third row links the two, refused when a row has its partner in that list."""
        left, right = self._two(link)
        if left is right:
            return replace(link, decision=Decision.SAME, decided_by=Decider.THIRD_ROW)
        one, other = link.lists
        left_has = set(left.values()) | self._doubtful[link.left]
        right_has = set(right.values()) | self._doubtful[link.right]
        if not _by_person(link) and (other in left_has or one in right_has or self._kept_apart(left, right)):
            return replace(link, decision=Decision.DIFFERENT, decided_by=Decider.ONE_PARTNER)
        self._doubtful[link.left].add(other)
        self._doubtful[link.right].add(one)
        return link

    def _two(self, link: Link) -> tuple[dict[Place, str], dict[Place, str]]:
        one, other = link.lists
        left = self._groups.setdefault(link.left, {link.left: one})
        return left, self._groups.setdefault(link.right, {link.right: other})

    def _kept_apart(self, left: Iterable[Place], right: Sequence[Place] | dict[Place, str]) -> bool:
        return bool(self._apart) and any(pair_of(a, b) in self._apart for a in left for b in right)


def links_table(links: Iterable[Link]) -> pa.Table:
    """The links as the table `links`, every pair with its evidence and its decision."""
    return pa.Table.from_pylist([_row(link) for link in links], TABLES["links"].schema)


def _row(link: Link) -> Row:
    sides = {
        f"{side}_{name}": value
        for side, place in (("left", link.left), ("right", link.right))
        for name, value in place._asdict().items()
    }
    known = link.probability is not None
    return {
        **sides,
        "left_list": link.lists[0],
        "right_list": link.lists[1],
        "year": link.year,
        "probability": link.probability,
        "weight": round(link.weight, 6) if known else None,
        "evidence": json.dumps(link.evidence if known else [], ensure_ascii=False),
        "decision": str(link.decision),
        "decided_by": str(link.decided_by),
        "model": version(),
    }


def version() -> str:
    """The version of the model: the date of its priors and a fingerprint of all of them."""
    return f"{priors()['version']}-{fingerprint(priors())[:8]}"


def _prior() -> float:
    chance: float = priors()["prior"]
    return math.log2(chance / (1 - chance))
