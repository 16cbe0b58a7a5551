"""A sum of money that is not known exactly: low, central and high euros."""

from dataclasses import dataclass
from decimal import Decimal

ZERO = Decimal("0.00")


@dataclass(frozen=True)
class Interval:
    """Euros between `low` and `high`, `central` being the one to quote; exact, low ≤ central ≤ high."""

    low: Decimal = ZERO
    central: Decimal = ZERO
    high: Decimal = ZERO

    def __add__(self, other: "Interval") -> "Interval":
        return Interval(self.low + other.low, self.central + other.central, self.high + other.high)

    def __sub__(self, other: "Interval") -> "Interval":
        """Interval subtraction: the lowest result takes off the most."""
        return Interval(self.low - other.high, self.central - other.central, self.high - other.low)

    @property
    def certain(self) -> bool:
        return self.low == self.high

    def overlaps(self, other: "Interval") -> bool:
        """True when both may be the same sum, so that a change between them is not established."""
        return self.low <= other.high and other.low <= self.high
