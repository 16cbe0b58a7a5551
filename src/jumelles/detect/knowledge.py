"""What the detector knows: places, peoples, bodies, words of the field, and the authority's own partners.

Plain data, so that it can be sent to another process or machine.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import chain

from jumelles import reference
from jumelles.detect.model import Model, model
from jumelles.detect.names import Matcher, Name, name_words
from jumelles.detect.text import fold
from jumelles.detect.unknown import CutNames, Unknown

_COUNTRY_IN_BRACKETS = re.compile(r"^(?P<name>.+?)\s*\((?P<country>[^()]+)\)$")
_LOCAL = {
    "overseas": "overseas",
    "french_place": "local_place",
    "regional": "regional",
    "expression": "expression",
}
_CITY_CONTEXT = {"": "", "commune": "city", "word": "city", "name": "city", "small": "needed"}
_SMALL = frozenset("a au aux d de des du en et l la le les pour sur".split())
_CUT_AT = 7  # letters of a last word that are enough
OWN_PARTNER = "own_partner"  # begins the names of the clues about declared partners


@dataclass(frozen=True)
class Knowledge:
    """All that `detect.batch` uses beside the rows; `version` changes with anything that can change an answer."""

    names: Matcher
    own: Matcher | None
    themes: Matcher
    unknown: Unknown
    partners: tuple[Name, ...]
    cut_partners: CutNames
    towns: dict[str, Matcher]
    model: Model
    version: str


def knowledge(
    partners: Iterable[str] = (), words: Iterable[str] = (), weights: Model | None = None
) -> Knowledge:
    """The house's knowledge, and what the authority adds (from `jumelles.toml`).

    `partners` are its partners and beneficiaries; one may name its country in brackets: `Beit Sira (Palestine)`.
    `words` are words that mean international action for this authority (the name of a programme, say).
    `weights` are a model of one's own, instead of the one that is shipped.
    """
    own = sorted({partner.strip() for partner in partners if partner.strip()})
    said = sorted({word.strip() for word in words if word.strip()})
    declared = tuple(name for name in map(_partner, own) if name.words)
    added = [Name(name_words(word), "own_word") for word in said]
    base, learned = _base(), weights or model()
    return Knowledge(
        names=base.matcher,
        own=Matcher([*declared, *added]) if declared or added else None,
        themes=base.themes,
        unknown=base.unknown,
        partners=declared,
        cut_partners=CutNames(declared, f"{OWN_PARTNER}_cut"),
        towns=base.towns,
        model=learned,
        version=f"{learned.version}+{_digest([base.digest, *own, *said])}",
    )


@dataclass(frozen=True)
class _Base:
    matcher: Matcher
    themes: Matcher
    unknown: Unknown
    towns: dict[str, Matcher]
    digest: str


@cache
def _base() -> _Base:
    names = tuple(_names())
    themes = Matcher(
        Name(name_words(word), theme, theme=theme)
        for theme, entry in reference.document("themes.toml").items()
        for word in entry["words"]
    )
    towns = _towns()
    unknown = _unknown(names)
    said = (repr(reference.document("themes.toml")), repr(sorted(towns)))
    matcher = Matcher(names, unknown.guess)
    return _Base(matcher, themes, unknown, towns, _digest(chain(map(repr, names), said)))


def _unknown(names: Iterable[Name]) -> Unknown:
    """Countries and parts of the world in one word, that nothing else is called."""
    known = list(names)
    doubtful = {name.words for name in known if name.context}
    places = (name for name in known if name.clue in ("country", "continent") and len(name.words) == 1)
    return Unknown(name for name in places if name.words not in doubtful and "*" not in name.words[0])


def _digest(parts: Iterable[str]) -> str:
    digest = hashlib.sha256()
    for part in parts:
        digest.update(part.encode() + b"\x1f")
    return digest.hexdigest()[:8]


def _names() -> Iterator[Name]:
    """Every name of the house; where two say the same words, the first is right."""
    yield from _local_names()
    yield from _bodies()
    yield from _words()
    yield from _countries()
    yield from _areas()
    yield from _cities()


def _words() -> Iterator[Name]:
    for clue, entry in reference.document("clues.toml")["clues"].items():
        for word in entry["words"]:
            said = (entry.get("kind", ""), entry.get("theme", ""), entry.get("context", ""))
            yield Name(name_words(word), clue, (), *said)


def _local_names() -> Iterator[Name]:
    for row in reference.stream("local_names.csv"):
        yield Name(name_words(row["name"]), _LOCAL[row["sort"]])


def _bodies() -> Iterator[Name]:
    for row in reference.stream("bodies.csv"):
        said = (
            f"body_{row['perimeter']}",
            _codes(row["countries"]),
            row["kind"],
            row["theme"],
            row["context"],
        )
        words = name_words(row["name"])
        yield Name(words, *said)
        if short := _shortened(words):
            yield Name(short, *said)


def _shortened(words: tuple[str, ...]) -> tuple[str, ...]:
    """A long name as accounting software prints it: without small words, its last word cut; or nothing."""
    telling = tuple(word for word in words if word not in _SMALL)
    if len(telling) < 3:
        return ()
    last = telling[-1]
    return (*telling[:-1], last if len(last) <= _CUT_AT else f"{last[:_CUT_AT]}*")


def _countries() -> Iterator[Name]:
    for row in reference.rows("country_names.csv"):
        yield Name(name_words(row["name"]), "country", _codes(row["iso3"]), context=row["context"])
    for row in reference.rows("countries.csv"):
        for column in ("name_fr", "name_en"):
            yield Name(name_words(row[column]), "country", (row["iso3"],))
    for row in reference.stream("demonyms.csv"):
        yield Name(name_words(row["stem"]), row["sort"], _codes(row["codes"]), context=row["context"])


def _areas() -> Iterator[Name]:
    for row in reference.stream("areas.csv"):
        yield Name(name_words(row["name"]), row["sort"], _codes(row["codes"]), context=row["context"])


def _cities() -> Iterator[Name]:
    for row in reference.stream("places.csv"):
        point = float(row["latitude"]), float(row["longitude"])
        yield Name(name_words(row["name"]), "city", (row["iso3"],), "", "", _CITY_CONTEXT[row["also"]], point)


def _towns() -> dict[str, Matcher]:
    """Authority (folded) -> its twin towns and partner authorities (public facts)."""
    known: dict[str, list[Name]] = {}
    for row in reference.stream("twin_towns.csv"):
        name = Name(name_words(row["partner"]), "twin_town", _codes(row["country"]), "twinning")
        known.setdefault(authority_key(row["authority"]), []).append(name)
    return {authority: Matcher(names) for authority, names in known.items()}


def authority_key(text: str) -> str:
    """An authority's name as compared: folded, without "Ville de", "Commune de" and the like."""
    words = fold(text).split()
    while words and words[0] in ("ville", "commune", "mairie", "de", "d", "la", "le", "l", "du", "des"):
        words = words[1:]
    return " ".join(words)


def _codes(text: str) -> tuple[str, ...]:
    return tuple(code for code in text.split(";") if code)


def _partner(text: str) -> Name:
    found = _COUNTRY_IN_BRACKETS.match(text)
    country = _country(found["country"]) if found else ()
    words = name_words(found["name"] if found and country else text)
    if len(words) > 2 and words[0] in ("association", "assoc", "asso", "ass"):
        words = words[1:]
    return Name(words, OWN_PARTNER, country)


def _country(text: str) -> tuple[str, ...]:
    return next((name.countries for name in _countries() if name.words == name_words(text)), ())
