"""JSON tables: a list of objects, or an object that holds one; read in pieces, numbers kept as written."""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from jumelles.sources.tabular.kinds import refuse
from jumelles.sources.tabular.rows import Grid, Row
from jumelles.sources.tabular.text import encoding_of

_PIECE = 1 << 18
_LARGEST_VALUE = 64 << 20  # characters: no row is that long, so the file is damaged
_SPACE = re.compile(r"[\s\ufeff]*")
_HEADER_ROWS = 200
_DECODER = json.JSONDecoder(parse_float=str, parse_int=str, parse_constant=lambda _name: None)


def grids(
    path: Path, progress: Callable[[int], None] = lambda _bytes: None, limit: int | None = None
) -> Iterator[Grid]:
    """The tables of a JSON file; with `limit`, only what the first `limit` characters hold.

    Each table must be read before the next is asked for. Raises FileRefused (`json-unreadable`,
    `json-without-table`).
    """
    with path.open(encoding=encoding_of(path), errors="replace", newline="") as file:
        text = _Text(file.read, progress, limit)
        found = False
        try:
            for table in _tables(text, "$", 0, []):
                found = True
                yield table
        except (ValueError, RecursionError) as error:
            if limit is None or text.passed < limit:
                raise refuse("json-unreadable", detail=str(error)[:200], at=str(text.passed)) from None
    if not found:
        raise refuse("json-without-table")


class _Text:
    """A window over a long text, read as needed."""

    def __init__(
        self, read: Callable[[int], str], progress: Callable[[int], None], limit: int | None
    ) -> None:
        self._read, self._progress, self._limit = read, progress, limit
        self.window, self.at, self.passed = "", 0, 0

    def more(self) -> bool:
        """Read as much again as is waiting, so that a long value is not decoded too many times."""
        if self._limit is not None and self.passed + len(self.window) >= self._limit:
            self.passed = self._limit
            return False
        piece = self._read(max(_PIECE, len(self.window) - self.at))
        self.passed += self.at
        self.window, self.at = self.window[self.at :] + piece, 0
        self._progress(self.passed)
        return bool(piece)

    def peek(self) -> str:
        """The next character that is not a space; empty at the end."""
        while True:
            self.at = _SPACE.match(self.window, self.at).end()  # type: ignore[union-attr]
            if self.at < len(self.window):
                return self.window[self.at]
            if not self.more():
                return ""

    def take(self, expected: str) -> None:
        if self.peek() != expected:
            raise ValueError(f"{expected!r} expected")
        self.at += 1

    def value(self) -> Any:
        """The next JSON value, whole."""
        self.peek()
        while True:
            try:
                value, end = _DECODER.raw_decode(self.window, self.at)
            except json.JSONDecodeError:
                if len(self.window) - self.at > _LARGEST_VALUE or not self.more():
                    raise
                continue
            length = end - self.at
            if end < len(self.window) or not self.more():
                self.at += length
                return value


def _tables(text: _Text, name: str, depth: int, notes: list[str]) -> Iterator[Grid]:
    """The lists of objects in what comes next, down to one object inside another."""
    start = text.peek()
    if start == "[":
        yield from _list(text, name, notes)
    elif start == "{" and depth < 2:
        text.take("{")
        while text.peek() == '"':
            key = str(text.value())
            text.take(":")
            yield from _tables(text, f"{name}.{key}", depth + 1, notes)
            if text.peek() != ",":
                break
            text.take(",")
        text.take("}")
    else:
        value = text.value()
        notes += [f"{name.removeprefix('$.')} {value}"] if isinstance(value, str) and depth < 2 else []


def _list(text: _Text, name: str, notes: list[str]) -> Iterator[Grid]:
    text.take("[")
    if text.peek() == "{":
        table = _grid(name, _items(text), notes)
        yield table
        for _ in table.rows:
            pass
    else:
        while text.peek() not in ("]", ""):
            text.value()
            if text.peek() != ",":
                break
            text.take(",")
    text.take("]")


def _items(text: _Text) -> Iterator[Any]:
    while text.peek() not in ("]", ""):
        yield text.value()
        if text.peek() == ",":
            text.take(",")
        elif text.peek() != "]":
            raise ValueError("',' or ']' expected")


def _grid(name: str, items: Iterator[Any], notes: list[str]) -> Grid:
    """Objects as rows: the header is every key of the first ones, an object inside giving its own keys."""
    first = [_flat(item) for _, item in zip(range(_HEADER_ROWS), items, strict=False)]
    header = list(dict.fromkeys(key for item in first if item for key in item))
    return Grid(name, _rows(name, header, first, items), notes, header)


def _rows(
    name: str, header: list[str], first: list[dict[str, str] | None], rest: Iterator[Any]
) -> Iterator[Row]:
    number = 0
    for item in first:
        yield _row(name, number, header, item)
        number += 1
    for item in rest:
        yield _row(name, number, header, _flat(item))
        number += 1


def _row(name: str, number: int, header: list[str], item: dict[str, str] | None) -> Row:
    locator = f"{name}[{number}]"
    if item is None:
        return Row(number, locator, [], broken="row-not-an-object")
    return Row(number, locator, [item.get(key, "") for key in header])


def _flat(item: Any) -> dict[str, str] | None:
    if not isinstance(item, dict):
        return None
    flat: dict[str, str] = {}
    for key, value in item.items():
        if isinstance(value, dict):
            flat |= {
                (inner if inner not in item else f"{key}.{inner}"): _text(v) for inner, v in value.items()
            }
        else:
            flat[key] = _text(value)
    return flat


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "oui" if value else "non"
    if isinstance(value, list):
        return ", ".join(_text(item) for item in value)
    if isinstance(value, dict):
        return json.dumps(value)
    return str(value).strip().encode("utf-8", "replace").decode()  # a lone surrogate is not text
