"""The build: from the inbox to the tables and the published edition, incrementally and safely.

Each step writes beside and renames, and the stamp that says "done" is removed first and written last: a build
that is killed leaves a workspace that the next build completes to the same bytes.
"""

import json
import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jumelles.ledger import inbox
from jumelles.ledger.decisions import Decisions, decided
from jumelles.ledger.fingerprint import code_of, fingerprint
from jumelles.ledger.inbox import Received
from jumelles.ledger.intake import DISK_FULL, Taken, folder_of, take
from jumelles.ledger.process import ProcessEnded
from jumelles.ledger.workspace import SETTINGS, Workspace, WorkspaceError, write_text
from jumelles.publish.apart import publish_apart
from jumelles.records.account import FileAccount
from jumelles.records.problem import Problem

if TYPE_CHECKING:
    from jumelles.publish import Truth

MADE_BY = ("records", "reference", "sources", "detect", "ledger", "publish")


@dataclass(frozen=True)
class Steps:
    """Whom a build tells what it is doing: the file it takes in, the bytes read of it, the later steps."""

    file: Callable[[str, int], None] = lambda _name, _size: None
    bytes_read: Callable[[int], None] = lambda _position: None
    step: Callable[[str], None] = lambda _name: None


@dataclass(frozen=True)
class Built:
    """What a build did. `years` has one mapping a year, for the summary; `guesses` the columns guessed.

    `reviews` counts what people said of rows, by what has become of it; `model` is the version of the weights that
    the authority learned for itself, if any.
    """

    files: tuple[FileAccount, ...]
    problems: tuple[tuple[str, Problem], ...]
    guesses: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    years: tuple[Mapping[str, Any], ...] = ()
    reviews: Mapping[str, int] = field(default_factory=dict)
    model: str = ""
    unchanged: bool = False

    @property
    def unbalanced(self) -> tuple[FileAccount, ...]:
        """Files whose rows do not add up: read ≠ kept + refused + skipped."""
        return tuple(file for file in self.files if not file.balanced)

    @property
    def not_read(self) -> tuple[FileAccount, ...]:
        """Files refused whole, row by row even, or not recognised."""
        return tuple(
            file
            for file in self.files
            if file.status in ("refused", "not_recognised") or (file.refused and not file.kept)
        )


def build(
    workspace: Workspace,
    language: str = "fr",
    steps: Steps | None = None,
    truths: Callable[[], Sequence["Truth"]] = tuple,
) -> Built:
    """Bring tables and edition up to date with the inbox; `truths` are known for the shipped example only.

    Raises WorkspaceError when the settings cannot be used, another build runs, or the disk or memory is full;
    OSError when a file of the workspace cannot be written.
    """
    workspace.check()
    try:
        with workspace.locked():
            return _build(workspace, language, steps or Steps(), truths)
    except OSError as error:
        if error.errno in DISK_FULL:
            raise WorkspaceError(
                f"Plus de place sur le disque de {workspace.folder} ; libérez-en et relancez : rien n'est perdu."
            ) from error
        raise
    except ProcessEnded as error:
        raise WorkspaceError(
            "La construction s'est arrêtée en route, sans doute faute de mémoire ; fermez d'autres logiciels et "
            "relancez : rien n'est perdu."
        ) from error


def _build(
    workspace: Workspace, language: str, steps: Steps, truths: Callable[[], Sequence["Truth"]]
) -> Built:
    stamp = workspace.read / "built.json"
    received = inbox.look(workspace)
    decisions = decided(workspace)
    mark = _mark(received, workspace.settings_text, language, decisions)
    before = _remembered(stamp)
    if before.get("mark") == mark and before.get("files") == _state(workspace):
        return _recall(before)
    decisions.check()
    stamp.unlink(missing_ok=True)
    _clean(workspace)
    taken, new = _take_all(workspace, received, steps)
    named = {layout: one.account.file for one in reversed(taken) for layout in one.mappings_used}
    settings = workspace.save_mappings(new, named)
    steps.step("tables")
    from jumelles.ledger.make import make_tables  # noqa: PLC0415  an unchanged build does without
    from jumelles.ledger.verdicts import counts  # noqa: PLC0415

    problems = make_tables(workspace, taken, decisions)
    steps.step("publish")
    files = tuple(t.account for t in taken)
    years = publish_apart(workspace.folder, files, tuple(truths()), language)
    told = counts(workspace.tables)
    built = Built(files, tuple((f, p) for f, _, p in problems), new, years, told, decisions.version)
    _prune(workspace, received)
    done = {
        "mark": _mark(received, settings, language, decisions),
        "files": _state(workspace),
        "built": asdict(built),
    }
    write_text(stamp, json.dumps(done, ensure_ascii=False, default=str))
    return built


