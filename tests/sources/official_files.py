"""Reading an official file in a test: what came out, and where it was put."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from jumelles.sources.reading import SAMPLE_SIZE, Authority, Format, Match, Reading, Sample

Row = dict[str, Any]
CORPUS = Path(__file__).resolve().parents[1] / "corpus"


@dataclass
class Outcome:
    """A reading that ended, and the rows it wrote by table."""

    reading: Reading
    tables: dict[str, list[Row]] = field(default_factory=dict)

    def __getitem__(self, table: str) -> list[Row]:
        return self.tables.get(table, [])

    @property
    def codes(self) -> list[str]:
        return [problem.code for problem in self.reading.problems]


def read_file(format_: Format, path: Path, siren: str) -> Outcome:
    """The reading of `path` for the authority `siren`; rows are given by table."""
    tables: dict[str, list[Row]] = {}

    def write(table: str, rows: Any) -> None:
        tables.setdefault(table, []).extend(rows.to_pylist())

    reading = Reading("ab" * 32, path.name, Authority(siren, "Ville d'Essai"), write)
    format_.read(path, reading)
    return Outcome(reading, tables)


def recognised(format_: Format, content: bytes) -> Match:
    """What `format_` makes of a file that begins with `content`."""
    return format_.recognise(Sample(Path("f"), content[:SAMPLE_SIZE], len(content)))
