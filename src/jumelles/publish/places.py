"""Countries by name: ISO 3166 alpha-3 codes and the regions of the house, in the reader's language."""

import re
from collections.abc import Mapping
from functools import cache

from jumelles import reference
from jumelles.publish.labels import REGIONS
from jumelles.reference.words import Translate

_CODE = re.compile(r"[A-Z_]+")


def named(codes: str | None, language: str, say: Translate) -> str:
    """`SEN;MLI` as `Mali, Sénégal`; an unknown code is shown as it is, nothing as an empty text."""
    return ", ".join(sorted(_name(code, language, say) for code in _CODE.findall(codes or "")))


def _name(code: str, language: str, say: Translate) -> str:
    return say(REGIONS[code]) if code in REGIONS else _countries(language).get(code, code)


@cache
def _countries(language: str) -> Mapping[str, str]:
    return {row["iso3"]: row[f"name_{language}"] for row in reference.rows("countries.csv")}
