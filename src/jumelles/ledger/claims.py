"""The same euro seen in several lists: what the found rows claim, before the accounts' own codes are heard.

Within an authority and a year, the rows that name the same beneficiary are one group. Lists (the grants annex,
an SCDL file, an extract of payments…) describe the same payments, each in its own way: rows of equal amount in
two lists are one euro; the list with the largest total is taken as the complete one, and the rows of the
others that match nothing in it may be the same money told otherwise, or more: they count in the high figure
only. Contracts are commitments whose payments are not known: they never count in the low figure.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from jumelles.ledger.candidate import Candidate
from jumelles.ledger.interval import ZERO, Interval

CONTAINED_LENGTH = 8


@dataclass(frozen=True)
class Claim:
    """One euro-bearing row kept for the ledger, its interval, and the rows of other lists that repeat it."""

    row: Candidate
    interval: Interval
    also_in: tuple[Candidate, ...] = ()


def claims(rows: Iterable[Candidate]) -> list[Claim]:
    """What the rows claim, one claim a row that is not a repetition; order follows the rows' keys."""
    found = [claim for group in _groups(rows) for claim in _of_group(group)]
    return sorted(found, key=lambda claim: claim.row.key)


def _groups(rows: Iterable[Candidate]) -> list[list[Candidate]]:
    """Rows by year and name; a longer label that contains a beneficiary's name joins that beneficiary."""
    groups: dict[tuple[int, str], list[Candidate]] = {}
    for row in sorted(rows, key=lambda row: row.key):
        groups.setdefault((row.year, row.folded), []).append(row)
    for year, name in sorted(groups, key=lambda key: (key[0], -len(key[1]), key[1])):
        host = _host(year, name, groups)
        if host and all(row.table == "extracts" for row in groups[year, name]):
            groups[year, host] += groups.pop((year, name))
    return list(groups.values())


def _host(year: int, name: str, groups: dict[tuple[int, str], list[Candidate]]) -> str | None:
    inside = [
        other
        for (when, other), rows in groups.items()
        if when == year and other != name and len(other) >= CONTAINED_LENGTH
        if f" {other} " in f" {name} " and any(row.table != "extracts" for row in rows)
    ]
    return max(inside, key=len, default=None)


def _of_group(group: Sequence[Candidate]) -> list[Claim]:
    families: dict[str, list[Candidate]] = {}
    for row in group:
        families.setdefault(row.family, []).append(row)
    complete = max(sorted(families), key=lambda name: sum((r.amount for r in families[name]), ZERO))
    others = [row for name in sorted(families) if name != complete for row in families[name]]
    answer = []
    for row in families[complete]:
        repeats = [_take(others, name, row.amount) for name in sorted(families) if name != complete]
        answer.append(Claim(row, _alone(row), tuple(repeat for repeat in repeats if repeat)))
    return answer + [Claim(row, Interval(ZERO, ZERO, row.amount)) for row in others]


def _take(others: list[Candidate], family: str, amount: Decimal) -> Candidate | None:
    for row in others:
        if row.family == family and row.amount == amount:
            others.remove(row)
            return row
    return None


def _alone(row: Candidate) -> Interval:
    low = ZERO if row.spread_payment else row.amount
    return Interval(min(low, row.amount), row.amount, row.amount)
