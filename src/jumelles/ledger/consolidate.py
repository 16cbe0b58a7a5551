"""The ledger: one entry a euro-bearing row, with its certainty and its interval (DESIGN section 6)."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from jumelles.detect import Knowledge
from jumelles.ledger.candidate import Candidate, Place
from jumelles.ledger.claims import Claim, claims
from jumelles.ledger.coded import Row, coded_by_account, coded_entries, coded_mask
from jumelles.ledger.examine import examine
from jumelles.ledger.found import Context, candidates, entry_of, in_kind_entries
from jumelles.ledger.linkage import (
    MINUTES,
    Record,
    Said,
    line_of,
    link,
    links_table,
    minutes_of,
    pairs_said,
    record_of,
)
from jumelles.ledger.overlap import settle
from jumelles.ledger.ties import Ties
from jumelles.records.tables import TABLES
from jumelles.records.vocabulary import Direction
from jumelles.sources.reading import Authority


@dataclass(frozen=True)
class Ledger:
    """The consolidated entries, and which rows are one euro."""

    entries: pa.Table
    links: pa.Table


Rows = Iterable[pa.Table]


def consolidate(
    tables: Mapping[str, Rows],
    context: Context,
    authority: Authority,
    knowledge: Knowledge,
    keep: Callable[[pa.Table], None],
    said: Iterable[Said] = (),
) -> Ledger:
    """Consolidate one authority's tables (`budget_lines`, `grants`, `contracts`, `deliberations`, `extracts`).

    Tables come some rows at a time; what the detector says of each row goes to `keep` at once. Only the authority's
    own rows count, and of its budget documents only those in force (`context.executed`). `said` is what people said
    of pairs of rows; it wins over the model.
    """
    coded: list[Row] = []
    found: list[Candidate] = []
    minutes: list[Record] = []
    for name, parts in tables.items():
        for part in parts:
            rows = part.filter(pc.equal(part["siren"], pa.scalar(authority.siren)))
            if name == "budget_lines":
                rows = _in_force(rows, context)
                coded += coded_entries(rows, context.executed)
            rows = _WITH_WORDS.get(name, _all)(rows, context)
            answer = examine(name, rows, authority.name, knowledge)
            keep(answer)
            if name == MINUTES:
                minutes += [minutes_of(row) for row in rows.to_pylist() if row["year"] is not None]
            found += candidates(name, rows, answer, context)
    found_money = [c for c in found if c.amount]
    records = [*map(record_of, found_money), *minutes, *map(line_of, filter(_may_hold, coded))]
    links = link(records, pairs_said(said, records), authority.name)
    made = claims(found_money, Ties(links))
    settled = settle(made, coded_by_account(coded))
    in_kind = in_kind_entries([c for c in found if c.table == "grants"])
    entries = [*_with_rows(coded, made), *(_entry(claim) for claim in settled), *in_kind]
    return Ledger(_table(entries), links_table(links))


def _may_hold(entry: Row) -> bool:
    """True for a coded line that a found row may be, told otherwise; European funds stand apart."""
    return entry["direction"] == Direction.EXPENSE and entry["apart"] is None


def _with_rows(coded: Iterable[Row], made: Iterable[Claim]) -> list[Row]:
    """The coded entries, with the found rows that are these very euros."""
    held: dict[Place, list[Place]] = {}
    for claim in made:
        if claim.booked and claim.booked.sure:
            held.setdefault(claim.booked.line, []).extend((claim.row.key, *claim.also_in))
    return [{**entry, "also_in": _also(held.get(_place(entry), ()))} for entry in coded]


def _place(entry: Row) -> Place:
    return Place(entry["table"], entry["source"], entry["place"], entry["locator"])


def _also(places: Iterable[Place]) -> str | None:
    return "\n".join(f"{one.table} {one.source} {one.locator}" for one in places) or None


def _entry(claim: Claim) -> Row:
    bounds = {"low": claim.interval.low, "central": claim.interval.central, "high": claim.interval.high}
    return {**entry_of(claim.row), **bounds, "also_in": _also(claim.also_in)}


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
