"""Evidence: the reasons of an answer, in JSON. A score never travels alone.

What weighs, and how much, is the same for all rows whose clues are of the same sorts: it is written once, as a form
in which each row puts the words of its own clues.
"""

import json
from collections.abc import Iterator, Sequence
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
    against none; `words`, `field`, `start`, `end` show the first clue that it rests on, `with` the others.
    """

    def __init__(self, clues: Sequence[Clue], places: Sequence[int], found: Signals, model: Model) -> None:
        """`clues` are those believed, `places` where each is among all clues of the row."""
        weights, blanks = model.perimeter, list[int]()
        signals = [_signal("prior", weights["prior"]) + "}"]
        for name, resting in found.items():
            if name in weights:
                blanks += [places[i] for i in resting[: 1 + _MOST_CLUES]]
                signals.append(_signal(name, weights[name]) + "".join(_blanks(clues, resting)) + "}")
        self._text = f"[{','.join(signals)}]"
        self._blanks = itemgetter(*blanks) if blanks else None
        if not blanks:
            self._text = self._text.replace("%%", "%")

    def filled(self, shown: Sequence[str]) -> str:
        """The evidence of a row; `shown` is what `place_shown` says of each of its clues."""
        return self._text % self._blanks(shown) if self._blanks else self._text


def place_shown(clue: Clue) -> str:
    """The words of a clue and where they are, as the inside of a JSON object."""
    words = _quoted(clue.words[:_LONGEST_WORDS])
    return f'"words":{words},"field":"{clue.field}","start":{clue.start},"end":{clue.end}'


@lru_cache(maxsize=4096)
def _signal(name: str, weight: Weights) -> str:
    core, extended = weight
    sign = "+" if max(core, extended) > 0 else "-"
    written = f'{{"name":{_quoted(name)},"weight":{core},"weight_extended":{extended},"direction":"{sign}"'
    return written.replace("%", "%%")


def _blanks(clues: Sequence[Clue], places: Sequence[int]) -> Iterator[str]:
    """Where the first clue goes, the countries of all, and where the others go."""
    if places:
        yield ",%s"
    countries = sorted({code for place in places for code in clues[place].countries})
    if countries:
        yield f',"country":"{";".join(countries)}"'
    if others := places[1 : 1 + _MOST_CLUES]:
        yield f',"with":[{",".join("{%s}" for _ in others)}]'


def linked(evidence: str) -> bool:
    """True when `evidence` (JSON) holds a partner that the authority declared: certainty `linked`."""
    return f'"name":"{OWN_PARTNER}' in evidence
