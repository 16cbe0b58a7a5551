"""Rows of two lists and how the model links them, made for tests."""

from collections.abc import Sequence
from decimal import Decimal

from rows import found

from jumelles.ledger.candidate import Candidate
from jumelles.ledger.claims import Claim
from jumelles.ledger.interval import Interval
from jumelles.ledger.linkage import Link, Record, line_of, minutes_of, record_of, settled
from jumelles.ledger.linkage.keys import keyed
from jumelles.ledger.linkage.model import score

SCDL = "scdl_subsidies"


def annex(name: str, amount: str, **more: object) -> Candidate:
    return found(name, amount, source="a", **more)


def published(name: str, amount: str, **more: object) -> Candidate:
    return found(name, amount, source="b", family=SCDL, **more)


def minute(text: str, year: int = 2021, place: int = 0) -> Record:
    row = {
        "source": "d",
        "locator": str(place),
        "place": place,
        "object": text,
        "year": year,
        "decided": None,
    }
    return minutes_of(row)


def line(amount: str, nature: str, place: int = 0) -> Record:
    row = {"source": "x", "locator": str(place), "place": place, "year": 2021, "direction": "expense"}
    return line_of({**row, "central": Decimal(amount), "nature": nature})


def scored(records: Sequence[Record], authority: str = "") -> list[Link]:
    """What `link` answers, asked in this process: starting another for each example would take minutes."""
    chosen = keyed(records, authority.casefold().split())
    rows = [{"unique_id": i, "keys": keys, **one.columns()} for i, (one, keys) in enumerate(chosen)]
    pairs = [(chosen[a][0], chosen[b][0], p, met) for a, b, p, met in (score(rows) if rows else [])]
    return settled(Link(a.at, b.at, (a.list, b.list), a.year, p, met) for a, b, p, met in pairs)


def only(rows: Sequence[Candidate], *more: Record) -> Link:
    (one,) = scored([*map(record_of, rows), *more])
    return one


def total(some: list[Claim]) -> Interval:
    return sum((claim.interval for claim in some), Interval())


def interval(low: str, central: str, high: str) -> Interval:
    return Interval(Decimal(low), Decimal(central), Decimal(high))
