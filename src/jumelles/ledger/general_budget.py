"""The general budget of each year, to compare with: real expense without balances and refinancing.

Left out: carried-forward balances (001, 002), which are no expense of the year, and debt refinancing (166,
16449), where the same sum comes in and goes out. Main budget only, so that flows to annex budgets do not count
twice. Where no account is at hand, OFGL's published aggregate stands in, and `basis` says so.
"""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from jumelles.ledger.shelf import read, stream
from jumelles.records.accounts import Outside, outside_general_budget
from jumelles.records.tables import TABLES
from jumelles.records.vocabulary import Budget, Direction, Section
from jumelles.sources.reading import Authority

Row = dict[str, Any]
_KEY = ("year", "direction", "section", "nature")
_AMOUNTS = ("executed", "voted")
_TOTAL = "Dépenses totales"
_OFGL_SECTIONS = {"operating": "Dépenses de fonctionnement", "investment": "Dépenses d'investissement"}


def general_budgets(
    folder: Path, documents: list[Row], executed: Mapping[str, bool], authority: Authority
) -> pa.Table:
    """One row a year of `general_budget`: from the accounts in force (`documents`), else from OFGL aggregates."""
    main = [document for document in documents if document["budget"] == Budget.MAIN]
    years = _from_accounts(_sums(folder, main), main, executed)
    known = {row["year"] for row in years}
    own = [row for row in read("aggregates", folder).to_pylist() if row["siren"] == authority.siren]
    years += [row for row in _from_ofgl(own) if row["year"] not in known]
    return pa.Table.from_pylist(years, schema=TABLES["general_budget"].schema)


def _sums(folder: Path, documents: Iterable[Row]) -> list[Row]:
    """Exact sums of the real lines of `documents` by year, direction, section and nature."""
    names = pa.array(sorted(document["document"] for document in documents), pa.string())
    sums: dict[tuple[Any, ...], list[Decimal]] = {}
    for lines in stream("budget_lines", folder):
        own = lines.filter(pc.is_in(lines["document"], names))
        rows = own.filter(own["real"])
        for row in zip(*(rows[name].to_pylist() for name in (*_KEY, *_AMOUNTS)), strict=True):
            key, amounts = row[: len(_KEY)], row[len(_KEY) :]
            before = sums.get(key, [Decimal(0)] * len(_AMOUNTS))
            sums[key] = [total + (amount or 0) for total, amount in zip(before, amounts, strict=True)]
    return [dict(zip((*_KEY, *_AMOUNTS), (*key, *found), strict=True)) for key, found in sums.items()]


def _from_accounts(sums: list[Row], documents: list[Row], executed: Mapping[str, bool]) -> list[Row]:
    answer = []
    for year in sorted({document["year"] for document in documents}):
        of_year = sorted((d for d in documents if d["year"] == year), key=lambda d: str(d["document"]))
        rows = [row for row in sums if row["year"] == year]
        if {row["direction"] for row in rows} != {Direction.EXPENSE, Direction.REVENUE}:
            continue  # one side only: an extract, not the accounts
        closed = executed[of_year[0]["document"]]
        expense = [row for row in rows if row["direction"] == Direction.EXPENSE]
        answer.append(
            {
                "siren": of_year[0]["siren"],
                "year": year,
                "stage": of_year[0]["stage"] if closed else "BP",
                "basis": "accounts",
                "population": max((d["population"] for d in of_year if d["population"]), default=None),
                "documents": " ".join(str(d["document"]) for d in of_year),
                **_amounts(expense, "executed" if closed else "voted"),
            }
        )
    return answer


def _amounts(expense: list[Row], amount: str) -> Row:
    outside = {row["nature"]: outside_general_budget(row["nature"]) for row in expense}

    def total(rows: Iterable[Row]) -> Decimal:
        return sum((row[amount] or Decimal(0) for row in rows), Decimal(0))

    kept = [row for row in expense if outside[row["nature"]] != Outside.CARRIED_FORWARD]
    rest = [row for row in kept if outside[row["nature"]] is None]
    return {
        "real_expense": total(kept),
        "refinancing": total(kept) - total(rest),
        "amount": total(rest),
        **{str(section): total(r for r in rest if r["section"] == section) for section in Section},
    }


def _from_ofgl(aggregates: list[Row]) -> list[Row]:
    """`Dépenses totales` of the main budget: real, without balances; OFGL already leaves refinancing out."""
    by_year: dict[int, dict[str, Row]] = {}
    for row in aggregates:
        by_year.setdefault(row["year"], {})[row["aggregate"]] = row
    return [
        {
            "siren": found[_TOTAL]["siren"],
            "year": year,
            "basis": "ofgl",
            "real_expense": found[_TOTAL]["main_budget"],
            "refinancing": Decimal(0),
            "amount": found[_TOTAL]["main_budget"],
            **{section: _main_budget(found.get(name)) for section, name in _OFGL_SECTIONS.items()},
            "population": found[_TOTAL]["population"],
            "documents": found[_TOTAL]["document"],
        }
        for year, found in sorted(by_year.items())
        if _TOTAL in found and found[_TOTAL]["main_budget"] is not None
    ]


def _main_budget(row: Row | None) -> Decimal | None:
    return row["main_budget"] if row else None
