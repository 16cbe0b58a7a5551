"""Signals: what the clues of a row say together. The model weighs signals; each names the clues that it rests on."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from typing import NamedTuple

from jumelles import reference
from jumelles.detect.clues import NOUNS, PLACES, Clue

Signals = Mapping[str, tuple[int, ...]]
"""Signal -> places in the list of clues of those it rests on."""

Shape = tuple[str, bool, bool, str]
"""What signals depend on in a clue: its name, in the beneficiary or not, located or not, the sort of its country."""

STRONG = frozenset(
    "twinning decentralised_cooperation international_cooperation solidarity_abroad humanitarian citizenship_education "
    "cross_border mobility attractiveness official french_abroad network francophonie community binational embassy "
    "word_international word_abroad word_frontier body_core own_partner own_word".split()
)
AGAINST = frozenset(
    "veterans school_coop street local_place overseas regional expression trade works local_social body_none".split()
)
_ADJECTIVES = PLACES - NOUNS
_BESIDE = (
    "word_solidarity word_friendship word_hope word_children word_development word_project word_exchange word_travel word_culture word_sport "
    "word_community word_peace word_dues word_international word_world word_europe word_foreign_language trade works "
    "local_social veterans street community binational word_health word_profession word_emergency word_faraway"
).split()
_BESIDE_COUNTRY = "word_solidarity word_friendship word_hope word_community word_culture word_children word_exchange".split()
_FARAWAY = ("word_international", "word_world", "word_frontier", "word_europe", "francophonie")
_BESIDE_FARAWAY = (
    "word_solidarity word_friendship word_hope word_children word_development word_project word_exchange word_travel word_culture word_sport "
    "word_community word_peace word_dues trade works local_social network word_health word_profession word_emergency"
).split()
_CONTEXTS_NOT_MET = ("not alone", "not a place")


def believed(clues: tuple[Clue, ...]) -> tuple[Clue, ...]:
    """The clues that the row bears out: a name with two meanings needs another clue of action abroad."""
    if not any(clue.context for clue in clues):
        return clues
    strong = any(
        not clue.context and (clue.name in STRONG or (clue.name in PLACES and clue.name != "language"))
        for clue in clues
    )
    return tuple(clue for clue in clues if _met(clue, strong))


def _met(clue: Clue, strong: bool) -> bool:
    if not clue.context:
        return True
    if clue.context in _CONTEXTS_NOT_MET or not strong:
        return False
    return clue.context != "city" or clue.located


def signals(clues: tuple[Clue, ...], has_object: bool) -> Signals:
    """The signals of a row's believed clues."""
    countries = {code for clue in clues for code in clue.countries if len(code) == 3}
    shapes = tuple((c.name, c.field == "beneficiary", c.located, _sort_of(c.countries)) for c in clues)
    return _signals(shapes, has_object, len(countries) > 1)


@lru_cache(maxsize=100_000)
def _signals(shapes: tuple[Shape, ...], has_object: bool, several: bool) -> Signals:
    """Signals depend on the shapes of the clues only, and shapes come again and again."""
    found: dict[str, list[int]] = {}
    for place, shape in enumerate(shapes):
        for name in _alone(shape):
            found.setdefault(name, []).append(place)
    groups = _groups(shapes)
    for first, seconds in _PAIRS:
        if first in groups:
            for second in seconds:
                if second in groups and second != first:
                    found[f"{first}+{second}"] = sorted({*groups[first], *groups[second]})
    if several:
        found["several_countries"] = [i for i, shape in enumerate(shapes) if shape[3]]
    if shapes and not has_object:
        found["name_only"] = []
    return {name: tuple(places) for name, places in found.items()}




_PAIRS: tuple[tuple[str, Iterable[str]], ...] = (
    ("place", _BESIDE),
    ("adjective", _BESIDE),
    ("located", _BESIDE),
    ("developed", _BESIDE_COUNTRY),
    ("recipient", _BESIDE_COUNTRY),
    *((word, _BESIDE_FARAWAY) for word in _FARAWAY),
    ("body_core", ("local_social", "works", "asylum", "word_sport", "word_culture", "word_health")),
    ("word_profession", ("word_solidarity", "word_children", "humanitarian", "word_emergency")),
    ("word_faraway", ("word_solidarity", "word_children", "word_community", "word_culture", "word_foreign_language")),
)


@lru_cache(maxsize=1000)
def _sort_of(countries: tuple[str, ...]) -> str:
    """Whether aid usually goes there: `recipient`, `developed`, or empty when no country is said."""
    known = {world()[code].development for code in countries if code in world()}
    if not known:
        return ""
    return "developed" if known == {"developed"} else "recipient"


def _alone(shape: Shape) -> Iterator[str]:
    name, is_beneficiary, located, sort = shape
    yield name
    if name == "twin_town":
        yield "city"
    if sort and name in PLACES:
        yield f"{'noun' if name in NOUNS else 'adjective'}_{sort}"
    if name in PLACES and is_beneficiary:
        yield f"{name}@beneficiary"
    if name in NOUNS and not is_beneficiary:
        yield "place_object"
    if name in NOUNS and located:
        yield "located" if is_beneficiary else "located_object"


def _groups(shapes: tuple[Shape, ...]) -> dict[str, list[int]]:
    groups: dict[str, list[int]] = {}
    for place, (name, _, located, sort) in enumerate(shapes):
        groups.setdefault(name, []).append(place)
        if sort and name in PLACES:
            groups.setdefault(sort, []).append(place)
        if name in NOUNS:
            groups.setdefault("place", []).append(place)
            if located:
                groups.setdefault("located", []).append(place)
        elif name in _ADJECTIVES:
            groups.setdefault("adjective", []).append(place)
    return groups


def described(clues: tuple[Clue, ...], names: Iterable[str]) -> set[str]:
    """What tells the kind and the theme apart: the signals, what the clues say of both, and where in the world."""
    said = {*names}
    for clue in clues:
        said.update(f"kind={value}" for value in (clue.kind,) if value)
        said.update(f"theme={value}" for value in (clue.theme,) if value)
        said.update(f"in={world()[code].continent if code in world() else code}" for code in clue.countries)
    return said


class Country(NamedTuple):
    """Where a country is: continent, and whether it receives development assistance (`ldc`, `oda`, `developed`)."""

    continent: str
    development: str


@cache
def world() -> Mapping[str, Country]:
    """ISO 3166 alpha-3 -> where it is."""
    return {row["iso3"]: Country(row["continent"], row["development"]) for row in reference.rows("continents.csv")}
