"""The checkout as its house rules see it: the files that git tracks, and its pages."""

import re
import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
README = ROOT / "README.md"
DOCS = ROOT / "docs"
_ROW = re.compile(r"^\|(.*)\|\s*$")


@cache
def tracked(pattern: str = "*") -> tuple[Path, ...]:
    """The files that git tracks whose path matches `pattern`, as git understands it."""
    command = ["git", "-C", str(ROOT), "ls-files", "-z", "--", pattern]
    listed = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return tuple(path for name in listed.split("\0") if name and (path := ROOT / name).is_file())


def text_of(path: Path) -> str | None:
    """The text of a file; None for pictures and other bytes."""
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return None


def shown(path: Path) -> str:
    """A path as messages show it."""
    return path.relative_to(ROOT).as_posix()


def tables(markdown: str) -> list[list[list[str]]]:
    """The tables of a page, in order: rows of cells without their marks, the row of dashes left out."""
    found: list[list[list[str]]] = [[]]
    for line in markdown.splitlines():
        row = _ROW.match(line)
        if not row:
            found += [[]] if found[-1] else []
        elif set(row[1]) - set("|-: "):
            found[-1].append([cell.strip() for cell in row[1].split("|")])
    return [table for table in found if table]


def sections(markdown: str) -> dict[str, str]:
    """The text under each heading of the second level, by the heading without backquotes."""
    parts = re.split(r"(?m)^## ", markdown)[1:]
    return {part.splitlines()[0].strip("` "): part for part in parts}
