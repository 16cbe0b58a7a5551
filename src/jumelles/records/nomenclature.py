"""The budget nomenclatures, and dated facts looked up by the longest prefix of a code.

Nomenclatures are written `M14-M14_COM_SUP3500`, `M57-M57_D`, `M57_A` or `M57`: the norm (`M57`) decides the
meaning of codes, the variant (`M57_A`) whether they exist.
"""

import re
from collections.abc import Iterator
from functools import cache

from jumelles import reference

Fact = dict[str, str]
_NORM = re.compile(r"\s*(M[0-9]+)", re.IGNORECASE)


@cache
def norm_of(nomenclature: str | None) -> str | None:
    """The norm of a nomenclature: `M14-M14_COM_SUP3500` is M14, `M57_A` and `M57A` M57; None when unknown."""
    found = _NORM.match(nomenclature or "")
    return found[1].upper() if found else None


def variant_of(nomenclature: str | None) -> str:
    """The variant of a nomenclature: `M14_COM_SUP3500`, `M57_A`; the norm itself when none is stated."""
    return (nomenclature or "").strip().upper().replace(" ", "").split("-")[-1]


def in_force(fact: Fact, year: int | None) -> bool:
    """True when `fact` holds in `year`; an unknown year takes facts without an end."""
    start, end = fact.get("valid_from", ""), fact.get("valid_to", "")
    if year is None:
        return not end
    return (not start or int(start) <= year) and (not end or year <= int(end))


def exists_in(fact: Fact, nomenclature: str | None) -> bool:
    """True when the code of `fact` exists in this variant (column `not_in`: ends of names of variants)."""
    return not variant_of(nomenclature).endswith(tuple(fact.get("not_in", "").split()) or ("\0",))


@cache
def facts(file: str, key: str) -> dict[tuple[str, str], tuple[Fact, ...]]:
    """Rows of the reference `file` by (norm, code), the code being in column `key`; norm "" is for all."""
    found: dict[tuple[str, str], tuple[Fact, ...]] = {}
    for row in reference.rows(file):
        place = (row.get("nomenclature", ""), row[key])
        found[place] = (*found.get(place, ()), row)
    return found


def candidates(file: str, key: str, code: str, nomenclature: str | None, year: int | None) -> Iterator[Fact]:
    """Facts in force about `code`: longest prefix first, and the norm's own before those for all norms."""
    known, norm = facts(file, key), norm_of(nomenclature)
    for length in range(len(code), 0, -1):
        for owner in (norm, "") if norm else ("",):
            for fact in known.get((owner, code[:length]), ()):
                if in_force(fact, year) and exists_in(fact, nomenclature):
                    yield fact


def longest(file: str, key: str, code: str, nomenclature: str | None, year: int | None = None) -> Fact | None:
    """The fact in force about the longest prefix of `code`, or None."""
    return next(candidates(file, key, code, nomenclature, year), None)
