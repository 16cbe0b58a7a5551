"""Clues: what in a text speaks for or against international action. Each keeps its words and their place."""

from dataclasses import dataclass, replace

from jumelles.detect.knowledge import OWN_PARTNER, Knowledge
from jumelles.detect.names import Match, Matcher, Name
from jumelles.detect.text import words_of

PLACES = frozenset(
    ("country", "city", "region", "continent", "demonym", "language", "people", "twin_town")
)
NOUNS = frozenset(("country", "city", "region", "continent", "twin_town"))
STREET = frozenset(
    "rue place pl avenue av ave boulevard bd bld blvd quai impasse imp allee allees passage square sq chemin faubourg "
    "fg fbg esplanade ruelle sente cours villa rond giratoire".split()
)
BUILT = frozenset(
    "quartier ecole scolaire creche parking residence stade gymnase salle parc halte clos caserne secteur station "
    "hotel tour porte port metro arret zac".split()
)
ARTICLES = frozenset("de d du des la le les l".split())
TOWARDS = frozenset("a au aux en vers pour avec du".split())
OF_PLACE = frozenset("ile iles republique etat en au aux royaume".split())
_SHORTEST_CUT = 12
_LEAST_KEPT = 0.6
_FILLING = frozenset(
    "association assoc asso ass fondation comite collectif section delegation groupe federation ong france paris "
    "la le les l de d du des et en".split()
)


@dataclass(frozen=True, slots=True)
class Clue:
    """One clue: what it is, the words seen and where.

    `start` and `end` are places in the original text of `field`. `countries` are codes; `context` is what
    the clue still needs from the rest of the row to be believed (see `names.Name`); `located` says that the words
    just before it point somewhere ("au Mali", "à Dakar").
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
    located: bool = False

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
    if towns:
        found = _with_towns(found, towns.matches(words))
    settled = [_settled(match, words) for match in found]
    if known.partners and not any(name.clue == OWN_PARTNER for _, _, name in found):
        settled += _cut_partners(words, known)
    if not settled:
        return ()
    spans = parts.spans()
    return tuple(
        Clue(
            name.clue,
            text[spans[first][0] : spans[last][1]],
            field,
            spans[first][0],
            spans[last][1],
            name.countries,
            name.kind,
            name.theme,
            name.context,
            first > 0 and words[first - 1] in TOWARDS,
        )
        for first, last, name in settled
    )


def _with_towns(found: list[Match], towns: list[Match]) -> list[Match]:
    taken = {place for first, last, _ in towns for place in range(first, last + 1)}
    return sorted([*towns, *(m for m in found if taken.isdisjoint(range(m[0], m[1] + 1)))], key=lambda m: m[:2])


def _settled(match: Match, words: list[str]) -> Match:
    """The match as the words before it make it: a street, a building, a shop, or what it says."""
    first, last, name = match
    if name.context == "alone":
        return first, last, replace(name, context="" if _nearly_all(match, words) else "not alone")
    if name.clue not in PLACES:
        return match
    before = first - 1
    if before >= 0 and name.clue in NOUNS and words[before] in BUILT:
        return before, last, Name(name.words, "street")
    while before >= 0 and words[before] in ARTICLES:
        before -= 1
    leading = words[before] if before >= 0 else ""
    if leading in STREET:
        return before, last, Name(name.words, "street")
    if name.context == "place" or (name.context in ("needed", "city") and leading in OF_PLACE):
        return first, last, replace(name, context="" if leading in OF_PLACE else "not a place")
    return match


def _nearly_all(match: Match, words: list[str]) -> bool:
    first, last, _ = match
    others = [word for place, word in enumerate(words) if not first <= place <= last and word not in _FILLING]
    return len(others) <= 1 and not others[:1] == [""] and (last - first >= 1 or not others)


def _cut_partners(words: list[str], known: Knowledge) -> list[Match]:
    """A declared partner whose name is cut at the end of the field: accounting software does that."""
    for place in range(len(words)):
        rest = " ".join(words[place:])
        for name in known.partners:
            written = " ".join(name.words)
            enough = len(rest) >= max(_SHORTEST_CUT, _LEAST_KEPT * len(written)) and place < len(words) - 1
            if enough and len(rest) < len(written) and written.startswith(rest):
                return [(place, len(words) - 1, replace(name, clue=f"{OWN_PARTNER}_cut"))]
    return []