def _take_all(
    workspace: Workspace, received: Sequence[Received], steps: Steps
) -> tuple[list[Taken], dict[str, Mapping[str, str]]]:
    """Every file taken in, and the layouts guessed, to be shown.

    The first file of a layout settles its columns for all, so that the next build, which finds them in
    `jumelles.toml`, reads the same.
    """
    taken: list[Taken] = []
    first: dict[str, str] = {}
    settled: dict[str, Mapping[str, str]] = dict(workspace.mappings)
    guessed: dict[str, Mapping[str, str]] = {}
    for file in received:
        steps.file(file.name, file.size)
        if file.sha and file.sha in first:
            problem = Problem("same-content", got=first[file.sha])
            taken.append(Taken(FileAccount(file.name, file.sha, status="same_content"), (problem,)))
            continue
        first[file.sha] = file.name
        one = take(workspace, file, settled, steps.bytes_read)
        guessed |= _guessed(one, settled)
        settled |= one.mappings_used
        taken.append(one)
    return taken, guessed


def _guessed(one: Taken, settled: Mapping[str, object]) -> dict[str, Mapping[str, str]]:
    """Layouts of a file whose columns nobody settled.

    Without a schema all is a guess; in a file of a schema, its official headers are none.
    """
    without_schema = one.account.format == "spreadsheet"
    return {
        layout: one.mappings_used[layout]
        for layout, sure in one.mappings_guessed.items()
        if layout not in settled and (without_schema or any(score < 1 for score in sure.values()))
    }


def _mark(received: Sequence[Received], settings: str, language: str, decisions: Decisions) -> str:
    files = [(file.name, file.sha, file.problem.code if file.problem else "") for file in received]
    return fingerprint(files, settings, language, decisions.mark, code_of(*MADE_BY))


def _state(workspace: Workspace) -> dict[str, list[int]]:
    """Size and time of each file under `tables/` and `out/`: any change to them means making them again."""
    found = {}
    for folder in (workspace.tables, workspace.out):
        for path in sorted(folder.rglob("*")):
            facts = path.stat()
            if path.is_file():
                found[path.relative_to(workspace.folder).as_posix()] = [facts.st_size, facts.st_mtime_ns]
    return found


def _remembered(stamp: Path) -> dict[str, Any]:
    try:
        return dict(json.loads(stamp.read_text(encoding="utf-8")))
    except (OSError, ValueError):
        return {}


def _recall(before: Mapping[str, Any]) -> Built:
    built = before["built"]
    return Built(
        files=tuple(FileAccount(**account) for account in built["files"]),
        problems=tuple((file, Problem(**problem)) for file, problem in built["problems"]),
        years=tuple(built["years"]),
        reviews=built["reviews"],
        model=built["model"],
        unchanged=True,
    )


def _clean(workspace: Workspace) -> None:
    """Take away what a killed build may have left half made."""
    made = (workspace.tables, workspace.out, workspace.folder / SETTINGS)
    for path in (
        *(path.with_name(path.name + end) for path in made for end in (".tmp", ".old")),
        *workspace.read.glob("*.tmp"),
        *workspace.sources.glob("*.tmp"),
    ):
        shutil.rmtree(path) if path.is_dir() and not path.is_symlink() else path.unlink(missing_ok=True)


def _prune(workspace: Workspace, received: Sequence[Received]) -> None:
    """Forget what was made of files that have left the inbox; their copies under `sources/` stay."""
    current = {folder_of(workspace, file) for file in received if file.sha}
    for path in workspace.read.iterdir():
        if path.is_dir() and path not in current:
            shutil.rmtree(path)
