"""Signals: what the clues of a row say together. Signals are what the model weighs."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from jumelles import reference
from jumelles.detect.clues import Clue
from jumelles.detect.context import NOUNS, PLACES

Signals = Mapping[str, tuple[int, ...]]
"""Signal -> places in the list of clues of those it rests on."""

Shape = tuple[str, bool, str, str]
"""What signals depend on in a clue: its name, in the beneficiary or not, where it points, its country's sort."""

_GROUPS: Mapping[str, Mapping[str, str]] = reference.document("detection.toml")
STRONG = frozenset(_GROUPS["bearing"]["out"].split())
_ADJECTIVES = PLACES - NOUNS
_ABROAD = {clue: group for group, clues in _GROUPS["abroad"].items() for clue in clues.split()}
_BESIDE = {clue: group for group, clues in _GROUPS["beside"].items() for clue in clues.split()}


def believed(clues: Sequence[Clue]) -> dict[int, Clue]:
    """The clues that the row bears out, by place: a name with two meanings needs another clue of action abroad."""
    if not any(clue.context for clue in clues):
        return dict(enumerate(clues))
    strong = any(
        not clue.context and (clue.name in STRONG or (clue.name in PLACES and clue.name != "language"))
        for clue in clues
    )
    return {place: meant for place, clue in enumerate(clues) if (meant := _meant(clue, strong))}


def _meant(clue: Clue | None, strong: bool) -> Clue | None:
    """The first meaning whose context is met."""
    while clue and clue.context and not (strong and (clue.context != "city" or clue.where == "towards")):
        clue = clue.otherwise
    return clue


def signals(clues: Collection[Clue], has_object: bool) -> Signals:
    """The signals of a row's believed clues."""
    countries = {code for clue in clues for code in clue.countries if len(code) == 3}
    shapes = tuple((c.name, c.field == "beneficiary", c.where, _sort_of(c.countries)) for c in clues)
    return _signals(shapes, has_object, len(countries) > 1)


@lru_cache(maxsize=100_000)
def _signals(shapes: tuple[Shape, ...], has_object: bool, several: bool) -> Signals:
    """Signals depend on the shapes of the clues only, and shapes come again and again."""
    found: dict[str, list[int]] = {}
    for place, shape in enumerate(shapes):
        for name in _alone(shape):
            found.setdefault(name, []).append(place)
    abroad, beside = _groups(shapes)
    for first, here in abroad.items():
        for second, there in beside.items():
            found[f"{first}+{second}"] = sorted({*here, *there})
    if several:
        found["several_countries"] = [i for i, shape in enumerate(shapes) if shape[3]]
    if shapes and not has_object:
        found["name_only"] = []
    return {name: tuple(places) for name, places in found.items()}


@lru_cache(maxsize=1000)
def _sort_of(countries: tuple[str, ...]) -> str:
    """Whether aid usually goes there: `recipient`, `developed`, or empty when no country is said."""
    known = {world()[code].development for code in countries if code in world()}
    if not known:
        return ""
    return "developed" if known == {"developed"} else "recipient"


def _alone(shape: Shape) -> Iterator[str]:
    name, is_beneficiary, aim, sort = shape
    yield f"{name}@beneficiary" if name == "elsewhere" and is_beneficiary else name
    if name == "twin_town":
        yield "city"
    if sort and name in PLACES:
        yield f"{'noun' if name in NOUNS else 'adjective'}_{sort}"
    if name in PLACES and is_beneficiary:
        yield f"{name}@beneficiary"
    if name in NOUNS and not is_beneficiary:
        yield "place_object"
    if name in NOUNS and aim == "towards":
        yield "located" if is_beneficiary else "located_object"
    if aim in ("seated", "bare"):
        yield aim


def _groups(shapes: tuple[Shape, ...]) -> tuple[dict[str, list[int]], dict[str, list[int]]]:
    """Places of the clues by what they say is abroad, and by what stands beside."""
    abroad: dict[str, list[int]] = {}
    beside: dict[str, list[int]] = {}
    for place, shape in enumerate(shapes):
        for group in _abroad(shape):
            abroad.setdefault(group, []).append(place)
        if shape[0] in _BESIDE:
            beside.setdefault(_BESIDE[shape[0]], []).append(place)
    return abroad, beside


def _abroad(shape: Shape) -> Iterator[str]:
    name, _, aim, sort = shape
    if name in _ABROAD:
        yield _ABROAD[name]
    if name in NOUNS:
        yield "place"
    if name in _ADJECTIVES:
        yield "adjective"
    if aim in ("towards", "seated"):
        yield "located" if aim == "towards" else "seated"
    if name in NOUNS and sort:
        yield sort


def described(clues: Iterable[Clue], names: Iterable[str]) -> set[str]:
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
    return {
        row["iso3"]: Country(row["continent"], row["development"]) for row in reference.rows("continents.csv")
    }
