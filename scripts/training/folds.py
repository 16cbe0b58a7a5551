"""Answers on rows that the model has not seen: each fold is held out whole."""

import csv
import zlib
from collections.abc import Callable, Sequence
from pathlib import Path

from jumelles.detect.model import from_document
from jumelles.detect.text import fold
from training.fit import fit, read, reader
from training.labels import Labelled
from jumelles.detect.answers import answer
from jumelles.detect.weighed import Scales
from jumelles.detect.reading import Asked


def by_beneficiary(row: Labelled) -> str:
    """Ten folds; rows of one beneficiary (or of one text) are together."""
    return str(zlib.crc32(" ".join(fold(row.beneficiary or row.object).split()).encode()) % 10)


def by_authority(row: Labelled) -> str:
    """One fold an authority."""
    return "État" if row.authority.startswith("État") else row.authority


def answers(gold: Sequence[Labelled], said: Sequence[Labelled], always: Sequence[Labelled], group: Callable[[Labelled], str]):
    found = {}
    for held in sorted({group(row) for row in gold}):
        scales = Scales(from_document(fit([*(row for row in [*gold, *said] if group(row) != held), *always])))
        for row in gold:
            if group(row) == held:
                asked = Asked(row.authority or None, row.beneficiary or None, row.object or None)
                found[row.id] = answer(asked, reader(), scales)
    return found


def write(found, path: Path) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file)
        out.writerow(["id", "perimeter", "p_core", "p_extended", "countries", "kind", "theme", "mode", "evidence"])
        out.writerows([key, *values] for key, values in found.items())
