"""Keys that bring two rows together: without a key in common they are never compared."""

from collections import defaultdict
from collections.abc import Collection, Iterable

from jumelles.ledger.candidate import fold
from jumelles.ledger.linkage.records import CODED, Record, acronym, rare_words

MANY = 200
"""A word or an amount of more rows than that tells nothing: it brings no two of them together."""
_ACRONYM_LENGTH = 8
Key = tuple[str, ...]


def keyed(records: Iterable[Record], own: Collection[str] = ()) -> list[tuple[Record, list[str]]]:
    """The records that share a key with one of another list that they may meet, with these keys; in order.

    A key is an identifier, an amount, a rare word or an acronym, of one direction and one year; for a line of the
    accounts, an amount under an account. The other records can be in no link; without any, no model is needed.
    `own` are the words of the authority's name.
    """
    ordered = sorted(records, key=lambda record: record.at)
    keys = [sorted(_keys(record, own)) for record in ordered]
    lists: dict[Key, set[str]] = defaultdict(set)
    count: dict[Key, int] = defaultdict(int)
    for record, its in zip(ordered, keys, strict=True):
        for key in its:
            lists[key].add(record.list)
            count[key] += 1
    useful = {key for key in lists if len(lists[key]) > 1 and count[key] <= MANY}
    chosen = (
        (record, ["|".join(key) for key in its if key in useful])
        for record, its in zip(ordered, keys, strict=True)
    )
    return [(record, its) for record, its in chosen if its]


def _keys(record: Record, own: Collection[str]) -> set[Key]:
    """A decision may be paid the year after, and has a key of both years. A coded line has its account only."""
    years = (record.year, record.year + 1) if record.minutes else (record.year,)
    marks = {("word", word) for word in rare_words(record.object if record.minutes else record.name, own)}
    marks |= {("word", name) for name in (acronym(record.name) or "", fold(record.name)) if _short(name)}
    if record.list != CODED:
        marks |= {("cents", str(cents)) for cents in (record.cents, *record.amounts) if cents}
    if record.free and record.nature:
        marks.add(("account", f"{record.nature} {record.cents}"))
    if record.identifier:
        marks.add(("identifier", record.identifier))
    return {(record.direction, str(year), *mark) for year in years for mark in marks}


def _short(name: str) -> bool:
    return 0 < len(name) <= _ACRONYM_LENGTH
