"""The extract of the finance software: what some services paid, mandate by mandate, by account and function.

Every mandate is part of a line of the account of its year: the extract is a detail of it, not more money.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from jumelles.demo.abroad import Spending, spendings
from jumelles.demo.accounts import account
from jumelles.demo.chance import around, draw, share
from jumelles.demo.lines import Amounts, Line, added
from jumelles.demo.material import Year, function_code, service_name, settings, table

COLUMNS = (
    "Service",
    "Exercice",
    "N° mandat",
    "Date",
    "Nature",
    "Libellé nature",
    "Fonction",
    "Tiers",
    "Objet",
    "Montant TTC",
)
_USUAL = 1500
"""Euros of a usual ordinary mandate: bigger lines are paid in more mandates."""
_MOST_PARTS = 12


@dataclass(frozen=True)
class Mandate:
    """One payment: `amount` in euros, of the account and function of the year's nomenclature."""

    service: str
    year: int
    number: int
    paid: dt.date
    nature: str
    label: str
    function: str
    supplier: str
    object: str
    amount: Decimal

    def cells(self) -> tuple[str | int, ...]:
        """The row as the software writes it: date in French, amount as text with blanks."""
        amount = f"{self.amount:,.2f}".replace(",", "\u00a0").replace(".", ",")
        date = f"{self.paid:%d/%m/%Y}"
        start = (self.service, self.year, self.number, date, self.nature, self.label)
        return (*start, self.function, self.supplier, self.object, amount)


def mandates(year: Year) -> tuple[Mandate, ...]:
    """The extract of `year`, service by service."""
    found = sorted([*_abroad(year), *_ordinary(year)], key=lambda row: (row.service, row.number, row.object))
    return tuple(found)


def _abroad(year: Year) -> Iterator[Mandate]:
    for spending in spendings(year):
        if "spreadsheet" in spending.seen:
            facts = {
                "supplier": spending.beneficiary,
                "object": spending.object,
                "label": _label(spending, year),
            }
            yield _mandate(year, spending.line, facts, spending.service, spending.amount)


def _label(spending: Spending, year: Year) -> str:
    return next(
        row["label"]
        for row in table("mandates.csv")
        if spending.line.nature in _natures(row["nature"], year.column)
    )


def _ordinary(year: Year) -> Iterator[Mandate]:
    extracted = settings()["extracted"]
    services = {function_code(key, year.column): service for key, service in extracted.items()}
    abroad = _abroad_by_line(year)
    for line, amount in account(year).items():
        rows = _purchases(line, year)
        left = amount - abroad.get(line, Decimal(0))
        if rows and left and line.function in services and line.direction == "D":
            yield from _parts(year, line, rows, services[line.function], left)


def _abroad_by_line(year: Year) -> Amounts:
    return added({spending.line: spending.amount} for spending in spendings(year))


def _purchases(line: Line, year: Year) -> list[dict[str, str]]:
    """What can be bought on this line; empty when its account is not extracted for its function."""
    rows = [row for row in table("mandates.csv") if line.nature in _natures(row["nature"], year.column)]
    return [row for row in rows if not row["functions"] or line.function in _functions(row, year)]


def _functions(row: dict[str, str], year: Year) -> set[str]:
    return {function_code(key, year.column) for key in row["functions"].split()}


def _parts(
    year: Year, line: Line, rows: list[dict[str, str]], service: str, amount: Decimal
) -> Iterator[Mandate]:
    count = min(_MOST_PARTS, 1 + int(amount / _USUAL))
    weights = {str(part): around("part", *line, part, spread=50) for part in range(count)}
    for part, paid in share(amount, weights).items():
        facts = rows[(int(part) + year.number) % len(rows)]
        yield _mandate(year, line, facts, service_name(service, year), paid)


def _mandate(year: Year, line: Line, facts: dict[str, str], service: str, amount: Decimal) -> Mandate:
    words = (year.number, *line, facts["supplier"], facts["object"], amount)
    number = 1 + int(draw("number", *words) * 9000)
    return Mandate(
        service=service,
        year=year.number,
        number=number,
        paid=dt.date(year.number, 1, 8) + dt.timedelta(days=number * 350 // 9000),
        nature=line.nature,
        label=facts["label"],
        function=line.function,
        supplier=facts["supplier"],
        object=facts["object"],
        amount=amount,
    )


@cache
def _natures(purchase: str, column: str) -> frozenset[str]:
    """Account numbers, in the nomenclature of `column`, of what M14 books under `purchase`."""
    known = (*table("accounts.csv"), *table("actions.csv"))
    return frozenset(row[column] for row in known if row["m14"] == purchase)
