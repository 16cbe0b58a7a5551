"""However a build ends, the next one completes to the same bytes, and nothing goes on behind its back."""

import os
import signal
import sys
import time
from pathlib import Path

import pytest
from bad_files import grant
from runs import all_ended, at, contents, leftovers, living, run, start

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="processes are looked up in /proc")

# What takes its place one after the other in a build: the moments when a kill could leave something half made.
MOMENTS = ("inbox.json", "source.json", "note.json", "jumelles.toml", "tables", "built.json")


def test_killed_at_each_moment_then_completed(fresh_copy: Path, built: Path) -> None:
    old = time.time() - 60  # so that the list of the inbox is worth remembering
    for path in (fresh_copy / "inbox").iterdir():
        os.utime(path, (old, old))
    passing = fresh_copy / "inbox" / "0.csv"  # first of all to be read, and gone after the second kill
    passing.write_text(grant("Kayes"))
    for moment in MOMENTS:
        process = start("build", fresh_copy, env=at(moment, "kill"))
        process.communicate(timeout=60)
        assert process.returncode == -signal.SIGKILL, f"{moment} never came"
        assert all_ended(process.pid), f"{moment}: {living(process.pid)}"
        if moment == "source.json":
            passing.unlink()
    assert run("build", fresh_copy).code == 0
    assert contents(fresh_copy) == contents(built)
    assert leftovers(fresh_copy) == []


def test_killed_while_another_process_publishes(built_copy: Path, built: Path) -> None:
    (built_copy / "tables" / "entries.parquet").unlink()
    process = start("build", built_copy, env=at("out", "kill the command", where="started"))
    process.communicate(timeout=60)
    assert process.returncode == -signal.SIGKILL
    assert all_ended(process.pid), living(process.pid)
    assert run("build", built_copy).code == 0
    assert contents(built_copy) == contents(built)
    assert leftovers(built_copy) == []


def test_publishing_killed_alone_is_told(built_copy: Path) -> None:
    (built_copy / "tables" / "entries.parquet").unlink()
    ended = run("build", built_copy, env=at("out", "kill", where="started"))
    assert ended.code == 2
    assert "La construction s'est arrêtée en route" in ended.err
    assert "Traceback" not in ended.err


@pytest.mark.parametrize(("moment", "where"), [("note.json", "command"), ("out", "started")])
def test_interrupted_by_hand(fresh_copy: Path, moment: str, where: str) -> None:
    process = start("build", fresh_copy, env=at(moment, "interrupt", where))
    out, err = process.communicate(timeout=60)
    assert process.returncode == 130
    assert err == "Interrompu : rien n'est perdu, relancez quand vous voulez.\n"
    assert out == ""
    assert all_ended(process.pid), living(process.pid)
    assert not (fresh_copy / "read" / "built.json").exists()


def test_an_interruption_is_for_the_command_alone(built_copy: Path, built: Path) -> None:
    (built_copy / "tables" / "entries.parquet").unlink()
    ended = run("build", built_copy, env=at("out", "interrupt it alone", where="started"))
    assert (ended.code, ended.err) == (0, "")
    assert contents(built_copy) == contents(built)


def test_two_builds_at_once(fresh_copy: Path, built: Path) -> None:
    first = start("build", fresh_copy, env=at("tables", "stop"))
    while "T" not in Path(f"/proc/{first.pid}/stat").read_text().rpartition(")")[2].split()[0]:
        time.sleep(0.05)
    second = run("build", fresh_copy)
    os.kill(first.pid, signal.SIGCONT)
    _, err = first.communicate(timeout=60)
    assert second.code == 2
    assert (
        second.err == f"Une construction est déjà en cours dans {fresh_copy} ; attendez qu'elle se termine.\n"
    )
    assert second.seconds < 3
    assert first.returncode == 0, err
    assert contents(fresh_copy) == contents(built)
