"""One edition: everything the exporters show, computed once, in one language."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pyarrow as pa

from jumelles.ledger.figures import (
    Slice,
    YearFigure,
    YearStatus,
    breakdown,
    classify,
    tidy,
    top_beneficiaries,
    yearly,
)
from jumelles.publish import places
from jumelles.publish.formats import Formats, formats
from jumelles.publish.labels import TABLES
from jumelles.publish.publication import Publication
from jumelles.records.told import place_name
from jumelles.reference.words import Translate, words

AXES = ("nature_group", "section", "department", "countries", "kind")
TOP_BENEFICIARIES = 15


@dataclass(frozen=True)
class Edition:
    """A publication with its figures, its words and its formats; `rows` are the entries, numbered."""

    publication: Publication
    language: str
    say: Translate
    write: Formats
    classified: pa.Table
    years: tuple[YearFigure, ...]
    axes: Mapping[str, tuple[Slice, ...]]
    beneficiaries: tuple[Slice, ...]

    @cached_property
    def rows(self) -> list[dict[str, Any]]:
        """The classified entries, each with `id` (its rank in the table) and `file` (name in the inbox)."""
        files = self.files_by_source
        found = self.classified.to_pylist()
        return [{**row, "id": rank, "file": files.get(row["source"], "")} for rank, row in enumerate(found)]

    @cached_property
    def files_by_source(self) -> dict[str, str]:
        documents = self.publication.documents.select(["source", "file"]).to_pylist()
        named = {row["source"]: row["file"] for row in documents}
        return named | {account.source: account.file for account in self.publication.files}

    @cached_property
    def files_by_document(self) -> dict[str, str]:
        documents = self.publication.documents.select(["document", "file"]).to_pylist()
        return {row["document"]: row["file"] for row in documents}

    @cached_property
    def headline(self) -> YearFigure | None:
        """The year to quote: the latest executed one, else the latest of all; None without any."""
        executed = [figure for figure in self.years if figure.status is YearStatus.EXECUTED]
        known = executed or self.years
        return known[-1] if known else None

    @property
    def found_something(self) -> bool:
        return any(figure.rows for figure in self.years)

    @cached_property
    def spellings(self) -> dict[str, str]:
        """Each beneficiary's tidy name -> the spelling met most often, the first by alphabet among equals."""
        met = Counter(row["beneficiary"] for row in self.rows if row["beneficiary"])
        ranked = sorted(met, key=lambda name: (met[name], [-ord(letter) for letter in name]))
        return {tidy(name) or "": " ".join(name.split()) for name in ranked}

    def elsewhere(self, also_in: str | None) -> list[str]:
        """Where else the same euro is seen: `table, file, place` for each line of the column `also_in`."""
        found = [line.split(" ", 2) for line in (also_in or "").splitlines()]
        return [self._elsewhere(*line) if len(line) == 3 else " ".join(line) for line in found]

    def _elsewhere(self, table: str, source: str, locator: str) -> str:
        words = self.say(TABLES[table]) if table in TABLES else table
        file = self.files_by_source.get(source, source[:12])
        return f"{words}, {file}, {place_name(locator, self.language)}"

    def place(self, code: str | None) -> str:
        """The name of a country code, or of several."""
        return places.named(code, self.language, self.say)


def edition(publication: Publication, language: str) -> Edition:
    """Compute the edition of `publication` in `language`."""
    documents = publication.own_documents
    classified = classify(publication.entries, documents, publication.perimeter)
    return Edition(
        publication=publication,
        language=language,
        say=words(language),
        write=formats(language),
        classified=classified,
        years=yearly(classified, publication.general_budget, documents),
        axes={axis: breakdown(classified, axis) for axis in AXES},
        beneficiaries=top_beneficiaries(classified, TOP_BENEFICIARIES),
    )
