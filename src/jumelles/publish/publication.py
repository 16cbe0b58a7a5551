"""What there is to publish: the tables of a workspace and who it belongs to."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

import pyarrow as pa

from jumelles.records.account import FileAccount
from jumelles.records.vocabulary import Perimeter


@dataclass(frozen=True)
class Truth:
    """For an example made on purpose: what the year truly cost, and what was not found, in euros, by name."""

    year: int
    total: Decimal
    missed: Mapping[str, Decimal] = field(default_factory=dict)


@dataclass(frozen=True)
class Publication:
    """Everything an edition is made of; tables follow `records.tables`.

    `truths` is given for the shipped example only, whose true total is known.
    """

    authority: str
    siren: str
    perimeter: Perimeter
    entries: pa.Table
    general_budget: pa.Table
    documents: pa.Table
    problems: pa.Table
    files: tuple[FileAccount, ...] = ()
    truths: tuple[Truth, ...] = ()

    @property
    def own_documents(self) -> pa.Table:
        """The documents of the authority itself: those of others are listed, and make no figure and no year."""
        owners = self.documents["siren"].to_pylist()
        return self.documents.filter(pa.array([owner == self.siren for owner in owners], pa.bool_()))
