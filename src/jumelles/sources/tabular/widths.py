"""Rows with more cells than the table has columns: text and amounts cut at commas that nobody quoted.

`24 975,00` in a comma-separated file is two cells. A row is put together again only when what each column
holds leaves a single way to do it; otherwise it is refused.
"""

import re
from collections.abc import Iterator
from functools import cache
from itertools import islice

from jumelles.sources.tabular.cells import FITS, is_blank
from jumelles.sources.tabular.headers import fields
from jumelles.sources.tabular.layout import Table
from jumelles.sources.tabular.outcomes import Refused
from jumelles.sources.tabular.rows import Row

MOST_EXTRA = 6  # beyond, too many ways to try and too little left to be sure of
_WHOLE = re.compile(r"[+-]?[1-9][0-9]{0,2}(?:[\s\u00a0\u202f]?[0-9]{3})*$|0$")
_CENTS = re.compile(r"[0-9]{1,2}(?:\s?€)?$")
_NUMBER = re.compile(r"[0-9]+(?:[.,][0-9]+)?\s*%?;*$")
_YES_NO = re.compile(r"(?:oui|non|o|n)?$", re.IGNORECASE)
_DATED = re.compile(r"(?:19|20)[0-9]{2}")
_STRICTER = {"period": "dated", "period_start": "dated", "period_end": "dated", "prefecture_date": "dated"}


def straighten(table: Table, row: Row) -> Row:
    """`row` with one cell a column. Raises Refused (`row-too-wide`) unless there is a single way."""
    columns = len(table.header)
    cells = list(row.cells)
    while len(cells) > columns and not cells[-1].strip(" ;"):
        cells.pop()
    if len(cells) <= columns:
        return row if len(cells) == len(row.cells) else Row(row.place, row.locator, cells, row.unread)
    if table.comma_decimals and len(cells) - columns <= MOST_EXTRA:
        pieces = tuple(_marked(cells, row.spaced))
        ways = [[cell.strip() for cell in way] for way in islice(_ways(pieces, tuple(_kinds(table))), 2)]
        if len(ways) == 1:
            return Row(row.place, row.locator, ways[0], row.unread)
    raise Refused("row-too-wide", cells=str(len(cells)), columns=str(columns))


def _marked(cells: list[str], spaced: frozenset[int]) -> Iterator[str]:
    """The cells; those that started with a space do so again when few did: they go on a sentence."""
    telling = 0 < len(spaced) < len(cells) / 2
    for position, cell in enumerate(cells):
        yield f" {cell}" if telling and position in spaced else cell


def _kinds(table: Table) -> Iterator[str]:
    """What each column holds, `any` for those that no field claims."""
    named = {position: name for name, position in table.columns.items()}
    about = fields(table.subject)
    for position in range(len(table.header)):
        name = named.get(position, "")
        special = {"share": "share", "notified": "notified"}.get(name) or _STRICTER.get(name)
        yield special or (about[name]["holds"] if name in about else "any")


def _ways(cells: tuple[str, ...], kinds: tuple[str, ...]) -> Iterator[list[str]]:
    """Every way to share `cells` out among the columns, each column getting one cell or more in order."""
    extra = len(cells) - len(kinds)
    if not kinds:
        if not cells:
            yield []
        return
    for taken in range(1, extra + 2):
        joined = _joined(cells[:taken], kinds[0])
        if joined is not None:
            for rest in _ways(cells[taken:], kinds[1:]):
                yield [joined, *rest]


@cache
def _joined(pieces: tuple[str, ...], kind: str) -> str | None:
    """`pieces` as one cell of a column that holds `kind`; None when they cannot be.

    A piece of text goes on the one before when it starts with a space, and starts a cell when it does not.
    """
    if pieces[0].startswith(" "):
        return None
    if len(pieces) == 1:
        return pieces[0] if _fits(pieces[0], kind) else None
    if kind == "amount":
        whole = len(pieces) == 2 and _WHOLE.match(pieces[0]) and _CENTS.match(pieces[1])
        return f"{pieces[0]},{pieces[1]}" if whole else None
    goes_on = all(piece.startswith(" ") for piece in pieces[1:])
    return ",".join(pieces) if kind == "text" and goes_on else None


def _fits(cell: str, kind: str) -> bool:
    if kind == "share":
        return is_blank(cell) or _NUMBER.match(cell) is not None
    if kind == "dated":
        return is_blank(cell) or _DATED.search(cell) is not None
    if kind == "notified":
        return _YES_NO.match(cell) is not None
    if kind == "amount" and re.match(r"0[0-9]", cell):
        return False  # cents cut from their euros
    return is_blank(cell) or FITS[kind](cell)
