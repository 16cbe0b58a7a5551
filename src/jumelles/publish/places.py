"""Countries by name: ISO 3166 alpha-3 codes and the regions of the house, in the reader's language (CLDR)."""

import re

from babel import Locale
from babel.core import get_global

from jumelles.publish.labels import REGIONS
from jumelles.reference.words import Translate

_CODE = re.compile(r"[A-Z_]+")


def named(codes: str | None, language: str, say: Translate) -> str:
    """`SEN;MLI` as `Mali, Sénégal`; an unknown code is shown as it is, nothing as an empty text."""
    return ", ".join(sorted(_name(code, language, say) for code in _CODE.findall(codes or "")))


def _name(code: str, language: str, say: Translate) -> str:
    if code in REGIONS:
        return say(REGIONS[code])
    short = get_global("territory_aliases").get(code, [code])[0]
    return str(Locale(language).territories.get(short, code))
