"""What the clues of a row weigh together: the same for all rows whose clues are the same."""

from dataclasses import dataclass

from jumelles.detect.clues import Clue
from jumelles.detect.evidence import Form
from jumelles.detect.model import Model
from jumelles.detect.reading import Text
from jumelles.detect.signals import believed, described, signals
from jumelles.records.vocabulary import Perimeter

DOUBT = 0.08  # below this probability of core or extended, a row has no kind and no theme
_REMEMBERED = 50_000


@dataclass(frozen=True, slots=True)
class Weighed:
    """What clues weigh: columns of the answer, the form of the evidence, and what tells the kind and the theme.

    `described` is None when the row is surely none: it has no kind and no theme.
    """

    described: frozenset[str] | None
    perimeter: Perimeter
    core: float
    extended: float
    countries: str
    evidence: Form


class Scales:
    """Weighs clues with a model; clues that were weighed are remembered."""

    def __init__(self, model: Model) -> None:
        self.model = model
        self._known: dict[tuple[tuple[Clue, ...] | bool, ...], Weighed] = {}
        self._told: dict[tuple[frozenset[str], frozenset[str]], tuple[str, str]] = {}

    def weigh(self, texts: tuple[Text, Text, Text], *, has_object: bool) -> Weighed:
        """What the clues of the texts of one row weigh."""
        asked = (texts[0].clues, texts[1].clues, texts[2].clues, has_object)
        found = self._known.get(asked)
        if found is None:
            if len(self._known) >= _REMEMBERED:
                self._known.clear()
            clues = [clue for text in texts for clue in text.clues]
            found = self._known[asked] = _weighed(clues, self.model, has_object=has_object)
        return found

    def told(self, described: frozenset[str], about: frozenset[str]) -> tuple[str, str]:
        """The kind and the theme that the clues and the themes of the words make likely."""
        asked = (described, about)
        told = self._told.get(asked)
        if told is None:
            if len(self._told) >= _REMEMBERED:
                self._told.clear()
            said = described | about
            told = self._told[asked] = self.model.kind(said), self.model.theme(said)
        return told


def _weighed(clues: list[Clue], model: Model, *, has_object: bool) -> Weighed:
    kept = believed(clues)
    found = signals(kept.values(), has_object)
    core, extended = model.probabilities(model.log_odds(found))
    countries = ";".join(sorted({code for clue in kept.values() for code in clue.countries}))
    form = Form([*kept.values()], [*kept], found, model)
    told = frozenset(described(kept.values(), found)) if core + extended >= DOUBT else None
    return Weighed(told, model.verdict(core, extended), core, extended, countries, form)
