"""A row read: its clues, the signals that they make, and what tells its kind and theme."""

from itertools import islice
from typing import NamedTuple

from jumelles.detect.clues import Clue, clues_in
from jumelles.detect.evidence import place_shown
from jumelles.detect.knowledge import Knowledge, authority_key
from jumelles.detect.names import Matcher
from jumelles.detect.signals import STRONG, Signals, believed, described, signals
from jumelles.detect.text import fold

_LONGEST = 10_000  # characters of a text that are read: some pages
_MOST_CLUES = 60
_REMEMBERED = 30_000  # texts


class Asked(NamedTuple):
    """What is looked at in a row."""

    authority: str | None
    beneficiary: str | None
    object: str | None
    department: str | None = None


Clues = tuple[Clue, ...]
Sort = tuple[object, ...]
"""All of a clue but its words and their place: what the clue weighs depends on nothing else."""


class Text(NamedTuple):
    """A text read: its clues, the sort of each, and each as the evidence shows it."""

    clues: Clues
    sorts: tuple[Sort, ...]
    shown: tuple[str, ...]


_NOTHING = Text((), (), ())


class Reader:
    """Reads rows one by one; texts that were read lately are remembered."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge
        self._texts: dict[tuple[str, str, str], Text] = {}
        self._towns: dict[str | None, tuple[str, Matcher | None]] = {None: ("", None)}

    def read(self, row: Asked) -> tuple[Clues, Signals]:
        """The clues that the row bears out, and its signals."""
        kept = believed(tuple(clue for text in self.texts(row) for clue in text.clues))
        return kept, signals(kept, has_object=bool(row.object))

    def texts(self, row: Asked) -> tuple[Text, Text, Text]:
        """Beneficiary, object and department, read."""
        key, towns = self._towns_of(row.authority)
        return (
            self._text(row.beneficiary, "beneficiary", key, towns) if row.beneficiary else _NOTHING,
            self._text(row.object, "object", key, towns) if row.object else _NOTHING,
            self._text(row.department, "department", "", None) if row.department else _NOTHING,
        )

    def said(self, row: Asked, clues: Clues, found: Signals) -> set[str]:
        """What tells the kind and the theme of the row."""
        about = {
            f"about={name.theme}@{field}"
            for field, text in (("beneficiary", row.beneficiary), ("object", row.object))
            for _, _, names in (self.knowledge.themes.matches(fold(text[:_LONGEST]).split()) if text else ())
            for name in names
        }
        return described(clues, found) | about

    def _text(self, text: str, field: str, key: str, towns: Matcher | None) -> Text:
        asked = (text, field, key)
        found = self._texts.get(asked)
        if found is None:
            if len(self._texts) >= _REMEMBERED:
                self._texts.clear()
            clues = clues_in(text[:_LONGEST], field, self.knowledge, towns)
            found = self._texts[asked] = _read(clues, field) if clues else _NOTHING
        return found

    def _towns_of(self, authority: str | None) -> tuple[str, Matcher | None]:
        if authority not in self._towns:
            key = authority_key(authority or "")
            towns = self.knowledge.towns.get(key)
            self._towns[authority] = (key if towns else "", towns)
        return self._towns[authority]


def _read(clues: Clues, field: str) -> Text:
    if field == "department":  # one of international relations is a clue; what else it is called is none
        strong = (clue for clue in clues if clue.name in STRONG or clue.name == "word_europe")
        clues = tuple(clue.renamed("department") for clue in strong)
    kept = tuple(islice(clues, _MOST_CLUES))
    return Text(kept, tuple(map(_sort, kept)), tuple(map(place_shown, kept)))


def _sort(clue: Clue) -> Sort:
    otherwise = _sort(clue.otherwise) if clue.otherwise else None
    return clue.name, clue.countries, clue.kind, clue.theme, clue.context, clue.where, otherwise
