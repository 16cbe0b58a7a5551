"""The rules: text in, clues out."""

from collections.abc import Iterator

from jumelles.detect.clues import OWN_PARTNER, Clue
from jumelles.detect.knowledge import Index, Knowledge, Name
from jumelles.detect.text import Words, words_of

_SHORTEST_CUT = 12
_LEAST_KEPT = 0.6

Found = tuple[int, int, Name]


def clues_in(text: str, field: str, known: Knowledge) -> tuple[Clue, ...]:
    """All clues in `text`, in the order of the text."""
    parts = words_of(text)
    unlike = [known.countries.keys(), known.partners.keys(), known.veterans.keys(), known.fixed.keys()]
    if all(keys.isdisjoint(parts.words) for keys in unlike):
        return ()
    found = [*_partners(parts, field, known), *_veterans(parts, field, known)]
    found += _countries(parts, field, known)
    return tuple(sorted(found, key=lambda clue: (clue.start, clue.name)))


def _matches(parts: Words, index: Index) -> Iterator[Found]:
    """Whole-word matches (first word, last word, name); the longest name wins, and matches do not overlap."""
    place = 0
    while place < len(parts.words):
        for name in index.get(parts.words[place], ()):
            after = place + len(name.words)
            if parts.words[place:after] == name.words:
                yield place, after - 1, name
                place = after - 1
                break
        place += 1


def _clue(name: str, parts: Words, field: str, first: int, last: int, country: str = "") -> Clue:
    start, end = parts.between(first, last)
    return Clue(name, parts.text[start:end], field, start, end, country)


def _partners(parts: Words, field: str, known: Knowledge) -> Iterator[Clue]:
    whole = list(_matches(parts, known.partners))
    for first, last, name in whole:
        yield _clue(OWN_PARTNER, parts, field, first, last, name.country)
    for place, word in enumerate(parts.words):
        for name in known.partners.get(word, ()) if not whole else ():
            if _cut(parts.words[place:], name.words):
                yield _clue(f"{OWN_PARTNER}_cut", parts, field, place, len(parts.words) - 1, name.country)
                return


def _cut(rest: tuple[str, ...], name: tuple[str, ...]) -> bool:
    """True when the field ends within `name`, after enough of it: accounting software cuts long names."""
    written, whole = " ".join(rest), " ".join(name)
    enough = len(written) >= max(_SHORTEST_CUT, _LEAST_KEPT * len(whole)) and len(rest) > 1
    return enough and len(written) < len(whole) and whole.startswith(written)


def _veterans(parts: Words, field: str, known: Knowledge) -> Iterator[Clue]:
    for first, last, _ in _matches(parts, known.veterans):
        yield _clue("veterans", parts, field, first, last)


def _countries(parts: Words, field: str, known: Knowledge) -> Iterator[Clue]:
    fixed = list(_matches(parts, known.fixed))
    for first, last, name in _matches(parts, known.countries):
        within = [f for f in fixed if f[0] <= last and f[1] >= first]
        if within:
            yield _clue("fixed_expression", parts, field, within[0][0], within[0][1])
        else:
            yield _country(parts, field, known, (first, last, name))


def _country(parts: Words, field: str, known: Knowledge, found: Found) -> Clue:
    first, last, name = found
    leading = _leading(parts, first, known)
    for rule, words in (("street_name", "street"), ("trade_name", "trade")):
        if leading >= 0 and parts.words[leading] in known.words[words]:
            return _clue(rule, parts, field, leading, last)
    if not name.context:
        return _clue("country", parts, field, first, last, name.country)
    if _says_place(parts, leading, known) or (name.context == "needed" and _international(parts, known)):
        return _clue("country_in_context", parts, field, first, last, name.country)
    return _clue("ambiguous_name", parts, field, first, last)


def _leading(parts: Words, first: int, known: Knowledge) -> int:
    """Place of the word before the name, articles and prepositions passed over; -1 when there is none."""
    place = first - 1
    while place >= 0 and parts.words[place] in known.words["articles"]:
        place -= 1
    return place


def _says_place(parts: Words, leading: int, known: Knowledge) -> bool:
    return leading >= 0 and parts.words[leading] in known.words["place"]


def _international(parts: Words, known: Knowledge) -> bool:
    return not known.words["international"].isdisjoint(parts.words)
