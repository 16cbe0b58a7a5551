"""What links mean for claims: which rows are one euro, which may be, which line of the accounts holds them."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from jumelles.ledger.candidate import Candidate, Place
from jumelles.ledger.linkage import CODED, Decider, Decision, Link, Pair, pair_of
from jumelles.ledger.linkage.levels import priors


@dataclass(frozen=True)
class Doubt:
    """Two rows that may be the same euro; `likely` when the central figure takes them as one."""

    pair: Pair
    likely: bool


@dataclass(frozen=True)
class Booked:
    """The coded line of the accounts that a row is (`sure`), or may well be."""

    line: Place
    sure: bool


class Ties:
    """The links of one authority, asked by row; links of deliberations tell where else a euro is seen."""

    def __init__(self, links: Iterable[Link] = ()) -> None:
        settled = sorted(links, key=lambda link: link.pair)
        same = [link for link in settled if link.decision is Decision.SAME]
        self._first = _firsts([link for link in same if CODED not in link.lists])
        self._apart = {
            link.pair
            for link in settled
            if link.decision is Decision.DIFFERENT and link.decided_by is Decider.PERSON
        }
        self.doubts = tuple(
            Doubt(link.pair, (link.probability or 0.0) >= priors()["central"])
            for link in settled
            if link.decision is Decision.DOUBT and CODED not in link.lists
        )
        self._minutes: dict[Place, set[Place]] = defaultdict(set)
        self._lines: dict[Place, Booked] = {}
        for link in settled:
            if CODED in link.lists:
                self._book(link)
            elif link.decision is Decision.SAME:
                for one, other in (link.pair, link.pair[::-1]):
                    if other.table == "deliberations":
                        self._minutes[one].add(other)

    def first(self, place: Place) -> Place:
        """The same place for all rows that are one euro."""
        return self._first.get(place, place)

    def linked(self, one: Candidate, other: Candidate) -> bool:
        """True when the two rows are one euro."""
        return self.first(one.key) == self.first(other.key)

    def told_apart(self, one: Candidate, other: Candidate) -> bool:
        """True when a person said that the two rows are not one euro."""
        return pair_of(one.key, other.key) in self._apart

    def beside(self, place: Place) -> set[Place]:
        """The deliberations that decided the row."""
        return self._minutes.get(place, set())

    def booked(self, rows: Sequence[Candidate]) -> Booked | None:
        """The coded line that one of the rows is or may well be; a sure one first."""
        found = [self._lines[row.key] for row in rows if row.key in self._lines]
        return min(found, key=lambda one: (not one.sure, one.line), default=None)

    def _book(self, link: Link) -> None:
        line, row = link.pair if link.lists[0] == CODED else link.pair[::-1]
        sure = link.decision is Decision.SAME
        if sure or (link.decision is Decision.DOUBT and (link.probability or 0.0) >= priors()["central"]):
            self._lines[row] = Booked(line, sure)


def _firsts(links: Iterable[Link]) -> dict[Place, Place]:
    """For each linked row, the first of all rows that links lead to."""
    first: dict[Place, Place] = {}

    def find(place: Place) -> Place:
        while first.setdefault(place, place) != place:
            place = first[place]
        return place

    for link in links:
        one, other = sorted((find(link.left), find(link.right)))
        first[other] = one
    return {place: find(place) for place in list(first)}
