"""Write the example: the inbox of an authority that does not exist, and its truth beside it."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from jumelles.demo.accounts import account
from jumelles.demo.annexes import annexes, no_annexes
from jumelles.demo.budget_lines import amendment_lines, annex_amounts, closed_lines, primitive_lines
from jumelles.demo.budget_xml import document
from jumelles.demo.heading import annex_account, closed_account, voted
from jumelles.demo.lines import Amounts
from jumelles.demo.material import Year, settings, years
from jumelles.demo.published import deliberations, subsidies
from jumelles.demo.truth import beside_csv, truth_csv
from jumelles.demo.workbooks import deliberation_workbook, mandate_workbook

_PROVISIONAL = Decimal("1840.00")
"""What the first version of a superseded account missed on each of its biggest lines."""


@dataclass(frozen=True)
class Truth:
    """What the caller needs to know of the example: who it is, and where its true total is written."""

    siren: str
    name: str
    partners: tuple[str, ...]
    path: Path
    beside: Path


def generate(folder: Path) -> Truth:
    """Write `folder/inbox/` and `folder/truth.csv`, the same bytes each time; says whose papers they are.

    Raises OSError when the folder cannot be written.
    """
    inbox = folder / "inbox"
    inbox.mkdir(parents=True, exist_ok=True)
    for name, content in _papers():
        (inbox / name).write_bytes(content)
    facts = settings()
    truth = Truth(
        siren=facts["siren"],
        name=facts["name"],
        partners=tuple(facts["partners"]),
        path=folder / "truth.csv",
        beside=folder / "truth_beside.csv",
    )
    truth.path.write_bytes(truth_csv())
    truth.beside.write_bytes(beside_csv())
    return truth


def _papers() -> Iterator[tuple[str, bytes]]:
    for year in years():
        yield from _yearly(year)
    last = years()[-1]
    *early, latest = (year.number for year in years())
    yield f"BP_{latest}.xml", document(voted(last, "BP"), primitive_lines(voted(last, "BP")), no_annexes())
    yield f"DM1_{latest}.xml", document(voted(last, "DM"), amendment_lines(voted(last, "DM")), no_annexes())
    yield f"deliberations_{early[0]}-{early[-1]}.csv", deliberations(early)
    yield f"deliberations_{latest}.xlsx", deliberation_workbook(latest)


def _yearly(year: Year) -> Iterator[tuple[str, bytes]]:
    number = year.number
    heading = closed_account(year)
    yield f"CA_{number}.xml", document(heading, closed_lines(heading, account(year)), annexes(heading))
    if year.superseded:
        first = closed_account(year, year.superseded)
        lines = closed_lines(first, _provisional(account(year)))
        yield f"CA_{number}_premiere_version.xml", document(first, lines, annexes(first))
    if number == settings()["annex"]["year"]:
        heading = annex_account(year)
        lines = closed_lines(heading, annex_amounts())
        yield f"CA_{number}_stationnement.xml", document(heading, lines, no_annexes())
    yield f"extraction_mandats_{number}.xlsx", mandate_workbook(year)
    published = subsidies(year)
    if published is not None:
        yield f"subventions_{number}.csv", published


def _provisional(amounts: Amounts) -> Amounts:
    """The account before its correction: every large expense a little lower."""
    return {
        line: amount - _PROVISIONAL if line.direction == "D" and not line.order and amount > 10000 else amount
        for line, amount in amounts.items()
    }
