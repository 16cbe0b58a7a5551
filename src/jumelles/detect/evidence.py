"""Evidence: the reasons of an answer, in JSON. A score never travels alone."""

from collections.abc import Iterator

import orjson

from jumelles.detect.clues import Clue
from jumelles.detect.knowledge import OWN_PARTNER
from jumelles.detect.model import Model, Weights
from jumelles.detect.signals import Signals

_MOST_CLUES = 4


def written(clues: tuple[Clue, ...], found: Signals, model: Model) -> str:
    """The signals that weigh, as a JSON list, where the sums start (`prior`) first.

    `weight` is what each adds to the log-odds of core against none, `weight_extended` to those of extended
    against none; `words`, `field`, `start`, `end` show the first clue that it rests on, `with` the others.
    """
    weights = model.perimeter
    if not found:
        return _prior(model)
    shown = [_shown("prior", weights["prior"], ())]
    shown += [
        _shown(name, weights[name], tuple(clues[place] for place in places))
        for name, places in found.items()
        if name in weights
    ]
    return orjson.dumps(shown).decode()


def _prior(model: Model) -> str:
    return orjson.dumps([_shown("prior", model.perimeter["prior"], ())]).decode()


def _shown(name: str, weight: Weights, clues: tuple[Clue, ...]) -> dict[str, object]:
    core, extended = weight
    shown: dict[str, object] = {
        "name": name,
        "weight": core,
        "weight_extended": extended,
        "direction": "+" if max(core, extended) > 0 else "-",
    }
    if clues:
        first = clues[0]
        shown |= {"words": first.words, "field": first.field, "start": first.start, "end": first.end}
        shown |= dict(_others(clues))
    return shown


def _others(clues: tuple[Clue, ...]) -> Iterator[tuple[str, object]]:
    countries = sorted({code for clue in clues for code in clue.countries})
    if countries:
        yield "country", ";".join(countries)
    if len(clues) > 1:
        places = [
            {"words": clue.words, "field": clue.field, "start": clue.start, "end": clue.end}
            for clue in clues[1 : 1 + _MOST_CLUES]
        ]
        yield "with", places


def linked(evidence: str) -> bool:
    """True when `evidence` (JSON) holds a partner that the authority declared: certainty `linked`."""
    return f'"name":"{OWN_PARTNER}' in evidence
