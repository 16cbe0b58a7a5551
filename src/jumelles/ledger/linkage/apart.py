"""Linking in a process of its own, started only when there are rows of two lists that may be the same."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from jumelles.ledger.linkage.keys import keyed
from jumelles.ledger.linkage.links import Decision, Link, Pair, settled
from jumelles.ledger.linkage.records import Record, own_words
from jumelles.ledger.process import apart
from jumelles.records.lean import let_pandas_in


def link(
    records: Iterable[Record], decisions: Mapping[Pair, Decision] | None = None, authority: str = ""
) -> list[Link]:
    """Every link worth knowing between `records`, settled; `decisions` are those of a person, by pair of rows.

    `authority` is the name of the one whose rows they are.
    The order of `records` changes nothing. Raises ProcessEnded when the other process ends without an answer.
    """
    known = {record.at: record for record in records}
    own = own_words(authority)
    found = _found(keyed(known.values(), own), own)
    if decisions:
        seen = {one.pair for one in found}
        found += [
            _brought(known[a], known[b]) for a, b in sorted(set(decisions) - seen) if {a, b} <= set(known)
        ]
    return settled(found, decisions)


def _found(records: Sequence[tuple[Record, list[str]]], own: Collection[str]) -> list[Link]:
    if not records:
        return []
    rows = [
        {"unique_id": number, "keys": keys, **record.columns(own)}
        for number, (record, keys) in enumerate(records)
    ]
    with apart() as process:
        scored = process.call(score, rows)
    return [
        replace(_brought(records[left][0], records[right][0]), probability=probability, levels=levels)
        for left, right, probability, levels in scored
    ]


def score(rows: Sequence[dict[str, Any]]) -> list[tuple[int, int, float, tuple[tuple[str, str], ...]]]:
    """The model's answer (`model.score`); the engine is loaded here, where its memory is given back."""
    let_pandas_in()
    from jumelles.ledger.linkage import model  # noqa: PLC0415  only in the process that links

    return model.score(rows)


def _brought(left: Record, right: Record) -> Link:
    """A pair not yet judged; records come in the order of their places. Its year is that of the payment."""
    return Link(left.at, right.at, (left.list, right.list), max(left.year, right.year))
