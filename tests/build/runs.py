"""Runs of the real command in a process of its own, and what they leave in a workspace."""

import hashlib
import os
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

HOOKED = Path(__file__).with_name("hooked.py")
SIREN = "219300480"


@dataclass(frozen=True)
class Run:
    """How a run ended: exit code (negative: the signal that ended it), outputs (plain spaces), seconds."""

    code: int
    out: str
    err: str
    seconds: float


def run(*arguments: str | Path, env: Mapping[str, str] | None = None, through: Sequence[str] = ()) -> Run:
    """`jumelles *arguments`, in a session of its own; `through` is put before the command."""
    started = time.monotonic()
    process = start(*arguments, env=env, through=through)
    out, err = process.communicate(timeout=120)
    return Run(process.returncode, _spaced(out), _spaced(err), time.monotonic() - started)


def _spaced(text: str) -> str:
    """`text` with plain spaces in place of those that French typography asks for."""
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def start(
    *arguments: str | Path, env: Mapping[str, str] | None = None, through: Sequence[str] = ()
) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [*through, sys.executable, str(HOOKED), *map(str, arguments)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        env={**os.environ, "COLUMNS": "200", **(env or {})},
        start_new_session=True,
    )


def at(moment: str, do: str, where: str = "command") -> dict[str, str]:
    """The environment for hooked.py: `do` just before the file or folder named `moment` takes its place."""
    return {"HOOK_MOMENT": moment, "HOOK_DO": do, "HOOK_WHERE": where}


def contents(workspace: Path) -> dict[str, str]:
    """Each derived file of a workspace and the settings, by hash."""
    derived = [
        *(workspace / "tables").rglob("*"),
        *(workspace / "out").rglob("*"),
        workspace / "jumelles.toml",
    ]
    return {
        path.relative_to(workspace).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in derived
        if path.is_file()
    }


def leftovers(workspace: Path) -> list[str]:
    return [path.name for path in workspace.rglob("*") if path.name.endswith((".tmp", ".old"))]


def living(session: int) -> list[str]:
    """The processes of a session that have not ended, as Linux tells them."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            name, _, facts = stat.read_text().rpartition(")")
        except OSError:
            continue
        state, _parent, _group, of_session = facts.split()[:4]
        if int(of_session) == session and state != "Z":
            found.append(name)
    return found


def all_ended(session: int, within: float = 5.0) -> bool:
    """Whether all processes of a session end `within` seconds."""
    deadline = time.monotonic() + within
    while living(session) and time.monotonic() < deadline:
        time.sleep(0.02)
    return not living(session)
