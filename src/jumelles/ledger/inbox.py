"""What is in the inbox: each file's content hash, found again without reading it when it has not changed."""

import hashlib
import json
import os
import stat
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from jumelles.ledger.workspace import Workspace, write_text
from jumelles.records.problem import Problem
from jumelles.sources.reading import SAMPLE_SIZE, Sample

LARGEST = 4 * 1024**3
_SETTLED = 2_000_000_000  # a file touched less than 2 s before it was hashed may change within the same mtime
_CHUNK = 1 << 20


@dataclass(frozen=True)
class Received:
    """A file of the inbox: its name there, where it is, its content hash, or why it cannot be taken."""

    name: str
    path: Path
    sha: str = ""
    problem: Problem | None = None

    def sample(self) -> Sample:
        with self.path.open("rb") as file:
            return Sample(self.path, file.read(SAMPLE_SIZE), self.path.stat().st_size)


def look(workspace: Workspace, progress: Callable[[str], None] = lambda _name: None) -> list[Received]:
    """Every file of the inbox, sorted by name; hidden files and office lock files (`~$…`) are passed over."""
    known = _remembered(workspace)
    fresh: dict[str, list[object]] = {}
    received = []
    for path in _files(workspace.inbox):
        name = path.relative_to(workspace.inbox).as_posix()
        progress(name)
        received.append(_receive(path, name, known, fresh))
    if fresh != known:
        write_text(workspace.read / "inbox.json", json.dumps(fresh, indent=0, sort_keys=True))
    return received


def _files(folder: Path) -> list[Path]:
    found = []
    for parent, folders, names in os.walk(folder):
        folders.sort()
        found += [Path(parent) / name for name in names if not name.startswith((".", "~$"))]
        found += [
            Path(parent) / name for name in folders if not os.access(Path(parent) / name, os.R_OK | os.X_OK)
        ]
    return sorted(found)


def _receive(
    path: Path, name: str, known: dict[str, list[object]], fresh: dict[str, list[object]]
) -> Received:
    try:
        facts = path.stat()
        problem = _obstacle(facts)
        if problem:
            return Received(name, path, problem=problem)
        mark: list[object] = [facts.st_size, facts.st_mtime_ns, facts.st_ino]
        sha = known[name][3] if name in known and known[name][:3] == mark else _hash(path)
    except OSError as error:
        return Received(name, path, problem=Problem("file-unreadable", got=error.strerror or str(error)))
    if time.time_ns() - facts.st_mtime_ns > _SETTLED:
        fresh[name] = [*mark, sha]
    return Received(name, path, sha=str(sha))


def _obstacle(facts: os.stat_result) -> Problem | None:
    if not stat.S_ISREG(facts.st_mode):
        return Problem("not-a-file")
    if facts.st_size == 0:
        return Problem("file-empty")
    if facts.st_size > LARGEST:
        return Problem("file-too-large", got=f"{facts.st_size / 1e9:.1f} Go")
    return None


def _hash(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def _remembered(workspace: Workspace) -> dict[str, list[object]]:
    try:
        return dict(json.loads((workspace.read / "inbox.json").read_text(encoding="utf-8")))
    except (OSError, ValueError):
        return {}
