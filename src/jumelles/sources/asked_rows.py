"""A file of rows to put to the detector: CSV, read in batches of bounded size whatever the length of the file."""

import codecs
import csv
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv as arrow_csv

from jumelles.records.problem import Problem
from jumelles.reference.words import N_
from jumelles.sources.reading import SAMPLE_SIZE
from jumelles.sources.tabular import refuse
from jumelles.sources.tabular.headers import plain
from jumelles.sources.tabular.kinds import Kind, kind_of
from jumelles.sources.tabular.text import encoding_of, separator_of

COLUMNS = ("id", "authority", "year", "beneficiary", "object", "department", "function", "nature", "amount")
ROWS = 20_000  # of a batch
_BLOCK = 8 << 20  # bytes read at once; the longest row
_SHOWN = 20
_LONG_CELL = 500  # bytes; below, a cell does not hold rows by mistake
_ALSO = {
    "identifiant": "id",
    "collectivite": "authority",
    "annee": "year",
    "exercice": "year",
    "beneficiaire": "beneficiary",
    "objet": "object",
    "service": "department",
    "direction": "department",
    "fonction": "function",
    "montant": "amount",
}
_ONE_OF = N_("beneficiary or object")


@dataclass
class AskedRows:
    """Rows that can be asked: a line that is cut wrong, or an id that is missing or taken, is refused and told."""

    path: Path
    progress: Callable[[int], None] = lambda _bytes: None
    kept: int = 0
    refused: int = 0
    problems: list[Problem] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Looks at the header. Raises FileRefused when the file is no CSV of rows with an id and words."""
        with self.path.open("rb") as file:
            head = file.read(SAMPLE_SIZE)
        kind = kind_of(head)
        if kind is not Kind.TEXT:
            raise refuse("rows-not-csv" if kind in (Kind.WORKBOOK, Kind.JSON) else kind.value)
        self._encoding = encoding_of(self.path)
        text = codecs.getincrementaldecoder(self._encoding)(errors="replace").decode(head)
        self._separator = separator_of(text)
        self._skipped, header = _header(text, self._separator)
        self._names = _named(header)
        found = set(self._names)
        missing = [*({"id"} - found), *([_ONE_OF] if found.isdisjoint(("beneficiary", "object")) else [])]
        if missing:
            raise refuse("rows-column-missing", missing=", ".join(missing), found=", ".join(header) or "–")
        self._taken: set[int] = set()

    def batches(self) -> Iterator[pa.RecordBatch]:
        """The rows, in order. Raises FileRefused when the rest of the file cannot be cut into rows."""
        with self.path.open("rb") as raw:
            try:
                for block in arrow_csv.open_csv(self._utf8(raw), *self._options()):
                    self.progress(raw.tell())
                    self._check_cut(block)
                    for start in range(0, block.num_rows, ROWS):
                        yield self._checked(block.slice(start, ROWS))
            except pa.ArrowInvalid as error:
                raise refuse("rows-uncut", read=str(self.kept + self.refused)) from error

    def _utf8(self, raw: Any) -> Any:
        if self._encoding == "utf-8-sig":
            return raw
        return codecs.EncodedFile(raw, "utf-8", self._encoding, errors="replace")

    def _options(
        self,
    ) -> tuple[arrow_csv.ReadOptions, arrow_csv.ParseOptions, arrow_csv.ConvertOptions]:
        """All cells as text; rows one after the other, so that those refused are told in order."""
        asked = [name for name in self._names if name in COLUMNS]
        return (
            arrow_csv.ReadOptions(
                use_threads=False,
                block_size=_BLOCK,
                column_names=self._names,
                skip_rows_after_names=self._skipped,
            ),
            arrow_csv.ParseOptions(
                delimiter=self._separator, newlines_in_values=True, invalid_row_handler=self._cut_wrong
            ),
            arrow_csv.ConvertOptions(
                column_types=dict.fromkeys(asked, pa.string()),
                include_columns=asked,
                strings_can_be_null=False,
            ),
        )

    def _cut_wrong(self, row: Any) -> Literal["skip", "error"]:
        if self._holds_rows(row.text or ""):
            return "error"
        got = " ".join((row.text or "")[:80].split())
        widths = {"count": str(row.actual_columns), "expected": str(row.expected_columns)}
        self._refuse(Problem("rows-row-width", got=got, details=widths))
        return "skip"

    def _refuse(self, problem: Problem) -> None:
        self.refused += 1
        if len(self.problems) < _SHOWN:
            self.problems.append(problem)

    def _check_cut(self, block: pa.RecordBatch) -> None:
        """A quotation mark never closed makes one cell of the rows that follow: better say so than lose them."""
        columns: list[Any] = block.columns
        for column in columns:
            lengths = pc.binary_length(column)
            if (pc.max(lengths).as_py() or 0) > _LONG_CELL:
                long = column.filter(pc.greater(lengths, pa.scalar(_LONG_CELL))).to_pylist()
                if any(map(self._holds_rows, long)):
                    raise pa.ArrowInvalid("a cell holds rows")

    def _holds_rows(self, text: str) -> bool:
        lines = text.splitlines()[1:-1]
        whole = sum(line.count(self._separator) == len(self._names) - 1 for line in lines)
        return whole > 1 and whole > len(lines) / 2

    def _checked(self, rows: pa.RecordBatch) -> pa.RecordBatch:
        """`rows` without those whose id is missing or taken."""
        texts: list[Any] = rows.column("id").to_pylist()
        ids: list[str] = list(map(str.strip, texts))
        marks = set(map(hash, ids))
        if len(marks) == len(ids) and hash("") not in marks and self._taken.isdisjoint(marks):
            self._taken |= marks
        else:
            rows = rows.filter(pa.array([self._is_new(name) for name in ids], pa.bool_()))
        self.kept += rows.num_rows
        return rows

    def _is_new(self, name: str) -> bool:
        if not name or hash(name) in self._taken:
            self._refuse(Problem("rows-id-taken", got=name) if name else Problem("rows-id-missing"))
            return False
        self._taken.add(hash(name))
        return True


def _header(text: str, separator: str) -> tuple[int, list[str]]:
    """How many rows to pass over, blank ones and the header, and the cells of the header."""
    for place, cells in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=separator), start=1):
        if any(cell.strip() for cell in cells):
            return place, [cell.strip().removeprefix("\ufeff") for cell in cells]
    raise refuse(Kind.EMPTY.value)


def _named(header: list[str]) -> list[str]:
    """The name of each column: ours where it is one of ours, the first time that it comes; else its number."""
    names: list[str] = []
    for place, cell in enumerate(header):
        name = _ALSO.get(plain(cell), plain(cell))
        names.append(name if name in COLUMNS and name not in names else f"column {place}")
    return names
