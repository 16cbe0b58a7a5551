"""Budgets as the national schema wants them (SCDL "budget" 0.8), made from the official XML.

Source: https://schema.data.gouv.fr/scdl/budget/ (columns BGT_*).
"""

from pathlib import Path

from jumelles.reference.words import N_
from jumelles.sources.reading import Format, Match, Reading, Sample
from jumelles.sources.tabular.budget_file import BudgetFile, missing, readable
from jumelles.sources.tabular.headers import plain
from jumelles.sources.tabular.layout import Table
from jumelles.sources.tabular.recognition import best_match
from jumelles.sources.tabular.whole_file import read_tables

NAME = "scdl-budget"
_REQUIRED = {
    "stage": N_("stage"),
    "year": N_("year"),
    "nature": N_("account (nature or article)"),
    "direction": N_("expense or revenue"),
}
_ENOUGH = 8  # columns named BGT_* from which there is no doubt


def recognise(sample: Sample) -> Match:
    """Certain when the columns are named BGT_…, as nothing else is."""
    return best_match(sample, NAME, "budget", readable, _match)


def _match(table: Table | None) -> Match:
    if table is None:
        return Match(0.0, missing(None))
    named = sum(plain(name).startswith("bgt ") for name in table.header)
    lacks = tuple(words for field, words in _REQUIRED.items() if not table.has(field))
    if named >= _ENOUGH and readable(table) and not lacks:
        return Match(0.95)
    return Match(min(0.4, 0.05 * named), tuple(dict.fromkeys((*missing(table), *lacks))) or ("BGT_…",))


def read(path: Path, reading: Reading) -> None:
    """Every row into `budget_lines`, with a document for each authority, year and stage."""
    read_tables(path, BudgetFile(reading, NAME))


FORMAT = Format(NAME, recognise, read)
