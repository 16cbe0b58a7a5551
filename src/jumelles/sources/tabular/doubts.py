"""Doubts that come back row after row, told once a file: the first place, and how many others."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from jumelles.records.problem import Problem
from jumelles.sources.reading import Reading
from jumelles.sources.tabular.rows import Row


@dataclass
class Doubts:
    """Warnings by code: the first one met, and a count."""

    first: dict[str, Problem] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)

    def add(self, code: str, row: Row, got: str, **details: str) -> None:
        """One more row of which `code` is true."""
        self.first.setdefault(code, Problem(code, row.locator, got, row.place, details))
        self.counts[code] = self.counts.get(code, 0) + 1

    def tell(self, reading: Reading) -> None:
        """Give the reading one warning a code."""
        for code, problem in self.first.items():
            details: Mapping[str, str] = {**problem.details, "others": str(self.counts[code] - 1)}
            reading.warn(Problem(code, problem.locator, problem.got, problem.place, details))
