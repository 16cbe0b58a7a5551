"""Links on the shipped example, whose true total is known: its lists tell the same grants in several ways."""

import csv
import hashlib
from decimal import Decimal
from pathlib import Path

import pytest

from jumelles.cli.example import against_truth
from jumelles.demo import generate
from jumelles.ledger import consolidate, inbox, pairs, rulings, shelf
from jumelles.ledger.decisions import decided
from jumelles.ledger.figures import classify, yearly
from jumelles.ledger.intake import Taken, take
from jumelles.ledger.interval import Interval
from jumelles.ledger.linkage import CODED
from jumelles.ledger.make import make_tables
from jumelles.ledger.rulings import Ruled
from jumelles.ledger.workspace import Workspace, create
from jumelles.records.vocabulary import Perimeter

Built = tuple[Workspace, list[Taken], dict[int, Decimal], Path]


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Built:
    folder = tmp_path_factory.mktemp("linked")
    facts = generate(folder)
    workspace = create(folder, facts.siren, facts.name, facts.partners)
    workspace.read.mkdir(exist_ok=True)
    taken = [take(workspace, file) for file in inbox.look(workspace)]
    truth: dict[int, Decimal] = {}
    with facts.path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["in_core"] == "true":
                truth[int(row["year"])] = truth.get(int(row["year"]), Decimal(0)) + Decimal(row["amount"])
    make_tables(workspace, taken)
    return workspace, taken, truth, facts.path


def totals(workspace: Workspace) -> dict[int, Interval]:
    names = ("entries", "documents", "general_budget")
    entries, documents, budgets = (shelf.read(name, workspace.tables) for name in names)
    rows = classify(entries, documents, Perimeter.CORE)
    return {figure.year: figure.total for figure in yearly(rows, budgets, documents)}


def test_the_truth_is_inside_the_interval_each_year(example: Built) -> None:
    workspace, _, truth, _ = example
    found = totals(workspace)
    assert {year for year, true in truth.items() if not found[year].low <= true <= found[year].high} == set()


def test_links_bring_the_central_figure_nearer_to_the_truth(
    example: Built, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace, taken, truth, path = example
    linked = totals(workspace)
    seen = _without_undetected(workspace, path, truth)
    before = {path.name: path.read_bytes() for path in workspace.tables.iterdir()}
    monkeypatch.setattr(consolidate, "link", lambda *_: [])
    make_tables(workspace, taken)
    unlinked = totals(workspace)
    for name, content in before.items():
        (workspace.tables / name).write_bytes(content)
    assert _error(linked, seen) < _error(unlinked, seen)


def test_made_again_in_another_order_the_links_are_the_same_bytes(example: Built) -> None:
    workspace, taken, _, _ = example
    before = _digest(workspace)
    make_tables(workspace, taken[::-1])
    assert _digest(workspace) == before


def test_the_lists_of_the_example_are_linked(example: Built) -> None:
    workspace, *_ = example
    links = shelf.read("links", workspace.tables).to_pylist()
    same = {frozenset((row["left_list"], row["right_list"])) for row in links if row["decision"] == "same"}
    assert {
        frozenset(("budget_xml", "scdl-subsidies")),
        frozenset(("budget_xml", "deliberations")),
        frozenset(("budget_xml", "coded")),
    } <= same


def test_a_person_says_which_line_of_the_accounts_a_grant_is(example: Built) -> None:
    workspace, taken, truth, _ = example
    before, digest = totals(workspace), _digest(workspace)
    one = next(one for one in pairs.pairs_seen(workspace, ()) if one.in_doubt and one.at_stake)
    year = next(side.row.year for side in one.sides if side.row.year)
    assert CODED in {side.list for side in one.sides}
    rulings.record(workspace, [Ruled(one.sides, one.said, "same")], "Awa Diop")
    make_tables(workspace, taken, decided(workspace))
    after = totals(workspace)
    assert before[year].high - after[year].high == one.at_stake
    assert after[year].low == before[year].low <= truth[year] <= after[year].high
    assert {other for other in after if after[other] != before[other]} == {year}
    rulings.undo(workspace, [one.id], "Awa Diop")
    make_tables(workspace, taken, decided(workspace))
    assert _digest(workspace) == digest


def _without_undetected(workspace: Workspace, path: Path, truth: dict[int, Decimal]) -> dict[int, Decimal]:
    """The true totals, less what the detector missed: no link can bring that back."""
    missed = {one.year: sum(one.missed.values(), Decimal(0)) for one in against_truth(path, workspace)}
    return {year: total - missed[year] for year, total in truth.items()}


def _error(found: dict[int, Interval], truth: dict[int, Decimal]) -> Decimal:
    return sum((abs(found[year].central - true) / true for year, true in truth.items()), Decimal(0))


def _digest(workspace: Workspace) -> str:
    return hashlib.sha256((workspace.tables / "links.parquet").read_bytes()).hexdigest()
