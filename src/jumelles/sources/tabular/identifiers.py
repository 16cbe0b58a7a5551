"""SIRET cells of spreadsheets: read, damaged, or in truth the number of a natural person."""

import re

from jumelles.records.identifiers import luhn_valid, parse_siret
from jumelles.sources.tabular.cells import is_blank
from jumelles.sources.tabular.doubts import Doubts
from jumelles.sources.tabular.rows import Row

_NIR = re.compile(r"[1278][0-9]{2}(?:0[1-9]|1[0-2]|[2-9][0-9])[0-9AB]{8}(?:[0-9]{2})?$")
_ROUNDED = re.compile(r"[0-9](?:[.,][0-9]+)?[eE]\+?[0-9]+$")


def read_identifier(text: str, row: Row, doubts: Doubts) -> str | None:
    """The SIREN or SIRET of a cell; None with a doubt told when its digits are lost or are something else.

    A SIRET that ends with five zeros was rounded: no establishment has the number 0000.
    """
    if is_blank(text):
        return None
    try:
        digits = parse_siret(text)
    except ValueError as error:
        damaged = str(error) == "excel-damaged"
        doubts.add("siret-damaged" if damaged else "siret-doubtful", row, text)
        return None
    if len(digits) == 14 and digits.endswith("00000"):
        doubts.add("siret-damaged", row, text)
        return None
    if digits.startswith("0") and not luhn_valid(digits):
        doubts.add("siret-doubtful", row, text)
        return None
    return digits


def is_personal_number(text: str) -> bool:
    """True for a French social security number (13 or 15 digits, month in the fourth and fifth).

    Such a number identifies a natural person and must not be kept. A 13-digit SIRET that lost its leading
    zero passes the check of SIRETs, and is not taken for one.
    """
    bare = re.sub(r"[\s.'’-]", "", text)
    return bool(_NIR.match(bare)) and not luhn_valid(bare.zfill(14) if bare.isdigit() else "1")


def rounded_span(text: str) -> tuple[int, int] | None:
    """The SIRETs that a rounded number may stand for: (lowest, highest); None when it is not rounded."""
    bare = "".join(text.split()).replace(",", ".")
    if not _ROUNDED.match(bare):
        return _zeros_span(bare)
    mantissa, _, exponent = bare.lower().partition("e")
    decimals = len(mantissa.partition(".")[2])
    unit = 10 ** max(0, int(exponent) - decimals)
    value = int(mantissa.replace(".", "")) * unit
    return value - unit // 2, value + unit // 2


def _zeros_span(bare: str) -> tuple[int, int] | None:
    digits = re.sub(r"\.0+$", "", bare)
    if not digits.isdigit() or len(digits) != 14 or not digits.endswith("00000"):
        return None
    unit = 10 ** (14 - len(digits.rstrip("0")))
    return int(digits) - unit // 2, int(digits) + unit // 2
