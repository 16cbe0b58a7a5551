"""Answers on rows that the model has not seen: each fold is held out whole, in every source of labels."""

import csv
import zlib
from collections.abc import Callable, Sequence
from pathlib import Path

from training.fit import Fitter
from training.labels import Labelled

from jumelles.detect.answers import SCHEMA, Answer, answer
from jumelles.detect.model import from_document
from jumelles.detect.text import fold
from jumelles.detect.weighed import Scales

Group = Callable[[Labelled], str]
FOLDS = 10


def by_beneficiary(row: Labelled) -> str:
    """Ten folds; rows of one beneficiary, or of one text, are together."""
    return str(zlib.crc32(" ".join(fold(row.beneficiary or row.object).split()).encode()) % FOLDS)


def by_authority(row: Labelled) -> str:
    """One fold an authority; what the State paid in any way is together."""
    return "État" if row.authority.startswith("État") else row.authority


def answers(
    fitter: Fitter, asked: Sequence[Labelled], others: Sequence[Labelled], group: Group
) -> dict[str, Answer]:
    """An answer for each row of `asked`, by a model fitted on all rows that are not of its group."""
    always = [row for row in others if not row.authority]
    grouped = [*asked, *(row for row in others if row.authority)]
    found: dict[str, Answer] = {}
    for held in sorted({group(row) for row in asked}):
        rows = [*(row for row in grouped if group(row) != held), *always]
        scales = Scales(from_document(fitter.fit(rows)))
        for row in asked:
            if group(row) == held:
                found[row.id] = answer(fitter.asked(row), fitter.reader, scales)
    return found


def write(found: dict[str, Answer], path: Path) -> None:
    """The answers as a CSV that the scorer reads."""
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file)
        out.writerow(SCHEMA.names)
        out.writerows([key, *values] for key, values in found.items())
