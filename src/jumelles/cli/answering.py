"""A file of rows answered by the detector: read, answered on all processors and written, a batch at a time."""

import errno
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from jumelles.cli.asked import end
from jumelles.detect import SCHEMA, Knowledge, knowledge
from jumelles.detect.stream import cores, pool
from jumelles.ledger.decisions import decided
from jumelles.ledger.workspace import Workspace
from jumelles.publish.formats import formats
from jumelles.records.vocabulary import Perimeter
from jumelles.reference.words import words
from jumelles.sources.asked_rows import AskedRows
from jumelles.sources.reading import FileRefused

_SMALL = 4_000_000  # bytes; below, starting processes takes longer than they save


def known(partners: Sequence[str], workspace: Path | None) -> Knowledge:
    """What the detector knows, with `partners` and what the settings of a workspace add."""
    if workspace is None:
        return knowledge(partners)
    space = Workspace(workspace)
    return knowledge([*space.partners, *partners], space.words, decided(space).model)


def answer_file(path: Path, output: Path, facts: Knowledge, language: str) -> int:
    """Write the answers to the rows of `path`; 0 when each has one, 1 when some were refused, 2 when none can."""
    say = words(language)
    if output.exists() and output.samefile(path):
        end(say("The answers would replace the rows: give another name after -o."), 2)
    size = path.stat().st_size
    try:
        with (
            pool(facts, _written, cores() if size > _SMALL else 1) as stream,
            _drafted(output) as draft,
            _progress(say("Looking at the rows"), size) as progress,
        ):
            rows = AskedRows(path, progress)
            counts = _write(draft, stream(rows.batches()))
    except FileRefused as refused:
        end(f"{path} : {refused.problem.text(language)}", 2)
    except BrokenProcessPool:
        end(
            say(
                "The machine stopped a process, for want of memory no doubt. Close other programs; run again."
            ),
            2,
        )
    _tell(rows, counts, output, language)
    return 1 if rows.refused else 0


def _written(answers: pa.RecordBatch) -> tuple[bytes, Counter[str]]:
    """Answers as lines of CSV, and how many there are of each perimeter."""
    sink = pa.BufferOutputStream()
    csv.write_csv(answers, sink, csv.WriteOptions(include_header=False))
    counts: Any = pc.value_counts(answers.column("perimeter"))
    return sink.getvalue().to_pybytes(), Counter({one["values"]: one["counts"] for one in counts.to_pylist()})


def _write(draft: Path, parts: Iterator[tuple[bytes, Counter[str]]]) -> Counter[str]:
    counts: Counter[str] = Counter()
    with draft.open("wb") as file:
        file.write((",".join(SCHEMA.names) + "\n").encode())
        for lines, found in parts:
            file.write(lines)
            counts.update(found)
    return counts


@contextmanager
def _drafted(output: Path) -> Iterator[Path]:
    """A file beside `output` that takes its name when all is well, and is gone otherwise."""
    if output.is_dir():
        raise IsADirectoryError(errno.EISDIR, "", str(output))
    draft = output.with_name(output.name + ".tmp")
    try:
        yield draft
        draft.replace(output)
    finally:
        draft.unlink(missing_ok=True)


@contextmanager
def _progress(title: str, size: int) -> Iterator[Callable[[int], None]]:
    """A bar on the terminal (nothing when the output is not one); call it with the bytes read so far."""
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}", markup=False), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task(title, total=size or None)
        yield lambda position: bar.update(task, completed=position)


def _tell(rows: AskedRows, counts: Counter[str], output: Path, language: str) -> None:
    say, count, console = words(language), formats(language).count, Console(highlight=False, soft_wrap=True)
    told = {str(perimeter): count(counts[perimeter]) for perimeter in Perimeter}
    text = say("{all} rows: {core} international (core), {extended} in the extended perimeter, {none} not.")
    console.print(text.format(all=count(rows.kept), **told), markup=False)
    for problem in rows.problems:
        console.print(f" ✗ {problem.text(language)}", markup=False)
    if rows.refused > len(rows.problems):
        others = count(rows.refused - len(rows.problems))
        console.print(say(" … and {count} other rows refused.").format(count=others), markup=False)
    console.print(say("Answers: {path}").format(path=output), markup=False)
