"""The example, generated once for all its tests."""

import csv
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from jumelles.demo import Truth, generate


@dataclass(frozen=True)
class Example:
    """A generated example: its folder, what its caller is told, and the rows of its truth."""

    folder: Path
    truth: Truth

    @property
    def inbox(self) -> Path:
        return self.folder / "inbox"

    def true_rows(self) -> list[dict[str, str]]:
        with self.truth.path.open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    def rows_beside(self) -> list[dict[str, str]]:
        with self.truth.beside.open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))


@pytest.fixture(scope="session")
def make_example(tmp_path_factory: pytest.TempPathFactory) -> Callable[[], Example]:
    """Generates the example in a new folder."""

    def make() -> Example:
        folder = tmp_path_factory.mktemp("demo")
        return Example(folder, generate(folder))

    return make


@pytest.fixture(scope="session")
def example(make_example: Callable[[], Example]) -> Example:
    """The example, shared by the tests that only read it."""
    return make_example()
