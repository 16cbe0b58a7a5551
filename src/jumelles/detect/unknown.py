"""Words that no name explains: cut at the end of a field, grown together, or shaped like a name from elsewhere."""

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import replace

from jumelles.detect.names import Match, Name
from jumelles.detect.remembered import Remembered
from jumelles.detect.shapes import shapes

_SHORTEST_GLUED = 9
_SHORTEST_NAME = 6
_SHORTEST_REST = 4
_SHORTEST_CUT = 5
_SHORTEST_START = 12
_LEAST_KEPT = 0.6
_LEAST_KEPT_OF_PLACE = 0.7
_REMEMBERED = 200_000
_ELSEWHERE = Name(("*",), "elsewhere")


class Unknown:
    """Guesses at words. `places` are one-word names of places.

    `cuts`: word cut at the end of a field -> the place that it begins; None when it may be several.
    """

    def __init__(self, places: Iterable[Name]) -> None:
        self._places: Mapping[str, Name] = {
            name.words[0]: name for name in places if len(name.words[0]) >= _SHORTEST_NAME
        }
        self._ordered = sorted(self._places)
        self.cuts = Remembered(self._whole, _REMEMBERED)

    def __reduce__(self) -> tuple[type["Unknown"], tuple[list[Name]]]:
        return Unknown, (list(self._places.values()),)

    def guess(self, word: str) -> Name | None:
        """A place grown together with another word ("Russielibertés"), or a name that looks foreign; or None."""
        return self._glued(word) or (_ELSEWHERE if shapes().elsewhere(word) else None)

    def _glued(self, word: str) -> Name | None:
        if len(word) < _SHORTEST_GLUED:
            return None
        for length in range(len(word) - _SHORTEST_REST, _SHORTEST_NAME - 1, -1):
            name = self._places.get(word[:length])
            if name and word[length:].isalpha():
                return Name(name.words, "glued", name.countries)
        return None

    def _whole(self, word: str) -> Name | None:
        if len(word) < _SHORTEST_CUT:
            return None
        begun = []
        for place in range(bisect_left(self._ordered, word), len(self._ordered)):
            known = self._ordered[place]
            if not known.startswith(word):
                break
            if len(word) >= _LEAST_KEPT_OF_PLACE * len(known):
                begun.append(self._places[known])
        return begun[0] if len({name.countries for name in begun}) == 1 else None


class CutNames:
    """Finds names cut at the end of a field, as accounting software does; `clue` is what they then are of."""

    def __init__(self, names: Iterable[Name], clue: str) -> None:
        self._begun: dict[str, list[tuple[str, Name]]] = {}
        for name in names:
            written = " ".join(name.words)
            cut = replace(name, clue=clue)
            self._begun.setdefault(written[:_SHORTEST_START], []).append((written, cut))

    def find(self, words: list[str]) -> list[Match]:
        """The first name that the last words begin, two words at least."""
        text, start = " ".join(words), 0
        for place in range(len(words) - 1):
            rest = text[start:] if text[start : start + _SHORTEST_START] in self._begun else ""
            for written, name in self._begun[rest[:_SHORTEST_START]] if rest else ():
                if _LEAST_KEPT * len(written) <= len(rest) < len(written) and written.startswith(rest):
                    return [(place, len(words) - 1, (name,))]
            start += len(words[place]) + 1
        return []
