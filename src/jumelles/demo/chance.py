"""Chance that always falls the same way: draws that depend on words only, and exact shares of money."""

import hashlib
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

CENT = Decimal("0.01")


def draw(*words: object) -> Fraction:
    """A number in [0, 1[ that depends on `words` only, whatever was drawn before."""
    digest = hashlib.sha256("|".join(map(str, words)).encode()).digest()
    return Fraction(int.from_bytes(digest[:6], "big"), 1 << 48)


def around(*words: object, spread: int = 10) -> Fraction:
    """A factor near 1, at most `spread` per cent away."""
    return 1 + (2 * draw(*words) - 1) * spread / 100


def euros(amount: Fraction | Decimal) -> Decimal:
    """`amount` rounded to the cent."""
    return Decimal(round(Fraction(amount) * 100)) * CENT


def share(total: Decimal, weights: Mapping[str, Fraction]) -> dict[str, Decimal]:
    """`total` euros shared out by weight, exactly: the last one takes the cents left by rounding."""
    whole = sum(weights.values(), Fraction(0))
    parts = {key: euros(Fraction(total) * weight / whole) for key, weight in weights.items()}
    parts[next(reversed(parts))] += total - sum(parts.values(), Decimal(0))
    return parts
