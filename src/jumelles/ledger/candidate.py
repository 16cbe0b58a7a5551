"""A row that text made international: where it is, whom it names, and how much it is worth."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from typing import Any, NamedTuple

_NOT_WORD = re.compile(r"[^a-z0-9]+")
_LEGAL_FORMS = frozenset("association asso assoc ass l la le les de du des d".split())


class Place(NamedTuple):
    """Which row of which table: what identifies it in every build of the same files; orders rows."""

    table: str
    source: str
    place: int
    locator: str


class Doubt(StrEnum):
    """What the detector is not sure of: `likely` counts in central and high, `possible` in high only."""

    LIKELY = "likely"
    POSSIBLE = "possible"


@dataclass(frozen=True)
class Candidate:
    """One found row. `amount` is its euros of the year; `family` is the format of the list it comes from, `layout`
    tells apart lists of one format whose columns differ (two workbooks made for different ends).

    `function_known` tells that the source states under which function the euro is booked, and `coded` that this
    function (or nature) is an international one, so that the accounts' own code already counts it. `committed`
    marks a promise whose payment is not known (a contract), `doubt` what the detector is not sure of. `columns`
    are the other columns of its ledger entry.
    """

    table: str
    source: str
    locator: str
    place: int
    year: int
    family: str
    name: str
    amount: Decimal
    nature: str | None
    nature_group: str
    perimeter: str
    direction: str = "expense"
    object: str = ""
    function_known: bool = False
    coded: bool = False
    committed: bool = False
    doubt: Doubt | None = None
    layout: str = ""
    columns: Mapping[str, Any] = field(default_factory=dict, compare=False)

    @property
    def key(self) -> Place:
        """What identifies the row among all tables."""
        return Place(self.table, self.source, self.place, self.locator)

    @cached_property
    def folded(self) -> str:
        """The name as it is compared across sources: no case, accents, punctuation or legal form."""
        return fold(self.name)


def fold(name: str) -> str:
    """`Association  « Été »` -> `ete`: letters and digits only, words apart, legal form taken off."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    words = _NOT_WORD.sub(" ", "".join(c for c in plain if not unicodedata.combining(c))).split()
    return " ".join(word for word in words if word not in _LEGAL_FORMS) or " ".join(words)
