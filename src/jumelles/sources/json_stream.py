"""Reading large JSON files value by value, safely: flat memory, numbers as written, damage told.

Streaming libraries refuse the bare `NaN` that published files hold, and the one tried took gigabytes for a
hundred kilobytes of opening brackets; the standard module reads both well. So the file is walked here, and
each value decoded by the standard module. Numbers are kept as the text that was written: amounts stay exact.
"""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from pathlib import Path
from typing import Any, NoReturn

from jumelles.records.problem import Problem
from jumelles.sources.reading import FileRefused

CHUNK = 1 << 20
LARGEST_VALUE = 16 * CHUNK
_DECODER = json.JSONDecoder(parse_float=str, parse_int=str, parse_constant=lambda _: None)


@contextmanager
def opened(
    path: Path, progress: Callable[[int], None], encoding: str = "", limit: int | None = None
) -> Iterator["Window"]:
    """The JSON of a file, to be walked; with `limit`, only about its first `limit` characters.

    Without `encoding` the file must be UTF-8, as the norm wants. Raises FileRefused for what is not, and for
    what follows the end.
    """
    errors = "replace" if encoding else "strict"
    with path.open("rb") as raw, TextIOWrapper(raw, encoding or "utf-8-sig", errors, newline="") as file:
        window = Window(file, lambda: progress(raw.tell()), limit)
        yield window
        if not window.cut and window.peek():
            window.broken("something follows the end")


class Window:
    """The text of a file, seen through a buffer that only moves forward. `cut`: the limit has been reached."""

    def __init__(self, file: TextIOWrapper, progress: Callable[[], None], limit: int | None) -> None:
        self._file = file
        self._progress = progress
        self._limit = limit
        self.cut = False
        self._text = ""
        self._at = 0
        self._passed = 0
        self._ended = False

    def names(self) -> Iterator[str]:
        """Names of the object that comes next; the caller takes each value before the next name."""
        for _ in self._separated("{", "}"):
            name = self.value()
            if not isinstance(name, str):
                self.broken("a name was expected")
            self._take(":")
            yield name

    def items(self) -> Iterator[None]:
        """Once before each value of the list that comes next; the caller takes the value."""
        return self._separated("[", "]")

    def peek(self) -> str:
        """The next character that is not blank; empty at the end of the file."""
        while True:
            while self._at < len(self._text) and self._text[self._at] in " \t\r\n":
                self._at += 1
            if self._at < len(self._text):
                return self._text[self._at]
            if not self._more():
                return ""

    def value(self) -> Any:
        """The whole value that comes next."""
        self.peek()
        while True:
            found = self._decode()
            if found is not None and (self._ended or found[1] < len(self._text)):
                value, self._at = found
                return value
            if len(self._text) - self._at > LARGEST_VALUE or not self._more():
                if found is None:
                    self.broken("the file stops, or is damaged")
                value, self._at = found
                return value

    def broken(self, reason: str) -> NoReturn:
        got = self._text[self._at : self._at + 60]
        raise FileRefused(
            Problem("json-broken", locator=f"character {self._passed + self._at}", got=got or reason)
        )

    def _separated(self, opening: str, closing: str) -> Iterator[None]:
        self._take(opening)
        if self.peek() == closing:
            self._take(closing)
            return
        while True:
            yield
            if self.peek() == closing:
                self._take(closing)
                return
            self._take(",")

    def _take(self, character: str) -> None:
        if self.peek() != character:
            self.broken(f"{character} was expected")
        self._at += 1

    def _decode(self) -> tuple[Any, int] | None:
        try:
            return _DECODER.raw_decode(self._text, self._at)
        except RecursionError:
            self.broken("nested too deeply")
        except ValueError:
            return None

    def _more(self) -> bool:
        """Read as much again as is waiting, so that a long value is not decoded too many times."""
        if self._limit is not None and self._passed + len(self._text) >= self._limit:
            self.cut = True
            return False
        try:
            chunk = self._file.read(max(CHUNK, len(self._text) - self._at))
        except UnicodeDecodeError as error:
            raise FileRefused(
                Problem("json-not-utf8", got=str(error.object[error.start : error.end]))
            ) from error
        self._progress()
        self._passed += self._at
        self._text, self._at = self._text[self._at :] + chunk, 0
        self._ended = not chunk
        return bool(chunk)
