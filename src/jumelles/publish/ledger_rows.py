"""The ledger as rows for spreadsheets: the columns shown, and codes put into words."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from jumelles.publish import labels
from jumelles.publish.edition import Edition
from jumelles.publish.evidence import in_words
from jumelles.records.told import place_name

COLUMNS = tuple(labels.COLUMNS)
MONEY = frozenset({"low", "central", "high"})

_WORDS: Mapping[str, Mapping[str, str]] = {
    "part": labels.PARTS,
    "stage": labels.STAGES,
    "certainty": labels.CERTAINTIES,
    "perimeter": labels.PERIMETERS,
    "section": labels.SECTIONS,
    "nature_group": labels.NATURE_GROUPS,
    "kind": labels.KINDS,
    "budget": labels.BUDGETS,
    "table": labels.TABLES,
    "direction": labels.DIRECTIONS,
    "theme": labels.THEMES,
}

Value = str | int | Decimal | None


def spoken_rows(edition: Edition) -> Iterator[list[Value]]:
    """Each entry as values of `COLUMNS`, with words instead of codes."""
    for row in edition.rows:
        yield [_spoken(edition, name, row[name]) for name in COLUMNS]


def _spoken(edition: Edition, name: str, value: Any) -> Value:
    if name in _WORDS:
        return edition.say(_WORDS[name][value]) if value in _WORDS[name] else value
    if name == "countries":
        return edition.place(value)
    if name == "also_in":
        return "; ".join(edition.elsewhere(value))
    if name == "locator":
        return place_name(value or "", edition.language)
    return in_words(value, edition.language) if name == "evidence" else value
