"""What the words around a name make of it: a street, a building, a place one goes to, or what it says."""

from dataclasses import replace
from functools import cache, lru_cache

from jumelles import reference
from jumelles.detect.names import Name

PLACES = frozenset(("country", "city", "region", "continent", "demonym", "language", "people", "twin_town"))
NOUNS = frozenset(("country", "city", "region", "continent", "twin_town"))
_STREET, _TRADE = Name((), "street"), Name((), "trade")


@cache
def around(sort: str) -> frozenset[str]:
    """Words around a name that are of one sort (see `detection.toml`)."""
    return frozenset(reference.document("detection.toml")["around"][sort].split())


def settled(name: Name, first: int, last: int, words: list[str]) -> tuple[int, Name] | None:
    """(first word, meaning) of `name` where it stands; None when it cannot be meant there."""
    if name.context == "alone":
        return (first, _surely(name)) if _nearly_all(first, last, words) else None
    if name.clue not in PLACES:
        return first, name
    before = first - 1
    if before >= 0 and name.clue in NOUNS and words[before] in around("built"):
        return before, _STREET
    while before >= 0 and words[before] in around("articles"):
        before -= 1
    leading = words[before] if before >= 0 else ""
    for sort, meant in (("street", _STREET), ("shop", _TRADE)):
        if leading in around(sort):
            return before, meant
    itself = _in_its_place(name, leading)
    return (first, itself) if itself else None


def _in_its_place(name: Name, leading: str) -> Name | None:
    """The name of a place with what it still needs, given the word before it."""
    if name.context == "place":
        return _surely(name) if leading in around("of_place") else None
    if name.context and name.clue == "country" and leading in around("surely_of_place"):
        return _surely(name)
    return name


@lru_cache(maxsize=10_000)
def _surely(name: Name) -> Name:
    """`name` that needs nothing more to be believed."""
    return replace(name, context="")


def where(first: int, last: int, words: list[str], field: str) -> str:
    """`towards` when the words before point there; in a beneficiary's name, `seated` at its end, `bare` alone."""
    before = first - 1
    if before < 0:
        return "bare" if field == "beneficiary" and last == len(words) - 1 else ""
    if words[before] in around("towards"):
        return "towards"
    while before > 0 and words[before] in ("la", "l", "les"):
        before -= 1
    return (
        "seated"
        if field == "beneficiary" and last == len(words) - 1 and words[before] in around("of")
        else ""
    )


def _nearly_all(first: int, last: int, words: list[str]) -> bool:
    others = [
        word
        for place, word in enumerate(words)
        if not first <= place <= last and word not in around("filling")
    ]
    return len(others) <= 1 if last > first else not others
