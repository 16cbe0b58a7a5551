"""SIREN and SIRET numbers, as written by people and damaged by spreadsheets."""

import re

_FRACTION = re.compile(r"[.,]0+$")
_SPACES = re.compile(r"[\s\u00a0\u202f'’.\-]")
_EXCEL = re.compile(r"\d(?:[.,]\d+)?[eE]\+?\d+$")


def parse_siret(text: str) -> str:
    """The 9 or 14 digits of a SIREN or SIRET.

    Raises ValueError: `excel-damaged` when a spreadsheet turned it into a rounded number (`2,43E+13`), whose
    digits are lost; `not-an-identifier` otherwise. La Poste's exception to the check digit is not applied.
    """
    bare = _SPACES.sub("", _FRACTION.sub("", text.strip()))
    if _EXCEL.match(text.strip()):
        raise ValueError("excel-damaged")
    if not bare.isdigit():
        raise ValueError("not-an-identifier")
    if len(bare) in (9, 14):
        return bare
    if len(bare) == 13 and luhn_valid(bare.zfill(14)):
        return bare.zfill(14)
    raise ValueError("not-an-identifier")


def siren_of(siret: str | None) -> str | None:
    """The SIREN (first nine digits) of a SIRET or SIREN; None stays None."""
    return siret[:9] if siret else None


def luhn_valid(digits: str) -> bool:
    """True when the check digit of a SIREN or SIRET holds (Luhn, ISO/IEC 7812-1)."""
    doubled = (int(d) * (2 if i % 2 else 1) for i, d in enumerate(reversed(digits)))
    return sum(d - 9 if d > 9 else d for d in doubled) % 10 == 0
