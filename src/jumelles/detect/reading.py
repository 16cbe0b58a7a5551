"""A row read: its clues, the signals that they make, and what tells its kind and theme."""

from collections.abc import Collection
from typing import NamedTuple

from jumelles.detect.clues import Clue, clue, clues_in
from jumelles.detect.evidence import place_shown
from jumelles.detect.knowledge import Knowledge, authority_key
from jumelles.detect.names import Matcher
from jumelles.detect.signals import STRONG, Signals, believed, signals
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


class Text(NamedTuple):
    """A text read: its clues, and the words of each as the evidence shows them."""

    clues: tuple[Clue, ...]
    shown: list[str]


_NOTHING = Text((), [])


class Reader:
    """Reads rows one by one; texts that were read lately are remembered."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge
        self._texts: dict[tuple[str, str, str], Text] = {}
        self._towns: dict[str | None, tuple[str, Matcher | None]] = {None: ("", None)}

    def read(self, row: Asked) -> tuple[Collection[Clue], Signals]:
        """The clues that the row bears out, and its signals."""
        kept = believed([clue for text in self.texts(row) for clue in text.clues]).values()
        return kept, signals(kept, has_object=bool(row.object))

    def texts(self, row: Asked) -> tuple[Text, Text, Text]:
        """Beneficiary, object and department, read."""
        authority, beneficiary, named, department = row
        key, towns = self._towns_of(authority)
        return (
            self._text(beneficiary, "beneficiary", key, towns) if beneficiary else _NOTHING,
            self._text(named, "object", key, towns) if named else _NOTHING,
            self._text(department, "department", "", None) if department else _NOTHING,
        )

    def about(self, row: Asked) -> frozenset[str]:
        """The themes that words of the row are of, as what tells the kind and the theme of the row."""
        return frozenset(
            f"about={name.theme}@{field}"
            for field, text in (("beneficiary", row.beneficiary), ("object", row.object))
            for _, _, names in (self.knowledge.themes.matches(fold(text[:_LONGEST]).split()) if text else ())
            for name in names
        )

    def _text(self, text: str, field: str, key: str, towns: Matcher | None) -> Text:
        asked = (text, field, key)
        found = self._texts.get(asked)
        if found is None:
            if len(self._texts) >= _REMEMBERED:
                self._texts.clear()
            found = self._texts[asked] = _read(text[:_LONGEST], field, self.knowledge, towns)
        return found

    def _towns_of(self, authority: str | None) -> tuple[str, Matcher | None]:
        if authority not in self._towns:
            key = authority_key(authority or "")
            towns = self.knowledge.towns.get(key)
            self._towns[authority] = (key if towns else "", towns)
        return self._towns[authority]


def _read(text: str, field: str, known: Knowledge, towns: Matcher | None) -> Text:
    seen = clues_in(text, field, known, towns)
    if not seen:
        return _NOTHING
    if field == "department":  # one of international relations is a clue; what else it is called is none
        is_clue = STRONG | {"word_europe"}
        seen = [
            (clue("department", field), start, end, None)
            for one, start, end, _ in seen
            if one.name in is_clue
        ]
    kept = seen[:_MOST_CLUES]
    shown = [place_shown(text, field, start, end, point) for _, start, end, point in kept]
    return Text(tuple([seen[0] for seen in kept]), shown)
