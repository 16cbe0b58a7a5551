"""What the words around a name make of it: a street, a building, a place one goes to, or what it says."""

from dataclasses import replace

from jumelles.detect.names import Name

PLACES = frozenset(("country", "city", "region", "continent", "demonym", "language", "people", "twin_town"))
NOUNS = frozenset(("country", "city", "region", "continent", "twin_town"))
_STREET = frozenset(
    "rue place pl avenue av ave boulevard bd bld blvd quai impasse imp allee allees passage square sq chemin faubourg "
    "fg fbg esplanade ruelle sente cours villa rond giratoire".split()
)
_BUILT = frozenset(
    "quartier ecole primaire maternelle elementaire scolaire creche parking residence stade gymnase salle parc halte clos caserne secteur station "
    "hotel tour porte port metro arret zac".split()
)
_SHOP = frozenset(
    "restaurant brasserie cafe bar boulangerie pizzeria traiteur pharmacie boutique epicerie".split()
)
_ARTICLES = frozenset("de d du des la le les l".split())
_TOWARDS = frozenset("a au aux en vers pour avec du".split())
_OF = frozenset("de d du des".split())
_OF_PLACE = frozenset("ile iles republique etat en au aux royaume".split())
_SURELY_OF_PLACE = frozenset("ile iles republique en royaume".split())
_FILLING = frozenset(
    "association assoc asso ass fondation comite collectif section delegation groupe federation ong france paris "
    "la le les l de d du des et en".split()
)


def settled(name: Name, first: int, last: int, words: list[str]) -> tuple[int, Name] | None:
    """(first word, meaning) of `name` where it stands; None when it cannot be meant there."""
    if name.context == "alone":
        return (first, replace(name, context="")) if _nearly_all(first, last, words) else None
    if name.clue not in PLACES:
        return first, name
    before = first - 1
    beside = words[before] if before >= 0 else ""
    if name.clue in NOUNS and beside in _BUILT:
        return before, Name(name.words, "street")
    while before >= 0 and words[before] in _ARTICLES:
        before -= 1
    leading = words[before] if before >= 0 else ""
    if leading in _STREET or leading in _SHOP:
        return before, Name(name.words, "street" if leading in _STREET else "trade")
    if name.context == "place":
        return (first, replace(name, context="")) if leading in _OF_PLACE else None
    if name.context and leading in _SURELY_OF_PLACE and name.clue == "country":
        return first, replace(name, context="")
    return first, name


def where(first: int, last: int, words: list[str], field: str) -> str:
    """`towards` when the words before point there; in a beneficiary's name, `seated` at its end, `bare` alone."""
    before = first - 1
    if before < 0:
        return "bare" if field == "beneficiary" and last == len(words) - 1 else ""
    if words[before] in _TOWARDS:
        return "towards"
    while before > 0 and words[before] in ("la", "l", "les"):
        before -= 1
    return "seated" if field == "beneficiary" and last == len(words) - 1 and words[before] in _OF else ""


def _nearly_all(first: int, last: int, words: list[str]) -> bool:
    others = [word for place, word in enumerate(words) if not first <= place <= last and word not in _FILLING]
    return len(others) <= 1 if last > first else not others
