"""Deliberations and their votes, as the national schema wants them (SCDL "délibérations" 2.1) or near it.

Source: https://schema.data.gouv.fr/scdl/deliberations/.
"""

from pathlib import Path
from typing import Any

from jumelles.records.dates import Period, parse_period, parse_year
from jumelles.reference.words import N_
from jumelles.sources.reading import Format, Match, Reading, Sample
from jumelles.sources.tabular.batches import Batches
from jumelles.sources.tabular.cells import FITS, is_blank
from jumelles.sources.tabular.doubts import Doubts
from jumelles.sources.tabular.identifiers import read_identifier
from jumelles.sources.tabular.layout import Table
from jumelles.sources.tabular.outcomes import Refused, account_for
from jumelles.sources.tabular.recognition import best_match
from jumelles.sources.tabular.rows import Row
from jumelles.sources.tabular.totals import leave_out
from jumelles.sources.tabular.whole_file import read_tables
from jumelles.sources.tabular.widths import straighten

NAME = "scdl-deliberations"
_NEEDED = {"object": N_("object"), "decided": N_("date"), "number": N_("number")}
_SIGNS = (
    "subject_code",
    "subject",
    "budget_year",
    "prefecture_id",
    "voters",
    "votes_for",
    "abstentions",
    "siret",
)
_VOTES = ("members", "voters", "votes_for", "votes_against", "abstentions")
_TEXTS = ("authority", "number", "subject_code", "subject", "object", "budget_name", "address")
_COLUMNS = ("document", "siren", "year", "decided", "budget_year", *_TEXTS, *_VOTES)


def recognise(sample: Sample) -> Match:
    """Likely with a number, a date and an object; certain with the columns that only this schema has."""
    return best_match(sample, NAME, "deliberations", lambda table: not _missing(table), _match)


def _missing(table: Table | None) -> tuple[str, ...]:
    return tuple(words for field, words in _NEEDED.items() if table is None or not table.has(field))


def _match(table: Table | None) -> Match:
    lacks = _missing(table)
    if table is None or lacks:
        return Match(0.1 * (len(_NEEDED) - len(lacks)), lacks)
    signs = sum(table.has(sign) for sign in _SIGNS)
    return Match(0.95 if signs >= 3 else 0.65 + 0.05 * signs)


def read(path: Path, reading: Reading) -> None:
    """Every row into `deliberations`. Raises FileRefused when no table has a date, a number and an object."""
    read_tables(path, _File(reading))


class _File:
    """The reading of one file of deliberations."""

    subject, format_name = "deliberations", NAME

    def __init__(self, reading: Reading) -> None:
        self.reading, self.doubts = reading, Doubts()
        self.batches = Batches(reading, "deliberations", _COLUMNS)
        self.documents: dict[str, str] = {}

    def lacks(self, table: Table | None) -> tuple[str, ...]:
        """What keeps a table from being read; nothing when it can be."""
        return _missing(table)

    def read_table(self, table: Table) -> None:
        """Read the rows of a table that has a date, a number and an object."""
        table.settle(self.reading, NAME)
        for row in table.rows:
            account_for(row, self.reading, lambda r: self.keep(table, r))

    def close(self) -> None:
        """Hand over what waits: the last rows, the doubts."""
        self.batches.flush()
        self.doubts.tell(self.reading)

    def keep(self, table: Table, row: Row) -> None:
        """Keep one row, or raise why it is not."""
        leave_out(table, row, ("object",))
        row = straighten(table, row)
        texts = {field: _told(table.cell(row, field)) for field in _TEXTS}
        if not texts["object"]:
            raise Refused("object-missing")
        decided = self._decided(table, row)
        siret = read_identifier(table.cell(row, "siret"), row, self.doubts)
        siren = siret[:9] if siret else self.reading.authority.siren
        self.batches.add(
            {
                **texts,
                **self._votes(table, row),
                "document": self._document(siren),
                "siren": siren,
                "year": decided.year if decided else None,
                "decided": decided.day if decided else None,
                "budget_year": _year(table.cell(row, "budget_year")),
                "place": row.place,
                "locator": row.locator,
            }
        )

    def _document(self, siren: str) -> str:
        if siren not in self.documents:
            self.documents[siren] = self.reading.document(format=NAME, siren=siren)
        return self.documents[siren]

    def _decided(self, table: Table, row: Row) -> Period | None:
        text = table.cell(row, "decided")
        if is_blank(text):
            self.doubts.add("year-unknown", row, "")
            return None
        try:
            return parse_period(text)
        except ValueError as error:
            if str(error) == "year-implausible":
                raise Refused("year-implausible", text) from None
            self.doubts.add("date-unreadable", row, text)
            return None

    def _votes(self, table: Table, row: Row) -> dict[str, Any]:
        votes = {field: _count(table.cell(row, field)) for field in _VOTES}
        cast = sum(votes[field] or 0 for field in ("votes_for", "votes_against", "abstentions"))
        if votes["members"] and cast > votes["members"]:
            self.doubts.add("votes-disagree", row, str(cast))
        return votes


def _told(text: str) -> str | None:
    return None if is_blank(text) else text


def _count(text: str) -> int | None:
    return int(float(text.replace(",", "."))) if FITS["count"](text) else None


def _year(text: str) -> int | None:
    try:
        return parse_year(text)
    except ValueError:
        return None


FORMAT = Format(NAME, recognise, read)
