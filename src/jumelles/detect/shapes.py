"""The shape of a word: does it look like a name from Africa or Asia rather than a word or a name of France?

A small model over runs of two and three letters, rebuilt by `scripts/make_word_shapes.py` from names of towns and
lists of words. It knows no name: it says what names look like. Alone it says little, beside other words more.
"""

import json
import zlib
from base64 import b85decode
from functools import cache
from importlib.resources import files

SHORTEST = 5
_LONGEST = 40


def grams(word: str) -> list[str]:
    """Runs of two and three letters, with the ends marked."""
    marked = f"^{word}$"
    return [marked[i : i + n] for n in (2, 3) for i in range(len(marked) - n + 1)]


def bucket(gram: str, size: int) -> int:
    """Where the weight of `gram` is."""
    return zlib.crc32(gram.encode()) % size


class _Grams(dict[str, float]):
    """What each run of letters weighs, found once."""

    def __init__(self, weights: list[float]) -> None:
        super().__init__()
        self._weights = weights

    def __missing__(self, gram: str) -> float:
        weight = self[gram] = self._weights[bucket(gram, len(self._weights))]
        return weight


class Shapes:
    """Log-odds that a word is from elsewhere."""

    def __init__(self, weights: bytes, scale: float, start: float, least: float) -> None:
        self._of_gram = _Grams([(weight - 128) * scale for weight in weights])
        self._start = start
        self._least = least

    def elsewhere(self, word: str) -> bool:
        """True when the folded `word` looks like a name from elsewhere."""
        return len(word) >= SHORTEST and word.isalpha() and self._sum(word) >= self._least

    def _sum(self, word: str) -> float:
        return self._start + sum(map(self._of_gram.__getitem__, grams(word[:_LONGEST])))


@cache
def shapes() -> Shapes:
    """The model that is shipped."""
    known = json.loads((files("jumelles.reference") / "word_shapes.json").read_text(encoding="utf-8"))
    return Shapes(b85decode(known["weights"]), known["scale"], known["start"], known["least"])
