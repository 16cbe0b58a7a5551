"""The same euro seen in several lists: what the found rows claim, before the accounts' own codes are heard.

Within a year, the rows that name the same beneficiary are one group; rows that a link says to be the same join too.
Lists (the grants annex, SCDL files, an extract of payments…) describe the same payments, each in its own way:
- in files of one format, rows that a link ties, or equal in amount and object (exports overlap), are one euro;
  others add up;
- across formats, linked rows are one euro, and so are rows of equal amount that nobody told apart; the format with
  the largest total is taken as the complete list, and rows of the others that match nothing in it may be the same
  money told otherwise, or more: they count in the high figure only;
- rows of two groups that a link doubts about count once in the low figure, twice in the high one.
Commitments whose payment is not known (contracts) never count in the low figure.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from jumelles.ledger.candidate import Candidate, Doubt, Place, fold
from jumelles.ledger.interval import ZERO, Interval
from jumelles.ledger.ties import Booked, Ties

CONTAINED_LENGTH = 8
EXTRACTS = "extracts"
Group = tuple[int, str, str]
"""Year, direction and folded name."""


@dataclass(frozen=True)
class Claim:
    """One euro-bearing row kept for the ledger, its interval, and the rows of other lists that repeat it.

    `booked` is the coded line of the accounts that may be this very euro.
    """

    row: Candidate
    interval: Interval
    also_in: tuple[Place, ...] = ()
    booked: Booked | None = None


def claims(rows: Iterable[Candidate], ties: Ties | None = None) -> list[Claim]:
    """What the rows claim, one claim a row that is not a repetition; ordered by the rows' keys."""
    ties = ties or Ties()
    found = [claim for group in _groups(rows, ties) for claim in _of_group(group, ties)]
    return _doubted(sorted(found, key=lambda claim: claim.row.key), ties)


def _groups(rows: Iterable[Candidate], ties: Ties) -> list[list[Candidate]]:
    """Rows by year, direction and name; extracts whose label holds a beneficiary's name, and linked rows, join."""
    groups: dict[Group, list[Candidate]] = {}
    for row in sorted(rows, key=lambda row: row.key):
        groups.setdefault((row.year, row.direction, row.folded), []).append(row)
    named = {key for key, members in groups.items() if any(row.table != EXTRACTS for row in members)}
    for key in sorted(set(groups) - named):
        host = _named_in(key, named)
        if host:
            groups[host] += groups.pop(key)
    return _joined(groups, ties)


def _named_in(label: Group, named: Iterable[Group]) -> Group | None:
    inside = [
        name
        for name in named
        if name[:2] == label[:2] and len(name[2]) >= CONTAINED_LENGTH and f" {name[2]} " in f" {label[2]} "
    ]
    return max(inside, key=lambda name: (len(name[2]), name), default=None)


def _joined(groups: dict[Group, list[Candidate]], ties: Ties) -> list[list[Candidate]]:
    """The groups, those of linked rows of one year together."""
    hosts: dict[tuple[int, str, Place], Group] = {}
    joined = {key: key for key in groups}

    def home(key: Group) -> Group:
        while joined[key] != key:
            key = joined[key]
        return key

    for key in sorted(groups):
        for mark in {(row.year, row.direction, ties.first(row.key)) for row in groups[key]}:
            joined[home(key)] = home(hosts.setdefault(mark, key))
    answer: dict[Group, list[Candidate]] = {}
    for key in sorted(groups):
        answer.setdefault(home(key), []).extend(groups[key])
    return [sorted(members, key=lambda row: row.key) for members in answer.values()]


def _of_group(group: Sequence[Candidate], ties: Ties) -> list[Claim]:
    families: dict[str, list[Candidate]] = {}
    for row in group:
        families.setdefault(row.family, []).append(row)
    repeated: dict[Candidate, list[Candidate]] = {}
    lists = {name: _within(rows, repeated, ties) for name, rows in sorted(families.items())}
    complete = max(lists, key=lambda name: sum((row.amount for row in lists[name]), ZERO))
    others = [row for name, rows in lists.items() if name != complete for row in rows]
    partners: dict[Candidate, list[Candidate]] = {row: [] for row in lists[complete]}
    for same in (ties.linked, _equal_amounts(ties)):
        _take(partners, others, same)
    rest: dict[Candidate, list[Candidate]] = {row: [] for row in others}
    for row in others:
        if row in rest:
            rest[row] = [o for o in rest if o is not row and o.family != row.family and ties.linked(row, o)]
            for twin in rest[row]:
                del rest[twin]
    found = [(row, its, _alone(row)) for row, its in partners.items()]
    found += [(row, its, Interval(ZERO, ZERO, max(row.amount, ZERO))) for row, its in rest.items()]
    return [_claim(row, its, interval, repeated, ties) for row, its, interval in found]


