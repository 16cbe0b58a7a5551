"""The general budget of each year, to compare with: real expense without balances and refinancing.

Left out: carried-forward balances (001, 002), which are no expense of the year, and debt refinancing (166,
16449), where the same sum comes in and goes out. Main budget only, so that flows to annex budgets do not count
twice. Where no account is at hand, OFGL's published aggregate stands in, and `basis` says so.
"""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from jumelles.records.accounts import Outside, outside_general_budget
from jumelles.records.tables import TABLES

Row = dict[str, Any]
_TOTAL = "Dépenses totales"
_OFGL_SECTIONS = {"operating": "Dépenses de fonctionnement", "investment": "Dépenses d'investissement"}


def general_budgets(
    lines: pa.Table, aggregates: pa.Table, documents: list[Row], executed: Mapping[str, bool]
) -> pa.Table:
    """One row a year of `general_budget`, from accounts in force, else from OFGL aggregates."""
    population = {d["year"]: d["population"] for d in documents if d["population"]}
    by_year = _from_accounts(lines, documents, executed, population)
    known = {row["year"] for row in by_year}
    by_year += [row for row in _from_ofgl(aggregates) if row["year"] not in known]
    return pa.Table.from_pylist(by_year, schema=TABLES["general_budget"].schema)


def _from_accounts(
    lines: pa.Table, documents: list[Row], executed: Mapping[str, bool], population: Mapping[int, int]
) -> list[Row]:
    real = lines.filter(pc.field("real") & (pc.field("budget") == "main"))
    answer = []
    for year in sorted({year for year in real["year"].to_pylist() if year is not None}):
        of_year = [
            d for d in documents if d["year"] == year and d["document"] in executed and d["budget"] == "main"
        ]
        rows = real.filter(pc.field("year") == year)
        if not of_year or len(pc.unique(rows["direction"])) < 2:
            continue  # one side only: an extract, not the accounts
        closed = executed[of_year[0]["document"]]
        expense = rows.filter(pc.field("direction") == "expense")
        amounts = _sums(expense, "executed" if closed else "voted")
        answer.append(
            {
                "siren": of_year[0]["siren"],
                "year": year,
                "stage": of_year[0]["stage"] if closed else "BP",
                "basis": "accounts",
                "population": population.get(year),
                "documents": " ".join(sorted(d["document"] for d in of_year)),
                **amounts,
            }
        )
    return answer


def _sums(expense: pa.Table, amount: str) -> Row:
    outside = [outside_general_budget(nature) for nature in expense["nature"].to_pylist()]
    kept = expense.filter(pa.array([reason != Outside.CARRIED_FORWARD for reason in outside], pa.bool_()))
    refinanced = expense.filter(pa.array([reason == Outside.REFINANCING for reason in outside], pa.bool_()))
    rest = expense.filter(pa.array([reason is None for reason in outside], pa.bool_()))
    sections = {s: rest.filter(pc.field("section") == s) for s in ("operating", "investment")}
    return {
        "real_expense": _sum(kept[amount]),
        "refinancing": _sum(refinanced[amount]),
        "amount": _sum(rest[amount]),
        **{section: _sum(rows[amount]) for section, rows in sections.items()},
    }


def _from_ofgl(aggregates: pa.Table) -> list[Row]:
    """`Dépenses totales` of the main budget: real, without balances; OFGL already leaves refinancing out."""
    by_year: dict[int, dict[str, Row]] = {}
    for row in aggregates.to_pylist():
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


def _sum(column: "pa.ChunkedArray[Any]") -> Decimal:
    return pc.sum(column).as_py() or Decimal(0)
