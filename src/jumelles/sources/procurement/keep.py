"""What becomes of each contract of a file: kept once, refused, or left out for a stated reason.

A buyer publishes a contract again when it changes: of the entries with the same buyer, number, object and
date, only the newest is kept. The same number with another object is another lot, and both are kept.
National files hold every buyer: only the authority's own contracts stay in memory.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from jumelles.records.problem import Problem
from jumelles.sources.procurement.contract import Entry, buyer_of, columns_of, terms_of, version_of
from jumelles.sources.reading import Reading
from jumelles.sources.values import UnreadableError, own


@dataclass(frozen=True)
class _Kept:
    columns: dict[str, Any]
    version: tuple[str, ...]
    doubts: list[Problem]


def keep(entries: Iterator[Entry], reading: Reading, layout: str) -> None:
    """Read `entries` into the table `contracts`; `layout` names the format of the document."""
    contracts: dict[tuple[Any, ...], _Kept] = {}
    for place, entry in enumerate(entries, start=1):
        reading.saw()
        try:
            found = _own(entry, place, reading)
        except UnreadableError as error:
            reading.refuse(error.problem(entry.locator, place))
            continue
        if found is None:
            reading.skip("other-authority")
        else:
            _newest(contracts, found, reading)
    _write(list(contracts.values()), reading, layout)


def _own(entry: Entry, place: int, reading: Reading) -> _Kept | None:
    """The contract when it is the authority's own, None when it is another's. Raises UnreadableError."""
    if not isinstance(entry.content, dict):
        raise UnreadableError("contract-unreadable", repr(entry.content))
    terms = terms_of(entry)
    written = buyer_of(entry.content, terms)
    if not written:
        raise UnreadableError("buyer-missing", "")
    buyer = own(written, reading.authority.siren)
    if buyer is None:
        return None
    columns, doubts = columns_of(entry.content, terms)
    columns |= {"siren": reading.authority.siren, "place": place, "locator": entry.locator}
    doubts = [replace(doubt, locator=entry.locator, place=place) for doubt in doubts]
    return _Kept(columns, (buyer, *version_of(entry.content)), doubts)


def _newest(contracts: dict[tuple[Any, ...], _Kept], found: _Kept, reading: Reading) -> None:
    columns = found.columns
    named = columns["contract"] or columns["locator"]
    key = (found.version[0], columns["kind"], named, columns["object"], columns["notified"])
    before = contracts.get(key)
    if before is not None:
        reading.skip("contract-republished")
    if before is None or found.version >= before.version:
        contracts[key] = found


def _write(kept: list[_Kept], reading: Reading, layout: str) -> None:
    if not kept:
        return
    authority = reading.authority
    document = reading.document(format=layout, siren=authority.siren, authority=authority.name)
    for one in kept:
        for doubt in one.doubts:
            reading.warn(doubt)
    rows = sorted((one.columns for one in kept), key=lambda columns: int(columns["place"]))
    columns = {name: [row[name] for row in rows] for name in rows[0]}
    reading.rows("contracts", {**columns, "document": [document] * len(rows)})