def _equal_amounts(ties: Ties) -> Callable[[Candidate, Candidate], bool]:
    return lambda one, other: one.amount == other.amount and not ties.told_apart(one, other)


def _take(
    partners: dict[Candidate, list[Candidate]],
    others: list[Candidate],
    same: Callable[[Candidate, Candidate], bool],
) -> None:
    """Give each row its partner of every other list, among `others`, which loses it."""
    families = sorted({row.family for row in others})
    for row, its in partners.items():
        for name in set(families) - {partner.family for partner in its}:
            match = next((o for o in others if o.family == name and same(row, o)), None)
            if match:
                others.remove(match)
                its.append(match)


def _claim(
    row: Candidate,
    partners: Sequence[Candidate],
    interval: Interval,
    repeated: dict[Candidate, list[Candidate]],
    ties: Ties,
) -> Claim:
    members = [member for one in (row, *partners) for member in (one, *repeated.get(one, ()))]
    told = {place for member in members for place in ties.beside(member.key)}
    also = {member.key for member in members[1:]} | told
    booked = None if row.function_known else ties.booked(members)
    return Claim(_told(row, partners), interval, tuple(sorted(also)), booked)


def _told(row: Candidate, partners: Sequence[Candidate]) -> Candidate:
    """The row, with the function and the account that the same euro has in another list, where they agree."""
    if row.function_known:
        return row
    known = [partner for partner in partners if partner.function_known]
    if known and len({partner.coded for partner in known}) == 1:
        row = replace(row, function_known=True, coded=known[0].coded)
    accounts = {(partner.nature, partner.nature_group) for partner in partners if partner.nature}
    if row.nature is None and len(accounts) == 1:
        ((nature, group),) = accounts
        row = replace(row, nature=nature, nature_group=group)
    return row


def _within(
    rows: Sequence[Candidate], repeated: dict[Candidate, list[Candidate]], ties: Ties
) -> list[Candidate]:
    """The rows of one format, less those that another file of that format already gave."""
    kept: list[Candidate] = []
    for source in sorted({row.source for row in rows}):
        free = list(kept)
        for row in (row for row in rows if row.source == source):
            first = next((k for k in free if ties.linked(k, row)), None) or next(
                (k for k in free if _reads_the_same(k, row) and not ties.told_apart(k, row)), None
            )
            if first:
                free.remove(first)
                repeated.setdefault(first, []).append(row)
            else:
                kept.append(row)
    return kept


def _reads_the_same(one: Candidate, other: Candidate) -> bool:
    return one.amount == other.amount and fold(one.object) == fold(other.object)


def _alone(row: Candidate) -> Interval:
    """What is promised, or not sure to be international, may be nothing."""
    less, more = min(ZERO, row.amount), max(ZERO, row.amount)
    if row.doubt == Doubt.POSSIBLE:
        return Interval(less, ZERO, more)
    low = less if row.committed or row.doubt else row.amount
    return Interval(low, row.amount, max(row.amount, low))


def _doubted(found: list[Claim], ties: Ties) -> list[Claim]:
    """The claims; of two that may be one euro, the lesser counts in high, and in central when that is unlikely."""
    at = {place: number for number, claim in enumerate(found) for place in (claim.row.key, *claim.also_in)}
    for doubt in ties.doubts:
        pair = {at[place] for place in doubt.pair if place in at}
        if len(pair) < 2 or len({(found[n].row.year, found[n].row.direction) for n in pair}) > 1:
            continue
        _, lesser = sorted(pair, key=lambda n: (-found[n].row.amount, found[n].row.key))
        before = found[lesser].interval
        if found[lesser].row.amount > 0:
            after = Interval(ZERO, ZERO if doubt.likely else before.central, before.high)
            found[lesser] = replace(found[lesser], interval=after)
    return found
