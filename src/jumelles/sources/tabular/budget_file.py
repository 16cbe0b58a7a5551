"""A file of budget lines, table after table, into `documents` and `budget_lines`."""

from jumelles.reference.words import N_
from jumelles.sources.reading import Reading
from jumelles.sources.tabular.batches import Batches
from jumelles.sources.tabular.budget import MONEY, Frame, frame_of
from jumelles.sources.tabular.budget_lines import Owner, line, owner
from jumelles.sources.tabular.doubts import Doubts
from jumelles.sources.tabular.layout import Table
from jumelles.sources.tabular.outcomes import account_for
from jumelles.sources.tabular.rows import Row
from jumelles.sources.tabular.totals import leave_out
from jumelles.sources.tabular.widths import straighten
from jumelles.sources.tabular.years import only_year, year_of_file

_TEXTS = ("nature", "function", "chapter", "operation", "label", "department", "section", "direction", "real")
_FRAME = ("document", "siren", "year", "stage", "budget", "nomenclature", "voted", "carried_over", "executed")


def readable(table: Table | None) -> bool:
    """True when a table has what a budget line needs: an account and money."""
    return table is not None and table.has("nature", "chapter") and table.has(*MONEY)


def missing(table: Table | None) -> tuple[str, ...]:
    """What a table lacks to be one of budget lines, in words for people."""
    lacks = [] if table and table.has("nature", "chapter") else [N_("account (nature or article)")]
    return (*lacks, *([] if table and table.has(*MONEY) else [N_("amount")]))


class BudgetFile:
    """The reading of one file of budget lines."""

    subject = "budget"

    def __init__(self, reading: Reading, format_name: str) -> None:
        self.reading, self.format_name = reading, format_name
        self.doubts = Doubts()
        self.batches = Batches(reading, "budget_lines", (*_FRAME, *_TEXTS))
        self.documents: dict[Owner, str] = {}

    def lacks(self, table: Table | None) -> tuple[str, ...]:
        """What keeps a table from being read; nothing when it can be."""
        return () if readable(table) else missing(table)

    def read_table(self, table: Table) -> None:
        """Read the rows of a table whose columns are guessed. Raises FileRefused without a stage."""
        table.settle(self.reading, self.format_name)
        frame = frame_of(table, self.reading)
        year = self._year_of(table)
        for row in table.rows:
            account_for(row, self.reading, lambda r: self._keep(table, r, frame, year))

    def _year_of(self, table: Table) -> int | None:
        paid = [table.header[table.columns[field]] for field in MONEY if field in table.columns]
        year = only_year(paid) or only_year(table.notes) or only_year(table.header)
        return year or (None if "year" in table.columns else year_of_file(self.reading))

    def _keep(self, table: Table, row: Row, frame: Frame, year: int | None) -> None:
        leave_out(table, row, ("nature",))
        row = straighten(table, row)
        of = owner(table, row, frame, year, self.reading.authority.siren, self.doubts)
        found = line(table, row, frame, of, self.doubts)
        self.batches.add({**found, "document": self._document(of)})

    def _document(self, of: Owner) -> str:
        if of not in self.documents:
            self.documents[of] = self.reading.document(
                format=self.format_name,
                siren=of.siren,
                siret=of.siret,
                authority=of.authority,
                budget=of.budget,
                budget_name=of.authority,
                stage=of.stage.value,
                year=of.year,
                nomenclature=of.nomenclature,
                vote=of.vote,
                dated=of.dated,
            )
        return self.documents[of]

    def close(self) -> None:
        """Hand over what waits: the last rows, the doubts."""
        self.batches.flush()
        self.doubts.tell(self.reading)
