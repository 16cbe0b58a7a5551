"""Words that no name explains: cut at the end of a field, grown together, or with the shape of a name from elsewhere."""

from bisect import bisect_left
from collections.abc import Iterable, Mapping

from jumelles.detect.names import Name
from jumelles.detect.shapes import shapes

_SHORTEST_GLUED = 9
_SHORTEST_NAME = 6
_SHORTEST_REST = 4
_SHORTEST_CUT = 5
_LEAST_KEPT = 0.7
_REMEMBERED = 200_000
_ELSEWHERE = Name(("*",), "elsewhere")


class Unknown:
    """Guesses at words; what was asked once is remembered. `places` are one-word names of places."""

    def __init__(self, places: Iterable[Name]) -> None:
        self._places: Mapping[str, Name] = {
            name.words[0]: name for name in places if len(name.words[0]) >= _SHORTEST_NAME
        }
        self._ordered = sorted(self._places)
        self._known: dict[str, Name | None] = {}

    def guess(self, word: str) -> Name | None:
        """A place grown together with another word ("Russielibertés"), or a name that looks foreign; or None."""
        if word in self._known:
            return self._known[word]
        found = self._glued(word) or (_ELSEWHERE if shapes().elsewhere(word) else None)
        if len(self._known) < _REMEMBERED:
            self._known[word] = found
        return found

    def _glued(self, word: str) -> Name | None:
        if len(word) < _SHORTEST_GLUED:
            return None
        for length in range(len(word) - _SHORTEST_REST, _SHORTEST_NAME - 1, -1):
            name = self._places.get(word[:length])
            if name and word[length:].isalpha():
                return Name(name.words, "glued", name.countries)
        return None

    def cut(self, word: str) -> Name | None:
        """The place that a word cut at the end of a field begins; None when it may be several."""
        if len(word) < _SHORTEST_CUT:
            return None
        begun = []
        for known in self._ordered[bisect_left(self._ordered, word) :]:
            if not known.startswith(word):
                break
            if len(word) >= _LEAST_KEPT * len(known):
                begun.append(self._places[known])
        return begun[0] if len({name.countries for name in begun}) == 1 else None
