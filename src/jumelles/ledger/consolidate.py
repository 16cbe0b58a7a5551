"""The ledger: one entry a euro-bearing row, with its certainty and its interval (DESIGN section 6)."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from jumelles.detect import Knowledge
from jumelles.ledger.candidate import Candidate
from jumelles.ledger.claims import Claim, claims
from jumelles.ledger.coded import Row, coded_by_account, coded_entries, coded_mask
from jumelles.ledger.examine import examine
from jumelles.ledger.found import Context, candidates, entry_of, in_kind_entries
from jumelles.ledger.overlap import settle
from jumelles.records.tables import TABLES
from jumelles.sources.reading import Authority


@dataclass(frozen=True)
class Ledger:
    """The consolidated entries, and what the detector said of each examined row."""

    entries: pa.Table
    findings: pa.Table


Rows = Iterable[pa.Table]


def consolidate(
    tables: Mapping[str, Rows], context: Context, authority: Authority, knowledge: Knowledge
) -> Ledger:
    """Consolidate one authority's tables (`budget_lines`, `grants`, `contracts`, `deliberations`, `extracts`).

    Tables come some rows at a time. Only the authority's own rows count, and of its budget documents only those
    in force (`context.executed`).
    """
    coded: list[Row] = []
    found: list[Candidate] = []
    findings: list[pa.Table] = []
    for name, parts in tables.items():
        for part in parts:
            rows = part.filter(pc.equal(part["siren"], pa.scalar(authority.siren)))
            if name == "budget_lines":
                rows = _in_force(rows, context)
                coded += coded_entries(rows, context.executed)
            rows = _WITH_WORDS.get(name, _all)(rows, context)
            answer = examine(name, rows, authority.name, knowledge)
            findings.append(answer)
            found += candidates(name, rows, answer, context)
    settled = settle(claims(c for c in found if c.amount), coded_by_account(coded))
    in_kind = in_kind_entries([c for c in found if c.table == "grants"])
    entries = [*coded, *(_entry(claim) for claim in settled), *in_kind]
    return Ledger(_table(entries), pa.concat_tables([TABLES["findings"].schema.empty_table(), *findings]))


def _entry(claim: Claim) -> Row:
    also = "\n".join(f"{row.table} {row.source} {row.locator}" for row in claim.also_in)
    bounds = {"low": claim.interval.low, "central": claim.interval.central, "high": claim.interval.high}
    return {**entry_of(claim.row), **bounds, "also_in": also or None}


def _table(rows: Iterable[Row]) -> pa.Table:
    return pa.Table.from_pylist(list(rows), schema=TABLES["entries"].schema)


def _in_force(lines: pa.Table, context: Context) -> pa.Table:
    return lines.filter(pc.is_in(lines["document"], pa.array(sorted(context.executed), pa.string())))


def _uncoded(lines: pa.Table, _context: Context) -> pa.Table:
    """Lines that have words of their own and are not counted by their code already."""
    lines = lines.filter(pc.is_valid(lines["label"]))
    return lines.filter(pa.array([not coded for coded in coded_mask(lines)], pa.bool_()))


def _counted(grants: pa.Table, context: Context) -> pa.Table:
    """Grants of documents in force, and those of lists that are not budget documents (they have no stage)."""
    in_force = pc.is_in(grants["document"], pa.array(sorted(context.executed), pa.string()))
    return grants.filter(pc.or_(in_force, pc.is_null(grants["stage"])))


def _all(rows: pa.Table, _context: Context) -> pa.Table:
    return rows


_WITH_WORDS: Mapping[str, Callable[[pa.Table, Context], pa.Table]] = {
    "budget_lines": _uncoded,
    "grants": _counted,
}
