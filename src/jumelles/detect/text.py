"""Text as compared: no case, no accents, no punctuation; and the way back to the original."""

import re
import unicodedata
from collections.abc import Iterable
from typing import Any

_WORD = re.compile("[a-z0-9]+")


_SPELT = {"œ": "oe", "æ": "ae", "ł": "l", "ø": "o", "đ": "d", "ı": "i", "ð": "d", "þ": "th"}


class _Folding(dict[int, str]):
    """What a character becomes: a translation table that fills itself, one code point at a time."""

    def __missing__(self, code: int) -> str:
        folded = _folded(chr(code))
        self[code] = folded
        return folded


def _folded(char: str) -> str:
    low = char.casefold()
    bare = unicodedata.normalize("NFKD", _SPELT.get(low, low))
    kept = "".join(c for c in bare if not unicodedata.combining(c))
    return "".join(c if _WORD.match(c) else " " for c in kept)


_TABLE = _Folding()
_WESTERN = [_TABLE[code] for code in range(256)]
_LONGER = bytes(code for code in range(256) if len(_WESTERN[code]) != 1)  # `æ`, `ß`, `½` are more than one
_ONE_TO_ONE = "".join(folded if len(folded) == 1 else " " for folded in _WESTERN).encode("ascii")


def fold(text: str) -> str:
    """`text` in lower case, without accents, everything but letters and digits turned into blanks."""
    return _fold_western(text) or text.translate(_TABLE)


def _fold_western(text: str) -> str | None:
    """The same, several times faster, for texts in letters of Western Europe that each fold to one; else None."""
    try:
        written = text.encode("latin-1")
    except UnicodeEncodeError:
        return None
    if text.isascii() or len(written.translate(None, _LONGER)) == len(written):
        return written.translate(_ONE_TO_ONE).decode("ascii")
    return None


class Words:
    """The folded words of a text, and the way back to the original."""

    __slots__ = ("_folded", "_is_even", "text", "words")

    def __init__(self, text: str) -> None:
        self.text = text
        folded = _fold_western(text)
        self._is_even = folded is not None  # each character of the folded text stands where it stood
        self._folded = text.translate(_TABLE) if folded is None else folded
        self.words = self._folded.split()

    def spans(self, ranges: Iterable[tuple[Any, ...]]) -> list[tuple[int, int]]:
        """Start and end in the original text of each range of words (first, last, ...)."""
        found, size, rest, at = [], len(self._folded), self._folded, 0
        for first, last, *_ in ranges:
            if first < at:
                rest, at = self._folded, 0
            rest, at = rest.split(None, first - at)[first - at], first
            ending = rest.split(None, last - first)[last - first] if last > first else rest
            found.append((size - len(rest), size - len(ending) + len(self.words[last])))
        if self._is_even:
            return found
        back = _positions(self.text)
        return [(back[start], back[end - 1] + 1) for start, end in found]


def _positions(text: str) -> list[int]:
    """For each character of the folded text, its place in the original (`œ` is two, an accent none)."""
    return [place for place, char in enumerate(text) for _ in _TABLE[ord(char)]]
