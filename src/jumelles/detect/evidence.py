"""Evidence: the reasons of an answer, in JSON. A score never travels alone.

What weighs, and how much, is the same for all rows whose clues are of the same sorts: it is written once, as a form
in which each row puts the words of its own clues.
"""

import json
from collections.abc import Sequence
from functools import lru_cache
from operator import itemgetter

from jumelles.detect.clues import Clue
from jumelles.detect.knowledge import OWN_PARTNER
from jumelles.detect.model import Model, Weights
from jumelles.detect.signals import Signals

_MOST_CLUES = 4
_LONGEST_WORDS = 200  # characters; the ends of the words stay those of the text
_quoted = json.encoder.encode_basestring


class Form:
    """The signals that weigh, as a JSON list, where the sums start (`prior`) first; the words are left blank.

    `weight` is what each adds to the log-odds of core against none, `weight_extended` to those of extended
    against none; `words`, `field`, `start`, `end` show the first clue that it rests on, `with` the others;
    a town has `latitude` and `longitude`.
    """

    def __init__(self, clues: Sequence[Clue], places: Sequence[int], found: Signals, model: Model) -> None:
        """`clues` are those believed, `places` where each is among all clues of the row."""
        weights, signals = model.perimeter, [_signal("prior", model.perimeter["prior"], "", 0)]
        blanks: list[int] = []
        for name, resting in found.items():
            if name in weights:
                shown = [places[i] for i in resting[: 1 + _MOST_CLUES]]
                signals.append(_signal(name, weights[name], _countries(clues, resting), len(shown)))
                blanks += shown
        self._text = f"[{','.join(signals)}]"
        self._blanks = itemgetter(*blanks) if blanks else None
        if not blanks:
            self._text = self._text.replace("%%", "%")

    def filled(self, shown: Sequence[str]) -> str:
        """The evidence of a row; `shown` is what `place_shown` says of each of its clues."""
        return self._text % self._blanks(shown) if self._blanks else self._text


def place_shown(text: str, field: str, start: int, end: int, point: tuple[float, float] | None = None) -> str:
    """The words of a clue, where they are in the `text` of `field`, and where a town is, as the inside of JSON."""
    words = _quoted(text[start:end][:_LONGEST_WORDS])
    shown = f'"words":{words},"field":"{field}","start":{start},"end":{end}'
    return f'{shown},"latitude":{point[0]},"longitude":{point[1]}' if point else shown


@lru_cache(maxsize=10_000)
def _signal(name: str, weight: Weights, countries: str, shown: int) -> str:
    """What a signal weighs, with blanks for the clues `shown`: the first, the countries of all, the others."""
    core, extended = weight
    sign = "+" if max(core, extended) > 0 else "-"
    written = f'{{"name":{_quoted(name)},"weight":{core},"weight_extended":{extended},"direction":"{sign}"'
    first = ",%s" if shown else ""
    country = f',"country":"{countries}"' if countries else ""
    others = f',"with":[{",".join(["{%s}"] * (shown - 1))}]' if shown > 1 else ""
    return f"{written.replace('%', '%%')}{first}{country}{others}}}"


def _countries(clues: Sequence[Clue], places: Sequence[int]) -> str:
    codes = [code for place in places for code in clues[place].countries]
    return ";".join(sorted(set(codes))) if codes else ""


def linked(evidence: str) -> bool:
    """True when `evidence` (JSON) holds a partner that the authority declared: certainty `linked`."""
    return f'"name":"{OWN_PARTNER}' in evidence
