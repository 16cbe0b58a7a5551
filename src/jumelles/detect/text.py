"""Text as compared: no case, no accents, no punctuation; and the way back to the original."""

import re
import unicodedata
from dataclasses import dataclass

_WORD = re.compile("[a-z0-9]+")


class _Folding(dict[int, str]):
    """What a character becomes: a translation table that fills itself, one code point at a time."""

    def __missing__(self, code: int) -> str:
        folded = _folded(chr(code))
        self[code] = folded
        return folded


def _folded(char: str) -> str:
    bare = unicodedata.normalize("NFKD", char.casefold().replace("œ", "oe").replace("æ", "ae"))
    kept = "".join(c for c in bare if not unicodedata.combining(c))
    return "".join(c if _WORD.match(c) else " " for c in kept)


_TABLE = _Folding()


def fold(text: str) -> str:
    """`text` in lower case, without accents, everything but letters and digits turned into blanks."""
    return text.translate(_TABLE)


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text and where each starts and ends in the original."""

    text: str
    words: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]

    def between(self, first: int, last: int) -> tuple[int, int]:
        """Start and end, in the original, of the words from `first` to `last` (both included)."""
        return self.spans[first][0], self.spans[last][1]


def words_of(text: str) -> Words:
    """Split `text` into folded words."""
    folded = fold(text)
    found = list(_WORD.finditer(folded))
    spans = [match.span() for match in found]
    if len(folded) != len(text):
        back = _positions(text)
        spans = [(back[start], back[end - 1] + 1) for start, end in spans]
    return Words(text, tuple(match[0] for match in found), tuple(spans))


def _positions(text: str) -> list[int]:
    """For each character of the folded text, its place in the original (`œ` is two, an accent none)."""
    return [place for place, char in enumerate(text) for _ in _TABLE[ord(char)]]
