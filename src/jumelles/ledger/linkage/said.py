"""What a person said of two texts, as pairs of rows of the lists of today."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from jumelles.ledger.candidate import Place
from jumelles.ledger.linkage.links import Decision, Pair, pair_of
from jumelles.ledger.linkage.records import Record


@dataclass(frozen=True)
class Said:
    """A decision on two texts: the rows that say the one, and the other; the same rows if they read alike."""

    left: frozenset[Place]
    right: frozenset[Place]
    decision: Decision


def pairs_said(said: Iterable[Said], records: Collection[Record]) -> dict[Pair, Decision]:
    """The decisions, by pair of rows of two lists among `records`.

    Several rows of a list may read alike (two payments): *different* is said of each with each, *same* of the first
    with the first, the second with the second, for a row is one euro with one row of another list at most.
    """
    lists = {record.at: record.list for record in records}
    found: dict[Pair, Decision] = {}
    for one in said:
        lefts, rights = _by_list(one.left, lists), _by_list(one.right, lists)
        for here in sorted(lefts):
            for there in sorted(set(rights) - {here}):
                found |= dict.fromkeys(_pairs(lefts[here], rights[there], one.decision), one.decision)
    return found


def _by_list(places: Iterable[Place], lists: Mapping[Place, str]) -> dict[str, list[Place]]:
    found: dict[str, list[Place]] = defaultdict(list)
    for place in sorted(places):
        if place in lists:
            found[lists[place]].append(place)
    return found


def _pairs(left: Collection[Place], right: Collection[Place], decision: Decision) -> list[Pair]:
    if decision is Decision.SAME:
        return [pair_of(*two) for two in zip(left, right, strict=False)]
    return [pair_of(one, other) for one in left for other in right]
