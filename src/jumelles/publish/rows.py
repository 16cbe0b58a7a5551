"""The pages of rows behind the figures: which rows stand on which page, and the link to each group.

One family of pages a year and a breakdown, cut every `PAGE_ROWS` rows, so that their number stays small.
The `ledger` family holds every entry once with all that is known of it; the others are short lists that lead
to it.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from jumelles.ledger.figures import EXPENSE_PARTS, Part, tidy
from jumelles.ledger.interval import Interval
from jumelles.publish.edition import AXES, Edition

PAGE_ROWS = 400
LEDGER = "ledger"
BENEFICIARIES = "beneficiaries"
_PLAIN = re.compile(r"[a-z_]+$")

Row = dict[str, Any]
Key = tuple[str, int | None, str | None]


@dataclass(frozen=True)
class Group:
    """Rows behind one number: `total` is that number. A group cut by the end of a page is `continued`."""

    key: str | None
    anchor: str
    total: Interval
    count: int
    rows: Sequence[Row]
    continued: bool = False


@dataclass(frozen=True)
class RowPage:
    """One page of rows: file `name`.html, of the `family` and `year` (None: all years)."""

    family: str
    year: int | None
    name: str
    groups: tuple[Group, ...]
    number: int
    last: int

    @property
    def detailed(self) -> bool:
        return self.family == LEDGER


@dataclass(frozen=True)
class RowPages:
    """All pages of rows and the links to them, relative to the folder `rows`."""

    pages: tuple[RowPage, ...]
    groups: Mapping[Key, str]
    entries: Mapping[int, str]

    def link(self, family: str, year: int | None, key: str | None = None) -> str | None:
        """Where the rows behind a number are; None when there is none."""
        return self.groups.get((family, year, key))


def plan(edition: Edition) -> RowPages:
    """Lay out every row on its pages."""
    pages = [page for family in _families(edition) for page in _cut(*family)]
    return RowPages(tuple(pages), dict(_group_links(pages)), dict(_entry_links(pages)))


def name_of(family: str, year: int | None, number: int) -> str:
    stem = f"{year}-{family}" if year else family
    return stem if number == 1 else f"{stem}-{number}"


Family = tuple[str, int | None, list[Group]]


def _families(edition: Edition) -> Iterator[Family]:
    expense = [row for row in edition.rows if row["part"] in EXPENSE_PARTS]
    for year, rows in _by(edition.rows, "year"):
        yield LEDGER, year, _groups(rows, "part", [str(part) for part in Part])
    for axis in AXES:
        order = [piece.value for piece in edition.axes[axis]]
        for year, rows in _by(expense, "year"):
            yield axis, year, _groups(rows, axis, order)
    known = [piece.value for piece in edition.beneficiaries]
    named = [{**row, "tidy": tidy(row["beneficiary"])} for row in expense]
    yield BENEFICIARIES, None, _groups(named, "tidy", known)


def _by(rows: Iterable[Row], column: str) -> list[tuple[Any, list[Row]]]:
    found: dict[Any, list[Row]] = {}
    for row in rows:
        found.setdefault(row[column], []).append(row)
    return sorted(found.items(), key=lambda item: (item[0] is None, item[0]))


def _groups(rows: Iterable[Row], column: str, order: Sequence[str | None]) -> list[Group]:
    found = dict(_by(rows, column))
    return [_group(key, rank, found[key]) for rank, key in enumerate(order, 1) if key in found]


def _group(key: str | None, rank: int, rows: list[Row]) -> Group:
    anchor = key if key and _PLAIN.match(key) else f"g{rank}"
    ranked = sorted(rows, key=lambda row: (-row["central"], row["id"]))
    total = sum((Interval(row["low"], row["central"], row["high"]) for row in rows), Interval())
    return Group(key, anchor, total, len(rows), ranked)


def _cut(family: str, year: int | None, groups: list[Group]) -> list[RowPage]:
    sheets: list[list[Group]] = [[]]
    room = PAGE_ROWS
    for group in groups:
        start = 0
        while start < group.count:
            if room == 0:
                sheets, room = [*sheets, []], PAGE_ROWS
            piece = group.rows[start : start + room]
            sheets[-1].append(Group(group.key, group.anchor, group.total, group.count, piece, start > 0))
            start, room = start + len(piece), room - len(piece)
    sheets = [sheet for sheet in sheets if sheet]
    return [
        RowPage(family, year, name_of(family, year, number), tuple(sheet), number, len(sheets))
        for number, sheet in enumerate(sheets, 1)
    ]


def _group_links(pages: Iterable[RowPage]) -> Iterator[tuple[Key, str]]:
    for page in pages:
        if page.number == 1:
            yield (page.family, page.year, None), f"{page.name}.html"
    for page in pages:
        for group in page.groups:
            if not group.continued:
                yield (page.family, page.year, _key(group.key)), f"{page.name}.html#{group.anchor}"


def _key(key: str | None) -> str:
    """An unknown value is a group too, apart from the page as a whole."""
    return key if key is not None else ""


def _entry_links(pages: Iterable[RowPage]) -> Iterator[tuple[int, str]]:
    for page in pages:
        if page.detailed:
            for group in page.groups:
                for row in group.rows:
                    yield row["id"], f"{page.name}.html#r{row['id']}"
