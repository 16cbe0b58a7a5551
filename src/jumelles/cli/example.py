"""The shipped example: generated, built, and held against its known truth."""

import csv
from collections import Counter
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

from rich.console import Console

from jumelles.build import Built, build
from jumelles.cli.summary import show
from jumelles.cli.working import exit_code, progress
from jumelles.demo import generate
from jumelles.ledger import shelf
from jumelles.ledger.workspace import SETTINGS, Workspace, create
from jumelles.publish import Truth
from jumelles.publish.formats import formats
from jumelles.records.vocabulary import Perimeter
from jumelles.reference.words import words

Found = Callable[[int, Decimal], bool]


def build_example(folder: Path, language: str) -> int:
    """Generate the example in `folder`, build it, and tell what was found of its true total."""
    facts = generate(folder)
    if not (folder / SETTINGS).exists():
        create(folder, facts.siren, facts.name, facts.partners)
    workspace = Workspace(folder)

    def truths() -> tuple[Truth, ...]:
        return against_truth(facts.path, workspace)

    with progress(language) as steps:
        built = build(workspace, language, steps, truths)
    show(built, workspace, language)
    _tell(truths(), built, language)
    return exit_code(built)


def _tell(truths: tuple[Truth, ...], built: Built, language: str) -> None:
    """The true total of each year beside the interval found, and what was missed."""
    say, count, console = words(language), formats(language).count, Console(highlight=False, soft_wrap=True)
    found = {year["year"]: year for year in built.years}
    console.print(say("Found against the truth, which an example made on purpose knows:"))
    for truth in truths:
        year = found.get(truth.year)
        if year is None:  # its account could not be read, which the problems say
            continue
        low, high = (Decimal(str(year[bound])) for bound in ("low", "high"))
        verdict = say("inside the interval") if low <= truth.total <= high else say("outside the interval")
        missed = sum(truth.missed.values(), Decimal(0))
        console.print(
            say(" {year}: true {true}, {verdict} {low} to {high}; not found: {missed}").format(
                year=truth.year,
                true=count(round(truth.total)),
                verdict=verdict,
                low=count(round(low)),
                high=count(round(high)),
                missed=count(round(missed)),
            )
        )


def against_truth(path: Path, workspace: Workspace) -> tuple[Truth, ...]:
    """The true total of each year and the actions of it that the ledger misses, by name."""
    found = _finder(shelf.read("entries", workspace.tables).to_pylist())
    totals: dict[int, Decimal] = {}
    missed: dict[int, dict[str, Decimal]] = {}
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if workspace.perimeter is Perimeter.CORE and row["in_core"] != "true":
                continue
            year, amount = int(row["year"]), Decimal(row["amount"])
            totals[year] = totals.get(year, Decimal(0)) + amount
            if row["source_kind"] != "coded" and not found(year, amount):
                name = row["beneficiary"] or row["department"]
                of_year = missed.setdefault(year, {})
                of_year[name] = of_year.get(name, Decimal(0)) + amount
    return tuple(Truth(year, total, missed.get(year, {})) for year, total in sorted(totals.items()))


def _finder(entries: list[dict[str, Any]]) -> Found:
    """Whether an entry found outside the codes has this year and amount; each entry answers once."""
    left = Counter(
        (e["year"], e["high"]) for e in entries if e["certainty"] != "coded" and e["apart"] is None
    )

    def found(year: int, amount: Decimal) -> bool:
        left[year, amount] -= 1
        return left[year, amount] >= 0

    return found
