"""Linking in a process of its own, started only when there are rows of two lists that may be the same."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from jumelles.ledger.linkage.links import Decision, Link, Pair, settled
from jumelles.ledger.linkage.records import Record, linkable
from jumelles.ledger.process import apart


def link(records: Iterable[Record], decisions: Mapping[Pair, Decision] | None = None) -> list[Link]:
    """Every link worth knowing between `records`, settled; `decisions` are those of a person, by pair of rows.

    The order of `records` changes nothing. Raises ProcessEnded when the other process ends without an answer.
    """
    known = {record.at: record for record in records}
    found = _found(linkable(known.values()))
    if decisions:
        seen = {one.pair for one in found}
        found += [
            _brought(known[a], known[b]) for a, b in sorted(set(decisions) - seen) if {a, b} <= set(known)
        ]
    return settled(found, decisions)


def _found(records: Sequence[Record]) -> list[Link]:
    if not records:
        return []
    with apart() as process:
        scored = process.call(score, [record.columns(number) for number, record in enumerate(records)])
    return [
        replace(_brought(records[left], records[right]), probability=probability, levels=levels)
        for left, right, probability, levels in scored
    ]


def score(rows: Sequence[dict[str, Any]]) -> list[tuple[int, int, float, tuple[tuple[str, str], ...]]]:
    """The model's answer (`model.score`); the engine is loaded here, where its memory is given back."""
    from jumelles.ledger.linkage import model  # noqa: PLC0415  only in the process that links

    return model.score(rows)


def _brought(left: Record, right: Record) -> Link:
    """A pair not yet judged; records come in the order of their places. Its year is that of the payment."""
    return Link(left.at, right.at, (left.list, right.list), max(left.year, right.year))
