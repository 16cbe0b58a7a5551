"""Clues: what in a text speaks for or against international action. Each keeps its words and their place."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from jumelles.detect.context import NOUNS, settled, where
from jumelles.detect.knowledge import OWN_PARTNER, Knowledge
from jumelles.detect.names import Match, Matcher
from jumelles.detect.text import words_of

_MOST_UNKNOWN = 3
_LONG_TEXT = 28  # letters: a shorter field was not cut by the software that printed it


class Clue(NamedTuple):
    """One clue: what it is, the words seen and where.

    `start` and `end` are places in the original text of `field`. `countries` are codes; `context` is what the clue
    still needs from the rest of the row to be believed (see `names.Name`), `otherwise` what the words are if it is
    not met. `where` is `towards` ("au Mali", "à Dakar"), `seated` (a beneficiary's name that ends "de Dakar"),
    `bare` (a name that is nothing else) or empty.
    """

    name: str
    words: str
    field: str
    start: int
    end: int
    countries: tuple[str, ...] = ()
    kind: str = ""
    theme: str = ""
    context: str = ""
    where: str = ""
    otherwise: "Clue | None" = None

    def renamed(self, name: str) -> "Clue":
        """The same words as another clue, that says no country, kind or theme."""
        return Clue(name, self.words, self.field, self.start, self.end)


def clues_in(text: str, field: str, known: Knowledge, towns: Matcher | None = None) -> tuple[Clue, ...]:
    """All clues in `text`, in the order of the text, each read in the light of the words before it.

    `towns` finds the twin towns of the row's authority: those are partners, not any place.
    """
    parts = words_of(text)
    words = parts.words
    found = known.names.matches(words)
    for first in (towns, known.own):
        if first and first.may_match(words) and (own := first.matches(words)):
            found = _with_own(found, own)
    meant = [match for one in found for match in _meant(one, words, known)]
    is_long = field == "beneficiary" and len(" ".join(words)) >= _LONG_TEXT
    meant += _unknown(words, meant, known, is_long=is_long)
    if known.partners and not any(names[0].clue == OWN_PARTNER for _, _, names in meant):
        meant += known.cut_partners.find(words)
    if not meant:
        return ()
    spans = parts.spans()
    return tuple(
        _clue(match, text, field, (spans[match[0]][0], spans[match[1]][1]), words) for match in meant
    )


def _clue(match: Match, text: str, field: str, span: tuple[int, int], words: list[str]) -> Clue:
    first, last, names = match
    start, end = span
    name = names[0]
    aim = where(first, last, words, field) if name.clue in NOUNS else ""
    otherwise = _clue((first, last, names[1:]), text, field, span, words) if len(names) > 1 else None
    return Clue(
        name.clue,
        text[start:end],
        field,
        start,
        end,
        name.countries,
        name.kind,
        name.theme,
        name.context,
        aim,
        otherwise,
    )


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


def _unknown(words: list[str], meant: list[Match], known: Knowledge, *, is_long: bool) -> list[Match]:
    """Words that no name explains: a name cut at the end of the field, or grown together, or that looks foreign."""
    guesses, last = known.unknown.guesses, len(words) - 1
    cut = known.unknown.cuts[words[last]] if is_long and words else None
    if not cut and not any(map(guesses.__getitem__, words)):
        return []
    guessed = [(place, name) for place, word in enumerate(words) if (name := guesses[word])]
    taken = {place for first, last, _ in meant for place in range(first, last + 1)}
    found: list[Match] = [(place, place, (name,)) for place, name in guessed if place not in taken]
    found = found[:_MOST_UNKNOWN]
    if cut and last not in taken:
        return [*(match for match in found if match[0] != last), (last, last, (cut,))]
    return found


def _with_own(found: list[Match], own: list[Match]) -> list[Match]:
    """What is the authority's own wins over what its words are for others."""
    taken = {place for first, last, _ in own for place in range(first, last + 1)}
    return sorted([*own, *(m for m in found if taken.isdisjoint(range(m[0], m[1] + 1)))], key=lambda m: m[:2])
