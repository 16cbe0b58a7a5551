"""What every reader is given and must answer: the contract of `sources/`.

A reader is a function `read(path, reading)`. It says how many rows it met (`saw`), where it meets them, and
apart from that what became of each: kept (`rows`), refused (`refuse`) or left out for a stated reason
(`skip`). The two counts are independent, so that the build can check that nothing was lost.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pyarrow as pa

from jumelles.records.problem import Problem
from jumelles.records.tables import TABLES, conform

SAMPLE_SIZE = 64 * 1024
SHOWN_LENGTH = 120


@dataclass(frozen=True)
class Sample:
    """What a recogniser looks at: the first bytes of a file, and the column mappings people saved, by layout.

    The name is for messages only.
    """

    path: Path
    head: bytes
    size: int
    mappings: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


@dataclass(frozen=True)
class Match:
    """How well a file fits a format: `score` in [0, 1], 1 = certain; `missing` names what it lacks."""

    score: float
    missing: tuple[str, ...] = ()


@dataclass(frozen=True)
class Authority:
    """The authority whose workspace this is: rows that do not say whose they are, are its own."""

    siren: str
    name: str


class FileRefused(Exception):
    """The whole file cannot be read; carries the problem to show."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.text("en"))
        self.problem = problem


@dataclass
class Reading:
    """The reading of one file: where a reader puts rows, problems and counts.

    `write(table, rows)` receives each conformed batch at once, so that memory does not grow with the file.
    `mappings` are the column mappings people saved, by layout (see `mapping`).
    """

    source: str
    file: str
    authority: Authority
    write: Callable[[str, pa.Table], None]
    mappings: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    progress: Callable[[int], None] = lambda _bytes: None
    read: int = 0
    kept: int = 0
    refused: int = 0
    skipped: Counter[str] = field(default_factory=Counter)
    problems: list[Problem] = field(default_factory=list)
    mappings_used: dict[str, dict[str, str]] = field(default_factory=dict)
    mappings_guessed: dict[str, dict[str, float]] = field(default_factory=dict)
    _documents: int = 0

    def saw(self, count: int = 1) -> None:
        """`count` more rows were met in the file, whatever becomes of them."""
        self.read += count

    def document(self, **columns: Any) -> str:
        """Declare a document found in the file; returns its id, which its rows must carry."""
        self._documents += 1
        name = f"{self.source[:16]}#{self._documents}"
        row = {"document": name, "source": self.source, "file": self.file, **columns}
        self.write("documents", conform("documents", pa.Table.from_pylist([row])))
        return name

    def rows(
        self, table: str, columns: Mapping[str, "Sequence[Any] | pa.Array[Any]"], kept: int | None = None
    ) -> None:
        """Keep rows: `columns` are equally long lists or Arrow arrays; absent columns are null.

        `kept` is how many rows of the file these stand for (default: one each).
        """
        schema = TABLES[table].schema
        arrays = {name: _array(values, schema.field(name).type) for name, values in columns.items()}
        count = len(next(iter(arrays.values()))) if arrays else 0
        if count == 0:
            return
        arrays["source"] = pa.array([self.source] * count, pa.string())
        self.write(table, conform(table, pa.table(arrays)))
        self.kept += count if kept is None else kept

    def refuse(self, problem: Problem, count: int = 1) -> None:
        """`count` rows of the file cannot be kept, for one and the same reason."""
        self.refused += count
        self.warn(problem)

    def skip(self, reason: str, count: int = 1) -> None:
        """`count` rows are left out on purpose; `reason` is a code of `reference/skips.toml`."""
        self.skipped[reason] += count

    def warn(self, problem: Problem) -> None:
        """Something is doubtful, but the row is kept (the caller keeps it)."""
        if len(problem.got) > SHOWN_LENGTH:
            short = problem.got[: SHOWN_LENGTH - 1] + "…"
            problem = Problem(problem.code, problem.locator, short, problem.place, problem.details)
        self.problems.append(problem)

    def mapping(self, layout: str, guess: Mapping[str, tuple[str, float]]) -> dict[str, str]:
        """The columns of a spreadsheet layout: header as written -> field of the house.

        `layout` names the layout (see `tabular.layout_name`), `guess` gives for each header the field and how
        sure the guess is. A mapping saved in `jumelles.toml` for that layout wins over the guess.
        """
        saved = self.mappings.get(layout)
        if saved is None:
            self.mappings_guessed[layout] = {header: sure for header, (_, sure) in guess.items()}
            saved = {header: name for header, (name, _) in guess.items()}
        self.mappings_used[layout] = dict(saved)
        return {header: name for header, name in saved.items() if name}

    @property
    def balanced(self) -> bool:
        """Nothing is lost: read = kept + refused + skipped."""
        return self.read == self.kept + self.refused + sum(self.skipped.values())


@dataclass(frozen=True)
class Format:
    """An official format: how it is recognised from content, and read."""

    name: str
    recognise: Callable[[Sample], Match]
    read: Callable[[Path, Reading], None]


def _array(values: "Sequence[Any] | pa.Array[Any]", kind: pa.DataType) -> "pa.Array[Any]":
    if isinstance(values, pa.Array):
        return values
    if pa.types.is_decimal(kind) and any(isinstance(value, str) for value in values):
        return pa.array(values, pa.string()).cast(kind)
    return pa.array(values, kind)
