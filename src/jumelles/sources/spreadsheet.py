"""Any spreadsheet out of finance software: the header found, the columns guessed, the guess shown.

A table with accounts and amounts gives budget lines; one with beneficiaries and amounts gives grants.
"""

from itertools import islice
from pathlib import Path

from jumelles.reference.words import N_
from jumelles.sources.reading import FileRefused, Format, Match, Reading, Sample
from jumelles.sources.tabular import Grid, grids, refuse
from jumelles.sources.tabular import budget_file as budgets
from jumelles.sources.tabular import grants_file as subsidies
from jumelles.sources.tabular.budget import MONEY
from jumelles.sources.tabular.budget_file import BudgetFile
from jumelles.sources.tabular.columns import Guess
from jumelles.sources.tabular.grants_file import GrantsFile
from jumelles.sources.tabular.layout import Settled, Table, layout_name, settled_for, table_of, unnamed_table
from jumelles.sources.tabular.recognition import CERTAIN, glimpsed
from jumelles.sources.tabular.whole_file import leave_table

NAME = "spreadsheet"
_READABLE, _NEAR = 0.55, 0.3  # below any official format that fits
_OFFERED = 3  # tables of a file whose columns a person is asked to settle


def recognise(sample: Sample) -> Match:
    """Readable when one table of the file has amounts, and accounts or beneficiaries; certain when settled."""
    looked = glimpsed(sample)
    if isinstance(looked, Match):
        return looked
    settled = settled_for(NAME, sample.mappings)
    found = [choose(grid, settled) for grid in looked]
    if any(readable for _, readable in found):
        certain = any(table and table.settled for table, readable in found if readable)
        return CERTAIN if certain else Match(_READABLE)
    near = next((table for table, _ in found if table is not None), None)
    near = near or next(filter(None, (unnamed_table(grid, "grants") for grid in looked)), None)
    return Match(_NEAR * near.named / (near.named + 2) if near and near.named else 0.05, missing(near))


def columns_to_settle(sample: Sample) -> dict[str, Guess]:
    """Of a file that no reader recognises, the layouts whose columns a person could settle, and a first guess."""
    looked = glimpsed(sample)
    if isinstance(looked, Match):
        return {}
    settled = settled_for(NAME, sample.mappings)
    tables = (choose(grid, settled)[0] or unnamed_table(grid, "grants") for grid in looked)
    open_ones = (t for t in tables if t is not None and any(not field for field, _ in t.guessed.values()))
    return {layout_name(NAME, table.header): table.guessed for table in islice(open_ones, _OFFERED)}


def missing(table: Table | None) -> tuple[str, ...]:
    """What a table lacks to be read, whichever kind it is."""
    if table is None:
        return (N_("a header row"),)
    lacks = () if table.has("beneficiary", "nature", "chapter") else (N_("beneficiary or account"),)
    paid = table.has(*MONEY, "in_kind", "operating", "investment")
    return lacks if lacks and paid else (*lacks, N_("amount"))


def choose(grid: Grid, settled: Settled) -> tuple[Table | None, bool]:
    """The grid seen as budget lines or as grants, whichever fits; False with it when it cannot be read."""
    grants, lines = (table_of(grid.ahead(), subject, settled) for subject in ("grants", "budget"))
    is_grants, is_lines = subsidies.readable(grants), budgets.readable(lines)
    if is_grants and is_lines:  # beneficiaries in a ledger of every expense are suppliers
        is_grants = not (lines and lines.has("chapter", "direction"))
    if is_grants or is_lines:
        return table_of(grid, "grants" if is_grants else "budget", settled), True
    nearest = max((t for t in (grants, lines) if t), key=lambda table: table.named, default=None)
    return nearest and table_of(grid, nearest.subject, settled), False


def read(path: Path, reading: Reading) -> None:
    """Every readable table of the file. Raises FileRefused when there is none, for the last reason met."""
    lines, grants = BudgetFile(reading, NAME), GrantsFile(reading, NAME)
    settled = settled_for(NAME, reading.mappings)
    found, refusal = False, refuse("table-not-found", missing=", ".join(missing(None)))
    for grid in grids(path, reading.progress):
        table, readable = choose(grid, settled)
        try:
            if table is None or not readable:
                raise refuse("table-not-found", missing=", ".join(missing(table)))
            (lines if table.subject == "budget" else grants).read_table(table)
            found = True
        except FileRefused as refused:
            refusal = refused
            lacks = refused.problem.details.get("missing") or N_("stage")
            leave_table(reading, grid, table, (lacks,))
    lines.close()
    grants.close()
    if not found:
        raise refusal


FORMAT = Format(NAME, recognise, read)
