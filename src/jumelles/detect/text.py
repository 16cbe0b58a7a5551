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
_ASCII = {code: _TABLE[code] for code in range(128)}


def fold(text: str) -> str:
    """`text` in lower case, without accents, everything but letters and digits turned into blanks."""
    return text.lower().translate(_ASCII) if text.isascii() else text.translate(_TABLE)


@dataclass(frozen=True, slots=True)
class Words:
    """The folded words of a text, and the way back to the original."""

    text: str
    folded: str
    words: list[str]

    def spans(self) -> list[tuple[int, int]]:
        """Start and end of each word in the original text."""
        found, place = [], 0
        for word in self.words:
            start = self.folded.index(word, place)
            place = start + len(word)
            found.append((start, place))
        if self.text.isascii():
            return found
        back = _positions(self.text)
        return [(back[start], back[end - 1] + 1) for start, end in found]


def words_of(text: str) -> Words:
    """Split `text` into folded words."""
    folded = fold(text)
    return Words(text, folded, folded.split())


def _positions(text: str) -> list[int]:
    """For each character of the folded text, its place in the original (`œ` is two, an accent none)."""
    return [place for place, char in enumerate(text) for _ in _TABLE[ord(char)]]
