"""Taking in a file of the inbox: kept as a source, recognised, read once, what it gave set aside under `read/`."""

import errno
import json
import shutil
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

import pyarrow as pa

from jumelles.ledger.fingerprint import code_of, fingerprint
from jumelles.ledger.inbox import Received, obstacle
from jumelles.ledger.kept import keep
from jumelles.ledger.workspace import Workspace, write_text
from jumelles.records.account import FileAccount
from jumelles.records.problem import Problem
from jumelles.sources.reading import FileRefused, Format, Reading

PRODUCED_BY = ("records", "reference", "sources")
DISK_FULL = (errno.ENOSPC, errno.EDQUOT)

Mappings = Mapping[str, Mapping[str, str]]
Note = dict[str, Any]


@dataclass(frozen=True)
class Taken:
    """What became of one file: its account, its problems, the folder of its rows (None when refused)."""

    account: FileAccount
    problems: tuple[Problem, ...] = ()
    rows: Path | None = None
    mappings_used: Mappings = field(default_factory=dict)
    mappings_guessed: Mapping[str, Mapping[str, float]] = field(default_factory=dict)


def take(
    workspace: Workspace,
    file: Received,
    mappings: Mappings | None = None,
    progress: Callable[[int], None] = lambda _bytes: None,
) -> Taken:
    """Take in one file, with the column `mappings` settled so far (default: those of the workspace).

    Raises OSError when the disk is full; anything else that is wrong is in the answer.
    """
    if file.problem is not None:
        return _refused(file, file.problem)
    mappings = workspace.mappings if mappings is None else mappings
    try:
        return _remembered(workspace, file, mappings) or _read(workspace, file, mappings, progress)
    except FileRefused as refusal:
        return _refused(file, refusal.problem)
    except OSError as error:
        if error.errno in DISK_FULL:
            raise
        return _refused(file, obstacle(error))
    except Exception as error:  # whatever a reader stumbles on, the other files are read
        return _refused(file, Problem("reader-failed", got=f"{type(error).__name__}: {error}"[:200]))


def folder_of(workspace: Workspace, file: Received) -> Path:
    """Where what a file gave is set aside: named after all that it depends on, but for the column mappings."""
    depends_on = fingerprint(code_of(*PRODUCED_BY), asdict(workspace.authority), file.name)
    return workspace.read / f"{file.sha}.{depends_on}"


def _read(workspace: Workspace, file: Received, mappings: Mappings, progress: Callable[[int], None]) -> Taken:
    # Readers load slowly: only when needed.
    from jumelles.sources.registry import ENOUGH, columns_to_settle, not_recognised, recognise  # noqa: PLC0415

    folder = folder_of(workspace, file)
    draft = folder.with_name(folder.name + ".tmp")
    shutil.rmtree(draft, ignore_errors=True)
    draft.mkdir(parents=True)
    try:
        sample = replace(file.sample(), mappings=mappings)
        found, match = recognise(sample)
        if match.score < ENOUGH:
            note = _refusal(not_recognised(sample, found, match), mappings, status="not_recognised")
            _offer(note, columns_to_settle(sample))
        else:
            copy = keep(workspace, file)
            with _Writers(draft) as writers:
                reading = Reading(file.sha, file.name, workspace.authority, writers.write, mappings, progress)
                note = _note(found, copy, reading)
        if note["status"] != "read":
            _empty(draft)
        write_text(draft / "note.json", json.dumps(note, ensure_ascii=False, default=dict))
        shutil.rmtree(folder, ignore_errors=True)
        draft.rename(folder)
    except BaseException:
        shutil.rmtree(draft, ignore_errors=True)
        raise
    return _taken(file, folder, note)


def _note(found: Format, copy: Path, reading: Reading) -> Note:
    """What is to be remembered of the reading of a file, its refusal too."""
    try:
        found.read(copy, reading)
    except FileRefused as refusal:
        return _refusal(refusal.problem, reading.mappings, found.name)
    return {
        "format": found.name,
        "status": "read",
        "counts": (reading.read, reading.kept, reading.refused, dict(sorted(reading.skipped.items()))),
        "problems": [asdict(problem) for problem in reading.problems],
        "mappings_used": reading.mappings_used,
        "mappings_guessed": reading.mappings_guessed,
    }


def _empty(folder: Path) -> None:
    for path in folder.iterdir():
        path.unlink()


def _refusal(problem: Problem, mappings: Mappings, name: str = "", status: str = "refused") -> Note:
    return {
        "format": name,
        "status": status,
        "counts": (0, 0, 0, {}),
        "problems": [asdict(problem)],
        "mappings_used": {},
        "mappings_guessed": {},
        "mappings_known": fingerprint(mappings),
    }


def _offer(note: Note, layouts: Mapping[str, Mapping[str, tuple[str, float]]]) -> None:
    """Let a person say, in `jumelles.toml`, what the columns of a file that was not recognised are."""
    if layouts:
        sections = ", ".join(f"[columns.{layout}]" for layout in layouts)
        note["problems"].append(asdict(Problem("columns-to-settle", details={"sections": sections})))
    note["mappings_used"] = {
        layout: {header: field for header, (field, _) in guess.items()} for layout, guess in layouts.items()
    }
    note["mappings_guessed"] = {
        layout: {header: sure for header, (_, sure) in guess.items()} for layout, guess in layouts.items()
    }


class _Writers:
    """One Parquet file a table, opened when its first rows come."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.open: dict[str, Any] = {}

    def __enter__(self) -> "_Writers":
        return self

    def __exit__(self, kind: object, *_: object) -> None:
        for writer in self.open.values():
            with suppress(*[Exception] if kind else []):  # what went wrong first is what is told
                writer.close()

    def write(self, name: str, rows: pa.Table) -> None:
        import pyarrow.parquet as pq  # noqa: PLC0415

        if name not in self.open:
            self.open[name] = pq.ParquetWriter(
                self.folder / f"{name}.parquet", rows.schema, compression="zstd"
            )
        self.open[name].write_table(rows)


def _remembered(workspace: Workspace, file: Received, mappings: Mappings) -> Taken | None:
    """What was made of the file before; None when it never was, or when the columns it has were settled anew."""
    folder = folder_of(workspace, file)
    try:
        note = json.loads((folder / "note.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    if note["status"] != "read":
        return _taken(file, folder, note) if note["mappings_known"] == fingerprint(mappings) else None
    for layout, used in note["mappings_used"].items():
        guessed = used if layout in note["mappings_guessed"] else None
        if mappings.get(layout, guessed) != used:
            return None
    return _taken(file, folder, note)


def _taken(file: Received, folder: Path, note: Note) -> Taken:
    problems = tuple(Problem(**problem) for problem in note["problems"])
    read, kept, refused, skipped = note["counts"]
    status = note["status"]
    account = FileAccount(file.name, file.sha, note["format"], read, kept, refused, skipped, status)
    rows = folder if status == "read" else None
    return Taken(account, problems, rows, note["mappings_used"], note["mappings_guessed"])


def _refused(file: Received, problem: Problem) -> Taken:
    return Taken(FileAccount(file.name, file.sha, status="refused"), (problem,))
