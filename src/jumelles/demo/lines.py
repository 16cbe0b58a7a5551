"""Lines of a budget: what identifies one, and the sums booked on it."""

from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple


class Line(NamedTuple):
    """What identifies a line of the accounts. `unallocated`: its chapter by function when it has no function.

    `direction` is D (expense) or R (revenue); `order` is the kind of order operation, empty for real money.
    """

    nature: str
    function: str
    chapter: str
    direction: str
    order: str = ""
    unallocated: str = ""

    @property
    def operating(self) -> bool:
        return self.nature[0] in "67" or self.nature in ("002", "023")


Amounts = dict[Line, Decimal]


def added(parts: Iterable[Amounts]) -> Amounts:
    """All `parts` in one: amounts of the same line are summed."""
    total: Amounts = defaultdict(Decimal)
    for part in parts:
        for line, amount in part.items():
            total[line] += amount
    return dict(total)


def balance(amounts: Amounts, operating: bool) -> Decimal:
    """Revenue less expense of one section, order operations included."""
    chosen = [(line.direction, amount) for line, amount in amounts.items() if line.operating == operating]
    return sum((amount if direction == "R" else -amount for direction, amount in chosen), Decimal(0))
