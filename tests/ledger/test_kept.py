"""Copies of what was read: made once, made again when someone took them away."""

import hashlib
from pathlib import Path

from jumelles.ledger.inbox import Received
from jumelles.ledger.kept import keep
from jumelles.ledger.workspace import Workspace


def test_a_copy_that_was_taken_away_is_made_again(tmp_path: Path) -> None:
    path = tmp_path / "grants.csv"
    path.write_bytes(b"a;b\n")
    file = Received("grants.csv", path, hashlib.sha256(b"a;b\n").hexdigest(), 4)
    first = keep(Workspace(tmp_path), file)
    assert first.name == "original.csv"
    first.unlink()
    again = keep(Workspace(tmp_path), file)
    assert (again, again.read_bytes()) == (first, b"a;b\n")
