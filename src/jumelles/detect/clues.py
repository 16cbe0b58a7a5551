"""Clues: what in a text speaks for or against international action."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache, partial

from jumelles.detect.context import NOUNS, PLACES, settled, where
from jumelles.detect.knowledge import OWN_PARTNER, Knowledge
from jumelles.detect.names import Match, Matcher, Name
from jumelles.detect.remembered import Remembered
from jumelles.detect.text import Words

_MOST_UNKNOWN = 3
_REMEMBERED = 200_000
_LONG_TEXT = 28  # letters: a shorter field was not cut by the software that printed it


@dataclass(frozen=True, slots=True, eq=False)
class Clue:
    """What words are a clue of, wherever they are read: clues that are alike are one object, made by `clue`.

    `countries` are codes; `context` is what the clue still needs from the rest of the row to be believed (see
    `names.Name`), `otherwise` what the words are if it is not met. `where` is `towards` ("au Mali", "à Dakar"),
    `seated` (a beneficiary's name that ends "de Dakar"), `bare` (a name that is nothing else) or empty.
    """

    name: str
    field: str
    countries: tuple[str, ...] = ()
    kind: str = ""
    theme: str = ""
    context: str = ""
    where: str = ""
    otherwise: "Clue | None" = None


clue: Callable[..., Clue] = cache(Clue)

Seen = tuple[Clue, int, int, tuple[float, float] | None]
"""A clue, where its words start and end in the original text, and where in the world the town that they name is."""


def clues_in(text: str, field: str, known: Knowledge, towns: Matcher | None = None) -> list[Seen]:
    """All clues in `text`, in the order of the text, each read in the light of the words before it.

    `towns` finds the twin towns of the row's authority: those are partners, not any place.
    """
    parts = Words(text)
    meant = _meanings(parts.words, field, known, towns)
    if not meant:
        return []
    plain = _PLAIN[field]
    return [
        (plain[match[2]] or _clue(match, field, parts.words), start, end, match[2][0].point)
        for match, (start, end) in zip(meant, parts.spans(meant), strict=True)
    ]


def _meanings(words: list[str], field: str, known: Knowledge, towns: Matcher | None) -> list[Match]:
    """What the words mean, names before guesses."""
    begun = known.names.begun(words)
    found = known.names.longest(words, begun, len(words))
    for first in (towns, known.own):
        if first and first.may_match(words) and (own := first.matches(words)):
            found = _with_own(found, own)
    plain = _PLAIN[field]
    meant: list[Match] = []
    for match in found:
        if plain[match[2]]:
            meant.append(match)
        else:
            meant += _meant(match, words, known)
    guessed: list[Match] = [(place, place, (state.guess,)) for place, state in begun if state.guess]
    cut = known.unknown.cuts[words[-1]] if field == "beneficiary" and words else None
    if guessed or cut:
        meant += _unknown(words, meant, guessed, cut)
    if known.partners and not any(names[0].clue == OWN_PARTNER for _, _, names in meant):
        meant += known.cut_partners.find(words)
    return meant


def _plain(field: str, names: tuple[Name, ...]) -> Clue | None:
    """The clue that names are whatever the words around them; None when it depends on those."""
    if any(name.clue in PLACES or name.context == "alone" for name in names):
        return None
    return _clue((0, 0, names), field, [])


_PLAIN = {
    field: Remembered(partial(_plain, field), _REMEMBERED)
    for field in ("beneficiary", "object", "department")
}


def _clue(match: Match, field: str, words: list[str]) -> Clue:
    first, last, names = match
    name = names[0]
    aim = where(first, last, words, field) if name.clue in NOUNS else ""
    otherwise = _clue((first, last, names[1:]), field, words) if len(names) > 1 else None
    return clue(name.clue, field, name.countries, name.kind, name.theme, name.context, aim, otherwise)


def _meant(match: Match, words: list[str], known: Knowledge) -> Iterable[Match]:
    """What the words mean where they stand; when they mean none of it, the shorter names within them."""
    first, last, names = match
    if len(names) == 1 and (one := settled(names[0], first, last, words)):
        return ((one[0], last, (one[1],)),)  # the usual case, short
    return _likeliest(match, words, known)


def _likeliest(match: Match, words: list[str], known: Knowledge) -> Iterator[Match]:
    first, last, names = match
    possible = [one for name in names if (one := settled(name, first, last, words))]
    if possible:
        yield (min(one[0] for one in possible), last, tuple(name for _, name in possible))
    elif last > first:
        for start, end in ((first, last), (last, last + 1)):
            for shorter in known.names.matches(words, start, end):
                yield from _meant(shorter, words, known)


def _unknown(words: list[str], meant: list[Match], guessed: list[Match], cut: Name | None) -> list[Match]:
    """Words that no name explains: a name cut at the end of the field, or grown together, or that looks foreign."""
    last = len(words) - 1
    taken = {place for first, end, _ in meant for place in range(first, end + 1)}
    found = [match for match in guessed if match[0] not in taken][:_MOST_UNKNOWN]
    if cut and last not in taken and len(" ".join(words)) >= _LONG_TEXT:
        return [*(match for match in found if match[0] != last), (last, last, (cut,))]
    return found


def _with_own(found: list[Match], own: list[Match]) -> list[Match]:
    """What is the authority's own wins over what its words are for others."""
    taken = {place for first, last, _ in own for place in range(first, last + 1)}
    return sorted([*own, *(m for m in found if taken.isdisjoint(range(m[0], m[1] + 1)))], key=lambda m: m[:2])
