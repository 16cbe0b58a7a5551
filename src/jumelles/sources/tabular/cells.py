"""What single cells say: amounts, years, sides; and whether cells fit what a column is said to hold."""

import re
from collections.abc import Callable, Mapping
from decimal import Decimal, InvalidOperation
from functools import cache

from jumelles import reference
from jumelles.records.dates import parse_period, parse_year
from jumelles.records.money import CENT, parse_euros
from jumelles.sources.tabular.headers import plain

LARGEST = Decimal(10) ** 16  # what decimal(18,2) can hold
_NOTE = re.compile(r"^([^()]*[0-9][^()]*?)\s*\(([^()]*)\)$")
_NOISE = re.compile(r"[+-]?[0-9]{1,14}\.[0-9]{7,20}$")
NOISE = Decimal("0.000001")  # euros: what the sum of a few thousand binary numbers may be off by
_NO_UNIT = re.compile(r"^([+-]?)([.,][0-9])")
_LONE_SEPARATOR = re.compile(r"[+-]?[0-9]{1,3}([.,])[0-9]{3}$")
_CODE = re.compile(r"[A-Za-z]{0,2}[0-9][0-9A-Za-z._/-]{0,13}$")
_COUNT = re.compile(r"[0-9]{1,6}(?:[.,]0+)?$")
_IDENTIFIER = re.compile(r"[0-9][0-9 .'’\u00a0\u202f]{7,22}$|[0-9](?:[.,][0-9]+)?[eE]\+?[0-9]+$")


@cache
def _words(table: str) -> dict[str, str]:
    listed: Mapping[str, list[str]] = reference.document("spreadsheet.toml")[table]
    return {word: value for value, words in listed.items() for word in words}


def is_blank(text: str) -> bool:
    """True when the cell says nothing (`NA`, `null`…)."""
    return len(text) < 8 and plain(text) in _words("blanks")


def worded(table: str, text: str) -> str | None:
    """The value of `reference/spreadsheet.toml` that the cell names, in one of its tables of words."""
    return _words(table).get(plain(text))


def aid_of(text: str) -> str | None:
    """`cash`, `in_kind` or `both`: what the nature of a subsidy says."""
    words = set(plain(text).split())
    kinds = {kind for word, kind in _words("aid").items() if word in words}
    if len(kinds) == 2:
        return "both"
    return kinds.pop() if kinds else None


def read_amount(text: str) -> tuple[Decimal, str]:
    """Euros, and the code of a doubt: `amount-with-note` (`240 000 € (pour 3 saisons)`) or `amount-rounded`.

    A binary sum leaves a millionth of a cent or so (`7510470.0500000715`): it is rounded off, with the doubt.
    Raises ValueError: `amount-unreadable`, `amount-part-of-a-cent`, `amount-ambiguous` or `amount-too-large`.
    """
    found = _NOTE.match(text.strip())
    bare, doubt = (found[1], "amount-with-note") if found else (text, "")
    bare = _NO_UNIT.sub(r"\g<1>0\2", bare.strip())
    if _NOISE.match(bare.strip()):
        near = Decimal(bare.strip()).quantize(CENT)
        if abs(near - Decimal(bare.strip())) < NOISE:
            bare, doubt = str(near), "amount-rounded"
    try:
        amount = parse_euros(bare)
    except (ValueError, InvalidOperation) as error:
        raise ValueError(_amount_code(bare, str(error))) from None
    if abs(amount) >= LARGEST:
        raise ValueError("amount-too-large")
    return amount, doubt


def _amount_code(text: str, reason: str) -> str:
    if reason == "part-of-a-cent":
        return "amount-ambiguous" if _LONE_SEPARATOR.match(text.strip()) else "amount-part-of-a-cent"
    return "amount-too-large" if reason == "too-large" else "amount-unreadable"


def code_of(text: str, letter: str = "") -> str | None:
    """A code of a chart of accounts, without the letter that this file puts before every one of them."""
    bare = "".join(text.split()).replace("-", "").replace(".", "")
    bare = bare[1:] if letter and bare.startswith(letter) else bare
    return bare or None


def _reads(read: Callable[[str], object]) -> Callable[[str], bool]:
    def test(text: str) -> bool:
        try:
            read(text)
        except (ValueError, InvalidOperation):
            return False
        return True

    return test


FITS: dict[str, Callable[[str], bool]] = {
    "any": lambda _text: True,
    "text": lambda text: any(c.isalpha() for c in text),
    "amount": _reads(read_amount),
    "date": _reads(parse_period),
    "year": _reads(parse_year),
    "id": lambda text: _IDENTIFIER.match(text.strip()) is not None,
    "code": lambda text: _CODE.match("".join(text.split())) is not None,
    "count": lambda text: _COUNT.match(text.strip()) is not None,
    "aid": lambda text: aid_of(text) is not None,
    "stage": lambda text: worded("stages", text) is not None,
    "section": lambda text: worded("sections", text) is not None,
    "direction": lambda text: worded("directions", text) is not None,
    "real": lambda text: worded("real", text) is not None,
}


def fit(holds: str, values: list[str]) -> float:
    """The share of `values` that look like what a column `holds`, blanks apart; 1 without any."""
    told = [value for value in values if not is_blank(value)]
    if not told:
        return 1.0
    return sum(map(FITS[holds], told)) / len(told)
