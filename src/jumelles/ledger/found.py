"""From findings to candidates: the rows that text made international, with the euros each is worth."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import ROUND_DOWN, Decimal
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from jumelles.detect import linked
from jumelles.ledger.candidate import Candidate, Doubt
from jumelles.ledger.coded import international_code, line_columns, means_of, mode_of
from jumelles.ledger.identity import Key
from jumelles.ledger.interval import ZERO
from jumelles.ledger.reviews import Review
from jumelles.ledger.verdicts import reviewed
from jumelles.records.accounts import nature_group
from jumelles.records.money import CENT
from jumelles.records.vocabulary import Apart, Certainty, NatureGroup, Perimeter

Row = dict[str, Any]
_SURE, _POSSIBLE = 0.8, 0.2
"""P(international) from which a row counts in the low figure, and P(core) from which it counts in the high one."""


@dataclass(frozen=True)
class Context:
    """What the accounts in force say of each year: its stage and its nomenclature, and how lists are named.

    `holds` are the reviews in force, by the row that each holds for: a person's word wins over the detector.
    `layouts` tells, by source, the layout of a file whose columns are its own (a workbook).
    """

    stages: Mapping[int, str]
    nomenclatures: Mapping[int, str]
    executed: Mapping[str, bool]
    formats: Mapping[str, str]
    holds: Mapping[Key, Review] = field(default_factory=dict)
    layouts: Mapping[str, str] = field(default_factory=dict)


def candidates(name: str, rows: pa.Table, findings: pa.Table, context: Context) -> list[Candidate]:
    """Candidates of table `name`; `findings` are those of its rows, in the same order."""
    findings = reviewed(name, findings, context.holds)
    outside = pc.equal(findings["perimeter"], pa.scalar(str(Perimeter.NONE)))
    hits = pc.or_(pc.invert(outside), pc.greater_equal(findings["p_core"], pa.scalar(_POSSIBLE)))
    pairs = zip(rows.filter(hits).to_pylist(), findings.filter(hits).to_pylist(), strict=True)
    return [
        c for row, finding in pairs if row["year"] is not None for c in _MAKERS[name](row, finding, context)
    ]


def in_kind_entries(candidates_of_grants: list[Candidate]) -> list[Row]:
    """Support in kind (premises, staff lent), valued by the authority: no money of the year, shown apart."""
    return [
        {**entry_of(c), **dict.fromkeys(("low", "central", "high"), c.columns["in_kind"]), **_IN_KIND}
        for c in candidates_of_grants
        if c.columns.get("in_kind")
    ]


_IN_KIND = {"apart": Apart.IN_KIND, "means": "in_kind", "also_in": None}


_NOT_SHOWN = ("in_kind", "identifier", "decided")
"""Columns of a candidate that its entry does not have: they serve to value it, or to link it."""


def entry_of(candidate: Candidate) -> Row:
    """The ledger entry of a candidate, without its interval."""
    columns = {name: value for name, value in candidate.columns.items() if name not in _NOT_SHOWN}
    return {
        **columns,
        "year": candidate.year,
        "perimeter": candidate.perimeter,
        "direction": candidate.direction,
        "nature": candidate.nature,
        "nature_group": candidate.nature_group,
        "table": candidate.table,
        "source": candidate.source,
        "locator": candidate.locator,
        "place": candidate.place,
    }


def _grant(row: Row, finding: Row, context: Context) -> Iterator[Candidate]:
    year, nature = row["year"], row["nature"]
    line = {**row, "nomenclature": context.nomenclatures.get(year)}
    group = nature_group(nature, "expense", line["nomenclature"], year) if nature else NatureGroup.GRANTS
    yield Candidate(
        amount=row["amount"] or ZERO,
        name=row["beneficiary"] or row["object"] or "",
        object=row["object"] or "",
        nature=nature,
        nature_group=group,
        function_known=row["function"] is not None,
        coded=international_code(line) is not None,
        **_shared("grants", row, finding, context),
        columns={
            **_said(row, finding, context, group),
            "beneficiary": row["beneficiary"],
            "label": row["object"],
            "function": row["function"],
            "section": row["section"],
            "in_kind": row["in_kind"],
            "identifier": row["beneficiary_id"],
            "decided": row["decided"],
        },
    )


def _contract(row: Row, finding: Row, context: Context) -> Iterator[Candidate]:
    """A contract's amount covers its whole length: it is shared evenly over its months, year by year."""
    if row["kind"] == "concession":
        return  # its amount is the value of the whole concession, mostly paid by users
    start = row["notified"]
    months = max(1, int(row["months"] or 1))
    total = row["amount"] or ZERO
    shares: dict[int, int] = {}
    for month in range(months):
        year = row["year"] + ((start.month - 1 if start else 0) + month) // 12
        shares[year] = shares.get(year, 0) + 1
    left = total
    for year, count in sorted(shares.items(), reverse=True):
        first = year == row["year"]
        amount = left if first else (total * count / months).quantize(CENT, rounding=ROUND_DOWN)
        left -= amount
        group = NatureGroup.OPERATIONS
        yield Candidate(
            amount=amount,
            name=row["supplier"] or row["object"] or "",
            object=row["object"] or "",
            nature=None,
            nature_group=group,
            committed=True,
            **{**_shared("contracts", row, finding, context), "year": year},
            columns={
                **_said({**row, "year": year}, finding, context, group),
                "beneficiary": row["supplier"],
                "label": row["object"],
                "identifier": row["supplier_id"],
            },
        )


