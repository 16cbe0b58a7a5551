"""Rows that are not data: totals, repeated headers, remarks under the table."""

from functools import cache

from jumelles import reference
from jumelles.sources.tabular.headers import candidates, plain
from jumelles.sources.tabular.layout import Table
from jumelles.sources.tabular.outcomes import LeftOut
from jumelles.sources.tabular.rows import Row

LONGEST = 30  # characters: a cell that only says "total" is short


@cache
def _words() -> tuple[frozenset[str], tuple[str, ...]]:
    words = reference.document("spreadsheet.toml")["totals"]
    return frozenset(words["words"]), tuple(words["openings"])


def is_total(text: str) -> bool:
    """True for `Total`, `Sous-total chapitre 65`… (an exact word, or a usual opening)."""
    words, openings = _words()
    bare = plain(text)
    return bare in words or bare.startswith(openings)


def is_header(table: Table, row: Row) -> bool:
    """True when `row` repeats the header: most of its cells are the names of their columns, or of their fields."""
    told = [(cell, at) for at, cell in enumerate(row.cells[: len(table.header)]) if cell]
    same = sum(" ".join(cell.split()).casefold() == table.header[at].casefold() for cell, at in told)
    if len(told) >= 2 and same >= 1 and not any(c.isdigit() for cell, _ in told for c in cell):
        same += sum(_names_field(table, cell, at) for cell, at in told)
    return len(told) >= 2 and same >= 2 and same > len(told) / 2


def _names_field(table: Table, cell: str, at: int) -> bool:
    """True when a cell, not the name of its column, is another name of the same field."""
    if cell.casefold() == table.header[at].casefold():
        return False
    fields = {field for field, place in table.columns.items() if place == at}
    return any(field in fields for field, _ in candidates(table.subject, cell))


def leave_out(table: Table, row: Row, keys: tuple[str, ...]) -> None:
    """Raise LeftOut for a row that is not data. `keys` are the fields that a row of data cannot lack."""
    if is_header(table, row):
        raise LeftOut("repeated-header")
    told = [cell for cell in row.cells if cell.strip()]
    first = told[0] if told else ""
    named = [table.cell(row, key).strip() for key in keys]
    identified = bool(table.cell(row, "beneficiary_id"))  # the company Total has a SIRET, a total has none
    if not identified and (any(map(_exactly_total, told)) or (is_total(first) and not all(named))):
        raise LeftOut("total")
    if len(told) == 1 and len(table.header) > 2 and any(c.isalpha() for c in first):
        raise LeftOut("note")


def _exactly_total(cell: str) -> bool:
    return len(cell) <= LONGEST and plain(cell) in _words()[0]
