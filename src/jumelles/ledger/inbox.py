"""What is in the inbox: each file's content hash, found again without reading it when it has not changed."""

import errno
import hashlib
import json
import os
import re
import stat
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from jumelles.ledger.workspace import Workspace, write_text
from jumelles.records.problem import Problem
from jumelles.sources.reading import SAMPLE_SIZE, Sample

LARGEST = 4 * 1024**3
CHUNK = 1 << 20
_SETTLED = 2_000_000_000  # a file touched less than 2 s before it was hashed may change within the same mtime
_PASSED_OVER = (".", "~$", "Thumbs.db", "desktop.ini")
_NOT_SHOWN = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
_OBSTACLES = {
    errno.EACCES: "file-forbidden",
    errno.EPERM: "file-forbidden",
    errno.ENOENT: "file-gone",
    errno.ELOOP: "link-loops",
}


@dataclass(frozen=True)
class Received:
    """A file of the inbox: its name there, where it is, its size and content hash, or why it cannot be taken."""

    name: str
    path: Path
    sha: str = ""
    size: int = 0
    problem: Problem | None = None

    def sample(self) -> Sample:
        with self.path.open("rb") as file:
            return Sample(self.path, file.read(SAMPLE_SIZE), self.path.stat().st_size)


def look(workspace: Workspace, progress: Callable[[str], None] = lambda _name: None) -> list[Received]:
    """Everything in the inbox that a person put there, sorted by name.

    Passed over: hidden files and folders, and what office software and systems leave (`~$…`, `Thumbs.db`).
    Raises OSError when the inbox itself cannot be opened.
    """
    workspace.inbox.mkdir(exist_ok=True)
    known = _remembered(workspace)
    fresh: dict[str, list[object]] = {}
    received = []
    for path in _files(workspace.inbox):
        name = shown_name(path.relative_to(workspace.inbox))
        progress(name)
        received.append(_receive(path, name, known, fresh))
    if fresh != known:
        write_text(workspace.read / "inbox.json", json.dumps(fresh, indent=0, sort_keys=True))
    return received


def shown_name(path: Path) -> str:
    """The name of a file as it can be written and printed: line ends, and bytes that are no text, spelled out."""
    text = os.fsencode(path.as_posix()).decode("utf-8", errors="backslashreplace")
    return _NOT_SHOWN.sub(lambda found: found[0].encode("unicode_escape").decode(), text)


def obstacle(error: OSError) -> Problem:
    """Why a file cannot be opened, in words."""
    code = _OBSTACLES.get(error.errno or 0, "file-unreadable")
    return Problem(code, got=error.strerror or str(error))


def _files(inbox: Path) -> list[Path]:
    """Files, and folders that cannot be entered (links are not followed: they may lead anywhere)."""
    found: list[Path] = []
    waiting = [inbox]
    while waiting:
        folder = waiting.pop()
        try:
            with os.scandir(folder) as entries:
                inside = [entry for entry in entries if not entry.name.startswith(_PASSED_OVER)]
        except PermissionError:
            if folder == inbox:
                raise
            found.append(folder)
            continue
        for entry in inside:
            (waiting if entry.is_dir(follow_symlinks=False) else found).append(Path(entry.path))
    return sorted(found)


def _receive(
    path: Path, name: str, known: dict[str, list[object]], fresh: dict[str, list[object]]
) -> Received:
    try:
        facts = path.stat()
        problem = _unfit(facts)
        if problem:
            return Received(name, path, problem=problem)
        mark: list[object] = [facts.st_size, facts.st_mtime_ns, facts.st_ino]
        sha = known[name][3] if name in known and known[name][:3] == mark else _hash(path)
    except OSError as error:
        return Received(name, path, problem=obstacle(error))
    if time.time_ns() - facts.st_mtime_ns > _SETTLED:
        fresh[name] = [*mark, sha]
    return Received(name, path, sha=str(sha), size=facts.st_size)


def _unfit(facts: os.stat_result) -> Problem | None:
    if stat.S_ISDIR(facts.st_mode):
        return Problem("folder-not-entered")
    if not stat.S_ISREG(facts.st_mode):
        return Problem("not-a-file")
    if facts.st_size == 0:
        return Problem("file-empty")
    if facts.st_size > LARGEST:
        return Problem("file-too-large", got=f"{facts.st_size / 1e9:.0f} Go")
    return None


def _hash(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def _remembered(workspace: Workspace) -> dict[str, list[object]]:
    try:
        return dict(json.loads((workspace.read / "inbox.json").read_text(encoding="utf-8")))
    except (OSError, ValueError):
        return {}