def _line(row: Row, finding: Row, context: Context, table: str = "budget_lines") -> Iterator[Candidate]:
    executed = context.executed.get(row["document"], True)
    amount: Decimal = (row["executed"] if executed else row["voted"]) or ZERO
    if not amount or row["real"] is not True or row["direction"] is None:
        return
    line = {**row, "nomenclature": row["nomenclature"] or context.nomenclatures.get(row["year"])}
    group = nature_group(row["nature"], row["direction"], line["nomenclature"], row["year"])
    yield Candidate(
        amount=amount,
        name=row["label"] or "",
        nature=row["nature"],
        nature_group=group,
        direction=row["direction"],
        function_known=row["function"] is not None or table == "budget_lines",
        coded=international_code(line) is not None,
        **_shared(table, row, finding, context),
        columns={**line_columns(row), **_said(row, finding, context, group)},
    )


def _extract(row: Row, finding: Row, context: Context) -> Iterator[Candidate]:
    yield from _line(row, finding, context, "extracts")


def _nothing(row: Row, finding: Row, context: Context) -> Iterator[Candidate]:
    yield from ()


_MAKERS = {
    "grants": _grant,
    "contracts": _contract,
    "deliberations": _nothing,
    "extracts": _extract,
    "budget_lines": _line,
}


def _shared(table: str, row: Row, finding: Row, context: Context) -> Row:
    return {
        "table": table,
        "source": row["source"],
        "locator": row["locator"],
        "place": row["place"],
        "year": row["year"],
        "family": context.formats.get(row["document"], table),
        "layout": context.layouts.get(row["source"], ""),
        "perimeter": Perimeter.CORE if finding["perimeter"] == Perimeter.NONE else finding["perimeter"],
        "doubt": _doubt(finding),
    }


def _doubt(finding: Row) -> Doubt | None:
    """How sure the detector is; a person, and a partner that the authority declared, leave no doubt."""
    if finding["perimeter"] == Perimeter.NONE:
        return Doubt.POSSIBLE
    chance = finding["p_core"] + (
        finding["p_extended"] if finding["perimeter"] == Perimeter.EXTENDED else 0.0
    )
    return Doubt.LIKELY if chance < _SURE and _certainty(finding) == Certainty.DETECTED else None


def _said(row: Row, finding: Row, context: Context, group: NatureGroup) -> Row:
    return {
        "siren": row["siren"],
        "stage": context.stages.get(row["year"]),
        "document": row["document"],
        "department": row.get("department"),
        "certainty": _certainty(finding),
        "kind": finding["kind"],
        "theme": finding["theme"],
        "countries": finding["countries"] or None,
        "mode": finding["mode"] or mode_of(group),
        "means": means_of(group),
        "evidence": finding["evidence"],
    }


def _certainty(finding: Row) -> Certainty:
    if finding.get("confirmed"):
        return Certainty.CONFIRMED
    return Certainty.LINKED if linked(finding["evidence"]) else Certainty.DETECTED
