"""JSON tables: a list of objects, or an object that holds one; read in pieces, numbers kept as written."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from jumelles.sources.json_stream import Window, opened
from jumelles.sources.reading import FileRefused
from jumelles.sources.tabular.kinds import refuse
from jumelles.sources.tabular.rows import Grid, Row
from jumelles.sources.tabular.text import encoding_of

_HEADER_ROWS = 200
_DEEPEST = 2  # objects inside one another in which lists are looked for


def grids(
    path: Path, progress: Callable[[int], None] = lambda _bytes: None, limit: int | None = None
) -> Iterator[Grid]:
    """The tables of a JSON file; with `limit`, only what about the first `limit` characters hold.

    Each table must be read before the next is asked for. Raises FileRefused (`json-broken`,
    `json-without-table`).
    """
    found = False
    with opened(path, progress, encoding_of(path), limit) as window:
        try:
            for table in _tables(window, "$", 0, []):
                found = True
                yield table
        except FileRefused:
            if not window.cut:
                raise
    if not found:
        raise refuse("json-without-table")


def _tables(window: Window, name: str, depth: int, notes: list[str]) -> Iterator[Grid]:
    """The lists of objects in what comes next, down to one object inside another."""
    start = window.peek()
    if start == "[":
        yield from _list(window, name, notes)
    elif start == "{" and depth < _DEEPEST:
        for key in window.names():
            yield from _tables(window, f"{name}.{key}", depth + 1, notes)
    else:
        value = window.value()
        if isinstance(value, str) and depth < _DEEPEST:
            notes.append(f"{name.removeprefix('$.')} {value}")


def _list(window: Window, name: str, notes: list[str]) -> Iterator[Grid]:
    places = window.items()
    if next(places, "none") == "none":
        return
    tabular, values = window.peek() == "{", _values(window, places)
    if tabular:
        table = _grid(name, values, notes)
        yield table
        values = table.rows
    for _ in values:
        pass


def _values(window: Window, places: Iterator[None]) -> Iterator[Any]:
    """The values of a list whose first place is reached."""
    yield window.value()
    for _ in places:
        yield window.value()


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
