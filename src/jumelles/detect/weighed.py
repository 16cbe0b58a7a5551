"""What the clues of a row weigh together: the same for all rows whose clues are of the same sorts."""

from collections.abc import Iterator
from dataclasses import dataclass

from jumelles.detect.clues import Clue
from jumelles.detect.evidence import Form
from jumelles.detect.model import Model
from jumelles.detect.reading import Clues, Sort, Text
from jumelles.detect.signals import Signals, believed, signals

_REMEMBERED = 50_000


@dataclass(frozen=True, slots=True)
class Weighed:
    """The clues that are believed, their signals, P(core), P(extended), country codes, the form of the evidence."""

    clues: Clues
    found: Signals
    core: float
    extended: float
    countries: str
    evidence: Form


class Scales:
    """Weighs clues with a model; sorts that were weighed are remembered."""

    def __init__(self, model: Model) -> None:
        self.model = model
        self._known: dict[tuple[tuple[Sort, ...] | bool, ...], Weighed] = {}

    def weigh(self, texts: tuple[Text, Text, Text], *, has_object: bool) -> Weighed:
        """What the clues of the texts of one row weigh."""
        asked = (texts[0].sorts, texts[1].sorts, texts[2].sorts, has_object)
        found = self._known.get(asked)
        if found is None:
            if len(self._known) >= _REMEMBERED:
                self._known.clear()
            clues = tuple(clue for text in texts for clue in text.clues)
            found = self._known[asked] = _weighed(clues, self.model, has_object=has_object)
        return found


def _weighed(clues: Clues, model: Model, *, has_object: bool) -> Weighed:
    kept = believed(clues)
    found = signals(kept, has_object)
    core, extended = model.probabilities(model.log_odds(found))
    countries = ";".join(sorted({code for clue in kept for code in clue.countries}))
    place_of = {id(meaning): place for place, clue in enumerate(clues) for meaning in _meanings(clue)}
    form = Form(kept, [place_of[id(clue)] for clue in kept], found, model)
    return Weighed(kept, found, core, extended, countries, form)


def _meanings(clue: Clue | None) -> Iterator[Clue]:
    while clue:
        yield clue
        clue = clue.otherwise
