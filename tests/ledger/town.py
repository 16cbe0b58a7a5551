"""A town that makes its tables from lists of grants and judges their rows, for tests."""

import csv
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from jumelles.ledger import inbox, queue, reviews, shelf
from jumelles.ledger.decisions import decided
from jumelles.ledger.intake import take
from jumelles.ledger.judging import judge
from jumelles.ledger.make import make_tables
from jumelles.ledger.queue import Waiting
from jumelles.ledger.reviews import Verdict
from jumelles.ledger.workspace import Workspace, create

LIST = "subventions.csv"
NOON = datetime(2026, 3, 12, 12, 0, tzinfo=UTC)
Grant = tuple[str, str, str]
"""Beneficiary, object, amount."""


def town(folder: Path, grants: list[Grant]) -> Workspace:
    """A workspace whose one list of grants of 2021 is read."""
    workspace = create(folder, "219300480", "Ville d'essai")
    workspace.read.mkdir()
    receive(workspace, grants)
    return workspace


def receive(workspace: Workspace, grants: list[Grant], name: str = LIST, year: int = 2021) -> None:
    """Put a list in the inbox, in the place of one of that name, and make the tables."""
    with (workspace.inbox / name).open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(["Exercice", "Bénéficiaire", "Objet", "Montant"])
        writer.writerows([str(year), *grant] for grant in grants)
    remake(workspace)


def remake(workspace: Workspace) -> None:
    make_tables(workspace, [take(workspace, file) for file in inbox.look(workspace)], decided(workspace))


def waiting(workspace: Workspace) -> list[Waiting]:
    return queue.waiting(workspace, reviews.read(workspace))


def row_of(workspace: Workspace, beneficiary: str) -> str:
    """The id of the one row that waits for this beneficiary."""
    (found,) = [one.row.id for one in waiting(workspace) if one.row.beneficiary == beneficiary]
    return found


def say(workspace: Workspace, beneficiary: str, perimeter: str, **more: Any) -> str:
    """Judge the row of a beneficiary and make the tables; the row's id."""
    name = row_of(workspace, beneficiary)
    judge(workspace, {name: Verdict(perimeter, **more)}, "Awa Diop")
    remake(workspace)
    return name


def rows(workspace: Workspace, table: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = shelf.read(table, workspace.tables).to_pylist()
    return found


def entries(workspace: Workspace) -> dict[str, dict[str, Any]]:
    return {entry["beneficiary"]: entry for entry in rows(workspace, "entries")}


def states(workspace: Workspace) -> list[str | None]:
    return [row["state"] for row in rows(workspace, "reviews")]
