"""Amounts of money, exact: text as people and software write it, to `Decimal` euros and back."""

import re
from decimal import Decimal, InvalidOperation

CENT = Decimal("0.01")
TOO_LARGE = Decimal(10) ** 16
_BLANKS = re.compile(r"[\s\u00a0\u202f\u2009]")
_CURRENCY = re.compile(r"(?:€|euros?|eur)\.?$", re.IGNORECASE)
_PLAIN = re.compile(r"[+-]?\d+(?:[.,]\d+)?(?:[eE][+-]?\d+)?$")
_POINTS = re.compile(r"[+-]?\d{1,3}(?:\.\d{3})+(?:,\d+)?$")
_COMMAS = re.compile(r"[+-]?\d{1,3}(?:,\d{3}){2,}(?:\.\d+)?$|[+-]?\d{1,3}(?:,\d{3})+\.\d+$")


def parse_euros(text: str) -> Decimal:
    """Euros written in any usual way, exactly.

    Reads `1 234,56 €`, `1.234,56`, `1,234.56`, `1234.5`, `-12`, `(12,00)`, `1e3`. A single separator followed
    by three digits (`1.234`, `1,234`) is read as decimals only when the cents allow it, so it is refused as
    ambiguous. Raises ValueError, whose text says why, when the amount cannot be read for certain.
    """
    return exact_cents(parse_number(text))


def parse_float_euros(text: str) -> Decimal:
    """Euros printed by a portal that keeps them as binary floats: `71139.5999999999` is 71 139.60.

    The noise of such sums is far under a cent (1e-6, or 1e-13 of the amount); anything further from a whole
    cent is refused like in `parse_euros`, with the same errors.
    """
    value = parse_number(text)
    try:
        cents = value.quantize(CENT)
    except InvalidOperation:
        raise ValueError("too-large") from None
    noise = min(max(Decimal("1e-6"), abs(cents) * Decimal("1e-13")), Decimal("1e-3"))
    return exact_cents(cents if abs(value - cents) < noise else value)


def parse_number(text: str) -> Decimal:
    """The number itself, whatever its decimals, written in the ways `parse_euros` reads; same errors."""
    bare = _CURRENCY.sub("", _BLANKS.sub("", text)).strip()
    negative = bare.startswith("(") and bare.endswith(")")
    bare = bare[1:-1] if negative else bare
    bare = bare.replace("\u2212", "-")
    if _POINTS.match(bare) and ("," in bare or bare.count(".") > 1):
        bare = bare.replace(".", "").replace(",", ".")
    elif _COMMAS.match(bare):
        bare = bare.replace(",", "")
    elif not _PLAIN.match(bare):
        raise ValueError("not-a-number")
    try:
        value = Decimal(bare.replace(",", "."))
    except InvalidOperation:
        raise ValueError("too-large") from None
    return -value if negative else value


def exact_cents(value: Decimal) -> Decimal:
    """`value` with two decimals; raises ValueError when that would lose part of a cent.

    Also when the money columns (18 digits) cannot hold it.
    """
    try:
        cents = value.quantize(CENT)
    except InvalidOperation:
        raise ValueError("too-large") from None
    if abs(cents) >= TOO_LARGE:
        raise ValueError("too-large")
    if cents != value:
        raise ValueError("part-of-a-cent")
    return cents
