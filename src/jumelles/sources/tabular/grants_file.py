"""A file of subsidies, table after table, into `grants`; natural persons summed, never listed."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from jumelles.reference.words import N_
from jumelles.sources.reading import Reading
from jumelles.sources.tabular.batches import Batches
from jumelles.sources.tabular.blocks import Blocks
from jumelles.sources.tabular.cells import FITS
from jumelles.sources.tabular.doubts import Doubts
from jumelles.sources.tabular.grants import described, grantor_siren, is_natural_person, money, when
from jumelles.sources.tabular.headings import Headings
from jumelles.sources.tabular.identifiers import read_identifier
from jumelles.sources.tabular.layout import Table
from jumelles.sources.tabular.outcomes import LeftOut, Refused, account_for
from jumelles.sources.tabular.rows import Row
from jumelles.sources.tabular.totals import leave_out
from jumelles.sources.tabular.widths import straighten
from jumelles.sources.tabular.years import only_year, year_of_file

PERSONS = "Personnes physiques"
_TEXTS = ("beneficiary", "object", "grantor", "reference", "beneficiary_kind", "department")
_COLUMNS = (*_TEXTS, "document", "siren", "year", "beneficiary_id", "amount", "in_kind", "nature", "function")
_DATES = ("section", "decided", "paid_from", "paid_to", "summed")
_MONEY = ("amount", "in_kind", "operating", "investment", "already")
_BY_NAME = ("beneficiary", "object", "amount", "operating", "investment")


@dataclass
class Persons:
    """Natural persons of one year, as one row."""

    first: Row
    amount: Decimal | None = None
    in_kind: Decimal | None = None
    count: int = 0

    def add(self, amount: Decimal | None, in_kind: Decimal | None) -> None:
        self.count += 1
        self.amount = amount if self.amount is None else self.amount + (amount or 0)
        self.in_kind = in_kind if self.in_kind is None else self.in_kind + (in_kind or 0)


def readable(table: Table | None) -> bool:
    """True when a table has what a subsidy needs: a beneficiary and money."""
    if table is None or not (table.has("beneficiary") and table.has(*_MONEY)):
        return False
    paid = [name for name, (field, _) in table.guessed.items() if field in _MONEY]
    columns = [table.header.index(name) for name in paid]
    return any(_amount_in(row, column) for row in table.sample for column in columns) or not table.sample


def _amount_in(row: Row, column: int) -> bool:
    return column < len(row.cells) and bool(row.cells[column]) and FITS["amount"](row.cells[column])


def missing(table: Table | None) -> tuple[str, ...]:
    """What a table that is not readable lacks to be one of subsidies, in words for people."""
    lacks = () if table and table.has("beneficiary") else (N_("beneficiary"),)
    if (
        table is None or not table.has(*_MONEY) or not lacks
    ):  # a column of amounts where none reads is no better
        lacks = (*lacks, N_("amount"))
    return lacks


class GrantsFile:
    """The reading of one file of subsidies."""

    subject = "grants"

    def __init__(self, reading: Reading, format_name: str) -> None:
        self.reading, self.format_name = reading, format_name
        self.doubts, self.blocks = Doubts(), Blocks(_BY_NAME)
        self.batches = Batches(reading, "grants", (*_COLUMNS, *_DATES))
        self.persons: dict[tuple[str | None, int | None], Persons] = {}
        self.documents: dict[str | None, str] = {}

    def lacks(self, table: Table | None) -> tuple[str, ...]:
        """What keeps a table from being read; nothing when it can be."""
        return () if readable(table) else missing(table)

    def read_table(self, table: Table) -> None:
        """Read the rows of a table whose columns are guessed."""
        table.settle(self.reading, self.format_name)
        year = self._year_of(table)
        headings = Headings(table, "theme")
        for rows, repeated in self._blocks(table, year):
            for row in rows:
                account_for(row, self.reading, lambda r: self._keep(table, r, year, headings, repeated))  # noqa: B023

    def _document(self, siren: str | None) -> str:
        """The document of the rows of one authority; a file may hold those of several."""
        if siren not in self.documents:
            self.documents[siren] = self.reading.document(format=self.format_name, siren=siren)
        return self.documents[siren]

    @property
    def _own(self) -> str:
        return self.reading.authority.siren

    def _blocks(self, table: Table, year: int | None) -> Iterator[tuple[list[Row], bool]]:
        """The rows of a workbook by blocks; those of other files, which may be long, one by one."""
        if table.in_memory:
            yield from self.blocks.cut(table, year)
        else:
            yield from (([row], False) for row in table.rows)

    def _year_of(self, table: Table) -> int | None:
        """The year for rows that do not say theirs: words around, headers, else the file's name."""
        paid = [name for name, (field, _) in table.guessed.items() if field in _MONEY]
        year = only_year(paid) or only_year(table.notes) or only_year(table.header)
        return year or (None if table.has("decided", "year") else year_of_file(self.reading))

    def _keep(self, table: Table, row: Row, year: int | None, headings: Headings, repeated: bool) -> None:
        heading = headings.of(row)
        leave_out(table, row, ("beneficiary",))
        if repeated:
            raise LeftOut("repeated-table")
        row = straighten(table, row)
        if not table.cell(row, "beneficiary"):
            raise Refused("beneficiary-missing")
        grant = self._grant(table, row, year, heading)
        if is_natural_person(table, row):
            self._sum_person(row, grant)
        else:
            code = table.cell(row, "beneficiary_id")
            self.batches.add({**grant, "beneficiary_id": read_identifier(code, row, self.doubts)})

    def _grant(self, table: Table, row: Row, year: int | None, heading: str) -> dict[str, Any]:
        worth = money(table, row, self.doubts)
        dates = when(table, row, year, self.doubts)
        words = described(table, row, heading)
        siren = grantor_siren(table, row, self._own, self.doubts)
        return {
            **words,
            "document": self._document(siren),
            "siren": siren,
            "amount": worth.amount,
            "in_kind": worth.in_kind,
            "section": worth.section or words["section"],
            "year": dates.year,
            "decided": dates.decided,
            "paid_from": dates.paid_from,
            "paid_to": dates.paid_to,
            "place": row.place,
            "locator": row.locator,
        }

    def _sum_person(self, row: Row, grant: dict[str, Any]) -> None:
        key = (grant["siren"], grant["year"])
        self.persons.setdefault(key, Persons(row)).add(grant["amount"], grant["in_kind"])

    def close(self) -> None:
        """Hand over what waits: the last rows, the sums of persons, the doubts."""
        self.batches.flush()
        for (siren, year), persons in self.persons.items():
            row = {
                "document": self._document(siren),
                "siren": siren,
                "year": year,
                "beneficiary": PERSONS,
                "beneficiary_kind": PERSONS,
                "amount": persons.amount,
                "in_kind": persons.in_kind,
                "summed": persons.count,
                "place": persons.first.place,
                "locator": persons.first.locator,
            }
            self.reading.rows("grants", {name: [value] for name, value in row.items()}, kept=persons.count)
        self.doubts.tell(self.reading)
