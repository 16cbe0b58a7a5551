"""Any spreadsheet out of finance software: the header found, the columns guessed, the guess shown.

A table with accounts and amounts gives budget lines; one with beneficiaries and amounts gives grants.
"""

from pathlib import Path

from jumelles.sources.reading import FileRefused, Format, Match, Reading, Sample
from jumelles.sources.tabular import Grid, glimpse, grids, refuse
from jumelles.sources.tabular import budget_file as budgets
from jumelles.sources.tabular import grants_file as subsidies
from jumelles.sources.tabular.budget_file import BudgetFile, leave_table
from jumelles.sources.tabular.grants_file import GrantsFile
from jumelles.sources.tabular.kinds import kind_of
from jumelles.sources.tabular.layout import Table, table_of

NAME = "spreadsheet"
_READABLE, _NEAR = 0.55, 0.3  # below any official format that fits


def recognise(sample: Sample) -> Match:
    """Readable when one table of the file has amounts, and accounts or beneficiaries."""
    if not kind_of(sample.head).table:
        return Match(0.0, ("un tableau / a table",))
    try:
        found = [choose(grid) for grid in glimpse(sample.path)]
    except FileRefused:
        return Match(0.0, ("un tableau lisible / a readable table",))
    if any(readable for _, readable in found):
        return Match(_READABLE)
    near = next((table for table, _ in found if table is not None), None)
    if near is None:
        return Match(0.05, ("une ligne d'en-tête / a header row",))
    return Match(_NEAR * near.named / (near.named + 2), _missing(near))


def _missing(table: Table) -> tuple[str, ...]:
    return budgets.missing(table) if table.subject == "budget" else subsidies.missing(table)


def choose(grid: Grid) -> tuple[Table | None, bool]:
    """The grid seen as budget lines or as grants, whichever fits; False with it when it cannot be read."""
    grants, lines = table_of(grid.ahead(), "grants"), table_of(grid.ahead(), "budget")
    is_grants, is_lines = subsidies.readable(grants), budgets.readable(lines)
    if is_grants and is_lines:  # beneficiaries in a ledger of every expense are suppliers
        is_grants = not (lines and lines.has("chapter", "direction"))
    if is_grants or is_lines:
        return table_of(grid, "grants" if is_grants else "budget"), True
    nearest = max((t for t in (grants, lines) if t), key=lambda table: table.named, default=None)
    return nearest and table_of(grid, nearest.subject), False


def read(path: Path, reading: Reading) -> None:
    """Every readable table of the file. Raises FileRefused when there is none, for the last reason met."""
    lines, grants = BudgetFile(reading, NAME), GrantsFile(reading, NAME)
    found, refusal = False, refuse("table-not-found", missing=", ".join(subsidies.missing(None)))
    for grid in grids(path, reading.progress):
        table, readable = choose(grid)
        try:
            if table is None or not readable:
                raise refuse(
                    "table-not-found", missing=", ".join(_missing(table) if table else ("en-tête / header",))
                )
            (lines if table.subject == "budget" else grants).read_table(table)
            found = True
        except FileRefused as refused:
            refusal = refused
            lacks = refused.problem.details.get("missing") or "étape / stage"
            leave_table(reading, grid, table, (lacks,))
    lines.close()
    grants.close()
    if not found:
        raise refusal


FORMAT = Format(NAME, recognise, read)
