"""A town whose two lists of one year tell the same grants in other words, for tests."""

import csv
from pathlib import Path

from jumelles.ledger import shelf
from jumelles.ledger.interval import Interval
from jumelles.ledger.workspace import Workspace, create

PAID, VOTED = "paiements.csv", "votes.csv"
_HEADERS = {
    PAID: ["Exercice", "Bénéficiaire", "Objet", "Montant"],
    VOTED: ["Année", "Organisme", "Montant voté", "Direction"],
}
ONE = ("Jumelage Mali Sénégal", "5000")
OTHER = ("Les amis du Sénégal et du Mali", "5000")
Grant = tuple[str, str]
"""Beneficiary, amount."""


def town_of_two_lists(folder: Path) -> Workspace:
    """A workspace, not built yet: the model doubts whether `ONE` and `OTHER` are one euro."""
    workspace = create(folder, "219300480", "Ville d'essai", partners=(ONE[0], OTHER[0]))
    workspace.read.mkdir()
    receive(workspace, PAID, [("Club d'échecs", "800"), ONE])
    receive(workspace, VOTED, [OTHER, ("Gymnastique", "1200")])
    return workspace


def receive(workspace: Workspace, kind: str, grants: list[Grant], name: str = "") -> None:
    """Put a list in the inbox; `kind` is PAID or VOTED, `name` what its file is called."""
    with (workspace.inbox / (name or kind)).open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(_HEADERS[kind])
        rows = {
            PAID: [["2021", body, "", amount] for body, amount in grants],
            VOTED: [["2021", body, amount, "Sports"] for body, amount in grants],
        }
        writer.writerows(rows[kind])


def figure(workspace: Workspace) -> tuple[int, int, int]:
    """Low, central and high euros of all entries."""
    entries = shelf.read("entries", workspace.tables).to_pylist()
    total = sum((Interval(one["low"], one["central"], one["high"]) for one in entries), Interval())
    return int(total.low), int(total.central), int(total.high)


def links(workspace: Workspace) -> list[tuple[str, str]]:
    """Decision of each pair of the tables, and who decided."""
    rows = shelf.read("links", workspace.tables).to_pylist()
    return [(row["decision"], row["decided_by"]) for row in rows]
