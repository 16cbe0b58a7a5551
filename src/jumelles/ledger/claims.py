"""The same euro seen in several lists: what the found rows claim, before the accounts' own codes are heard.

Within a year, the rows that name the same beneficiary are one group. Lists (the grants annex, SCDL files, an
extract of payments…) describe the same payments, each in its own way:
- in files of one format, rows equal in amount and object are one euro (exports overlap), others add up;
- across formats, rows of equal amount are one euro; the format with the largest total is taken as the complete
  list, and rows of the others that match nothing in it may be the same money told otherwise, or more: they
  count in the high figure only.
Commitments whose payment is not known (contracts) never count in the low figure.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from jumelles.ledger.candidate import Candidate, fold
from jumelles.ledger.interval import ZERO, Interval

CONTAINED_LENGTH = 8
EXTRACTS = "extracts"


@dataclass(frozen=True)
class Claim:
    """One euro-bearing row kept for the ledger, its interval, and the rows of other lists that repeat it."""

    row: Candidate
    interval: Interval
    also_in: tuple[Candidate, ...] = ()


def claims(rows: Iterable[Candidate]) -> list[Claim]:
    """What the rows claim, one claim a row that is not a repetition; ordered by the rows' keys."""
    found = [claim for group in _groups(rows) for claim in _of_group(group)]
    return sorted(found, key=lambda claim: claim.row.key)


def _groups(rows: Iterable[Candidate]) -> list[list[Candidate]]:
    """Rows by year, direction and name; an extract whose label holds a beneficiary's name joins it."""
    groups: dict[tuple[int, str, str], list[Candidate]] = {}
    for row in sorted(rows, key=lambda row: row.key):
        groups.setdefault((row.year, row.direction, row.folded), []).append(row)
    named = {key for key, members in groups.items() if any(row.table != EXTRACTS for row in members)}
    for key in sorted(set(groups) - named):
        host = _named_in(key, named)
        if host:
            groups[host] += groups.pop(key)
    return list(groups.values())


def _named_in(
    label: tuple[int, str, str], named: Iterable[tuple[int, str, str]]
) -> tuple[int, str, str] | None:
    inside = [
        name
        for name in named
        if name[:2] == label[:2] and len(name[2]) >= CONTAINED_LENGTH and f" {name[2]} " in f" {label[2]} "
    ]
    return max(inside, key=lambda name: (len(name[2]), name), default=None)


def _of_group(group: Sequence[Candidate]) -> list[Claim]:
    families: dict[str, list[Candidate]] = {}
    for row in group:
        families.setdefault(row.family, []).append(row)
    repeated: dict[Candidate, list[Candidate]] = {}
    lists = {name: _within(rows, repeated) for name, rows in sorted(families.items())}
    complete = max(lists, key=lambda name: sum((row.amount for row in lists[name]), ZERO))
    others = [row for name, rows in lists.items() if name != complete for row in rows]
    answer = []
    for row in lists[complete]:
        for name in lists:
            match = next((o for o in others if o.family == name and o.amount == row.amount), None)
            if match:
                others.remove(match)
                repeated.setdefault(row, []).extend([match, *repeated.get(match, [])])
        answer.append(Claim(row, _alone(row), tuple(repeated.get(row, ()))))
    return answer + [
        Claim(r, Interval(ZERO, ZERO, max(r.amount, ZERO)), tuple(repeated.get(r, ()))) for r in others
    ]


def _within(rows: Sequence[Candidate], repeated: dict[Candidate, list[Candidate]]) -> list[Candidate]:
    """The rows of one format, less those that another file of that format already gave."""
    kept: list[Candidate] = []
    for source in sorted({row.source for row in rows}):
        before: Counter[tuple[Decimal, str]] = Counter((row.amount, fold(row.object)) for row in kept)
        for row in (row for row in rows if row.source == source):
            mark = (row.amount, fold(row.object))
            if before[mark]:
                before[mark] -= 1
                first = next(k for k in kept if (k.amount, fold(k.object)) == mark and k.source != source)
                repeated.setdefault(first, []).append(row)
            else:
                kept.append(row)
    return kept


def _alone(row: Candidate) -> Interval:
    low = min(ZERO, row.amount) if row.committed else row.amount
    return Interval(low, row.amount, row.amount)
