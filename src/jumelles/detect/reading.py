"""A row read: its clues, the signals that they make, and what tells its kind and theme."""

from typing import NamedTuple

from jumelles.detect.clues import Clue, clues_in
from jumelles.detect.knowledge import Knowledge, authority_key
from jumelles.detect.names import Matcher
from jumelles.detect.signals import STRONG, Signals, believed, described, signals
from jumelles.detect.text import fold


class Asked(NamedTuple):
    """What is looked at in a row."""

    authority: str | None
    beneficiary: str | None
    object: str | None
    department: str | None = None


Clues = tuple[Clue, ...]


class Reader:
    """Reads rows one by one; a text that was read is remembered as long as the reader lives."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._known = knowledge
        self._clues: dict[tuple[str, str, str], Clues] = {}
        self._towns: dict[str | None, tuple[str, Matcher | None]] = {None: ("", None)}

    def read(self, row: Asked) -> tuple[Clues, Signals]:
        """The clues that the row bears out, and its signals."""
        key, towns = self._towns_of(row.authority)
        clues: Clues = ()
        if row.beneficiary:
            clues += self._clues_in(row.beneficiary, "beneficiary", key, towns)
        if row.object:
            clues += self._clues_in(row.object, "object", key, towns)
        if row.department:
            clues += self._department(row.department)
        kept = believed(clues)
        return kept, signals(kept, has_object=bool(row.object))

    def said(self, row: Asked, clues: Clues, found: Signals) -> set[str]:
        """What tells the kind and the theme of the row."""
        about = {
            f"about={name.theme}@{field}"
            for field, text in (("beneficiary", row.beneficiary), ("object", row.object))
            for _, _, names in (self._known.themes.matches(fold(text).split()) if text else ())
            for name in names
        }
        return described(clues, found) | about

    def _clues_in(self, text: str, field: str, key: str, towns: Matcher | None) -> Clues:
        asked = (text, field, key)
        found = self._clues.get(asked)
        if found is None:
            found = self._clues[asked] = clues_in(text, field, self._known, towns)
        return found

    def _department(self, text: str) -> Clues:
        """A department of international relations is a clue; what else a department is called is none."""
        clues = self._clues_in(text, "department", "", None)
        return tuple(clue.renamed("department") for clue in clues if clue.name in STRONG or clue.name == "word_europe")

    def _towns_of(self, authority: str | None) -> tuple[str, Matcher | None]:
        if authority not in self._towns:
            key = authority_key(authority or "")
            towns = self._known.towns.get(key)
            self._towns[authority] = (key if towns else "", towns)
        return self._towns[authority]
