"""Found money that the accounts' own international codes may already count (DESIGN section 6).

For one year and one account (nature), with C coded and D found, the found rows may all sit inside the coded
lines, or none may: what is certainly more is max(0, D − C), what may be more is D. Without any link between
the two, half of what could overlap is taken as the central figure; all of it when the euros found are, to the cent,
those coded. A row whose source states its function is settled: under an international function it is already coded,
under another it is not. A row linked to a coded line is that line; one that may well be is in the high figure only.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import ROUND_DOWN, Decimal

from jumelles.ledger.claims import Claim
from jumelles.ledger.interval import ZERO, Interval
from jumelles.records.money import CENT
from jumelles.records.vocabulary import Perimeter

Coded = Mapping[tuple[int, str, str], Decimal]


def settle(found: Iterable[Claim], coded: Coded) -> list[Claim]:
    """The claims, less what the coded lines may already hold.

    `coded` gives the euros coded international by (year, nature group, nature). Rows whose account is known meet
    the lines of that account first; rows without one meet what is left of their nature group.
    """
    answer: list[Claim] = []
    pools: dict[tuple[int, str], list[Claim]] = {}
    found = list(found)
    coded = _less_booked(coded, found)
    for claim in found:
        if claim.row.function_known:
            answer += [] if claim.row.coded else [claim]
        elif claim.booked:
            answer += [] if claim.booked.sure else [_in_high_only(claim)]
        else:
            pools.setdefault((claim.row.year, claim.row.nature_group), []).append(claim)
    for (year, group), members in sorted(pools.items()):
        lines = {nature: c for (y, g, nature), c in coded.items() if (y, g) == (year, group)}
        answer += _settle_group(members, lines)
    return sorted(answer, key=lambda claim: claim.row.key)


def _less_booked(coded: Coded, found: Iterable[Claim]) -> Coded:
    """The coded euros, less those that are known to be found rows."""
    left = dict(coded)
    for row in (claim.row for claim in found if claim.booked and not claim.row.function_known):
        for key in left:
            if (key[0], key[2]) == (row.year, row.nature):
                left[key] -= row.amount
    return left


def _in_high_only(claim: Claim) -> Claim:
    return replace(claim, interval=Interval(ZERO, ZERO, claim.interval.high))


def _settle_group(members: Sequence[Claim], lines: Mapping[str, Decimal]) -> list[Claim]:
    answer: list[Claim] = []
    left = Interval(*(sum((max(c, ZERO) for c in lines.values()), ZERO),) * 3)
    for nature in sorted({claim.row.nature or "" for claim in members} & set(lines)):
        room = max(lines[nature], ZERO)
        same = [claim for claim in members if claim.row.nature == nature]
        settled, used = reduce(same, Interval(room, room, room))
        answer, left = answer + settled, _remaining(left, used)
    rest = [claim for claim in members if claim.row.nature is None]
    settled, _ = reduce(rest, left)
    elsewhere = [c for c in members if c.row.nature is not None and c.row.nature not in lines]
    return answer + settled + elsewhere


def reduce(members: Sequence[Claim], room: Interval) -> tuple[list[Claim], Interval]:
    """The claims less their overlap with `room` coded euros, and how much of the room they take up.

    Rows of the core perimeter overlap first, so that the core figure does not depend on the extended one.
    """
    answer: list[Claim] = []
    used = Interval()
    for perimeter in (Perimeter.CORE, Perimeter.EXTENDED):
        some = [claim for claim in members if claim.row.perimeter == perimeter]
        low = _overlap(some, "low", room.low - used.low)
        central = _overlap(some, "central", room.central - used.central)
        told = sum((claim.interval.central for claim in some), ZERO)
        part = 1 if told == room.central - used.central else 2  # equal to the cent: the very same euros
        halves = spread(central / part, [claim.interval.central for claim in some])
        lows = spread(low, [claim.interval.low for claim in some])
        answer += [_less(claim, *cut) for claim, *cut in zip(some, lows, halves, strict=True)]
        used += Interval(low, central, central)
    return answer, used


def _remaining(room: Interval, used: Interval) -> Interval:
    return Interval(room.low - used.low, room.central - used.central, room.high - used.high)


def _overlap(claims: Sequence[Claim], bound: str, room: Decimal) -> Decimal:
    total = sum((max(getattr(claim.interval, bound), ZERO) for claim in claims), ZERO)
    return max(ZERO, min(total, room))


def _less(claim: Claim, low: Decimal, central: Decimal) -> Claim:
    before = claim.interval
    after_low = before.low - low
    return replace(claim, interval=Interval(after_low, max(before.central - central, after_low), before.high))


def spread(total: Decimal, weights: Sequence[Decimal]) -> list[Decimal]:
    """`total` euros shared in proportion to the positive `weights`, in whole cents that add up exactly.

    No share exceeds its weight when `total` does not exceed their sum.
    """
    total = total.quantize(CENT, rounding=ROUND_DOWN)
    positive = [max(weight, ZERO) for weight in weights]
    whole = sum(positive, ZERO)
    if not whole or not total:
        return [ZERO] * len(positive)
    shares = [(total * weight / whole).quantize(CENT, rounding=ROUND_DOWN) for weight in positive]
    missing = int((total - sum(shares, ZERO)) / CENT)
    room = [i for i in sorted(range(len(shares)), key=lambda i: -positive[i]) if shares[i] < positive[i]]
    for i in room[:missing]:
        shares[i] += CENT
    return shares
