"""Facts with dates of validity and references, kept as data files beside this module.

Source of each file is stated in its header or in `reference/README.md`.
"""

import csv
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any

_HERE = files("jumelles.reference")


@cache
def rows(name: str) -> tuple[dict[str, str], ...]:
    """Rows of the reference file `name` (CSV, UTF-8, comma; lines starting with # are comments)."""
    return tuple(stream(name))


def stream(name: str) -> Iterator[dict[str, str]]:
    """Rows of the reference file `name`, one by one and not kept: for a large file that is read once."""
    with (_HERE / name).open(encoding="utf-8") as text:
        yield from csv.DictReader(line for line in text if not line.startswith("#"))


@cache
def document(name: str) -> dict[str, Any]:
    """Content of the reference file `name` (TOML)."""
    return tomllib.loads((_HERE / name).read_text(encoding="utf-8"))
