"""Taking in a file of the inbox: kept as a source, recognised, read once, its rows set aside under `read/`."""

import errno
import json
import shutil
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa

from jumelles.ledger.fingerprint import code_of, fingerprint
from jumelles.ledger.inbox import Received
from jumelles.ledger.workspace import Workspace, WorkspaceError, write_text
from jumelles.records.account import FileAccount
from jumelles.records.problem import Problem
from jumelles.sources.reading import FileRefused, Format, Match, Reading

PRODUCED_BY = ("records", "reference", "sources")


@dataclass(frozen=True)
class Taken:
    """What became of one file: its account, its problems, the folder of its rows (None when refused)."""

    account: FileAccount
    problems: tuple[Problem, ...] = ()
    rows: Path | None = None
    mappings_used: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    mappings_guessed: Mapping[str, Mapping[str, float]] = field(default_factory=dict)


def take(
    workspace: Workspace, file: Received, progress: Callable[[int], None] = lambda _bytes: None
) -> Taken:
    """Take in one file. Raises WorkspaceError when the disk is full; anything else wrong is in the answer."""
    if file.problem is not None:
        return _refused(file, file.problem)
    remembered = _remembered(workspace, file)
    if remembered is not None:
        return remembered
    from jumelles.sources.registry import ENOUGH, recognise  # noqa: PLC0415  readers load slowly: only when needed

    found, match = recognise(file.sample())
    if match.score < ENOUGH:
        return _refused(file, not_recognised(found, match), status="not_recognised")
    try:
        _keep_source(workspace, file)
        return _read(workspace, file, found, progress)
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise WorkspaceError(
                f"Plus de place sur le disque pendant la lecture de {file.name} ; libérez de la place et relancez."
            ) from error
        return _refused(file, Problem("file-unreadable", got=error.strerror or str(error)))


def not_recognised(nearest: Format, match: Match) -> Problem:
    missing = ", ".join(match.missing) or "?"
    return Problem("file-not-recognised", details={"nearest": nearest.name, "missing": missing})


def _read(workspace: Workspace, file: Received, found: Format, progress: Callable[[int], None]) -> Taken:
    folder = _folder(workspace, file)
    draft = folder.with_name(folder.name + ".tmp")
    shutil.rmtree(draft, ignore_errors=True)
    draft.mkdir(parents=True)
    writers = _Writers(draft)
    reading = Reading(file.sha, file.name, workspace.authority, writers.write, workspace.mappings, progress)
    try:
        found.read(kept_copy(workspace, file), reading)
        writers.close()
    except FileRefused as refusal:
        writers.close()
        shutil.rmtree(draft)
        return _refused(file, refusal.problem, found.name)
    except (pa.ArrowException, ValueError, ArithmeticError, LookupError, TypeError) as error:
        writers.close()
        shutil.rmtree(draft)
        return _refused(file, Problem("reader-failed", got=f"{type(error).__name__}: {error}"), found.name)
    except BaseException:
        writers.close()
        shutil.rmtree(draft, ignore_errors=True)
        raise
    counts = (reading.read, reading.kept, reading.refused, dict(sorted(reading.skipped.items())))
    note = {
        "format": found.name,
        "counts": counts,
        "problems": [asdict(problem) for problem in reading.problems],
        "mappings_used": reading.mappings_used,
        "mappings_guessed": reading.mappings_guessed,
    }
    write_text(draft / "note.json", json.dumps(note, ensure_ascii=False, default=dict))
    shutil.rmtree(folder, ignore_errors=True)
    draft.rename(folder)
    return _taken(file, folder, note)


class _Writers:
    """One Parquet file a table, opened when its first rows come."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.open: dict[str, Any] = {}

    def write(self, name: str, rows: pa.Table) -> None:
        import pyarrow.parquet as pq  # noqa: PLC0415

        if name not in self.open:
            self.open[name] = pq.ParquetWriter(
                self.folder / f"{name}.parquet", rows.schema, compression="zstd"
            )
        self.open[name].write_table(rows)

    def close(self) -> None:
        for writer in self.open.values():
            writer.close()
        self.open = {}


def _remembered(workspace: Workspace, file: Received) -> Taken | None:
    folder = _folder(workspace, file)
    try:
        note = json.loads((folder / "note.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    saved = workspace.mappings
    if any(saved.get(layout, used) != used for layout, used in note["mappings_used"].items()):
        return None
    return _taken(file, folder, note)


def _taken(file: Received, folder: Path, note: Mapping[str, Any]) -> Taken:
    account = FileAccount(file.name, file.sha, note["format"], *note["counts"])
    problems = tuple(Problem(**problem) for problem in note["problems"])
    return Taken(account, problems, folder, note["mappings_used"], note["mappings_guessed"])


def _refused(file: Received, problem: Problem, name: str = "", status: str = "refused") -> Taken:
    return Taken(FileAccount(file.name, file.sha, name, status=status), (problem,))


def _folder(workspace: Workspace, file: Received) -> Path:
    depends_on = fingerprint(code_of(*PRODUCED_BY), asdict(workspace.authority))
    return workspace.read / f"{file.sha}.{depends_on}"


def _keep_source(workspace: Workspace, file: Received) -> None:
    folder = workspace.sources / file.sha
    if folder.exists():
        return
    draft = folder.with_name(folder.name + ".tmp")
    shutil.rmtree(draft, ignore_errors=True)
    draft.mkdir(parents=True)
    try:
        shutil.copyfile(file.path, draft / Path(file.name).name)
    except BaseException:
        shutil.rmtree(draft, ignore_errors=True)
        raise
    facts = {
        "name": file.name,
        "received": datetime.now(UTC).isoformat(timespec="seconds"),
        "producer": "",
        "licence": "",
    }
    write_text(draft / "source.json", json.dumps(facts, ensure_ascii=False, indent=1))
    draft.rename(folder)


def kept_copy(workspace: Workspace, file: Received) -> Path:
    """The immutable copy under `sources/`, which readers read, so that what is shown is what was read."""
    return workspace.sources / file.sha / Path(file.name).name
