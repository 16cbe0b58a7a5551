"""Labelled rows to learn from, each with where its label comes from. Files are read in place."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from jumelles import reference


BODY = 0.1
WORD = 0.03


@dataclass(frozen=True)
class Labelled:
    """A row and what a person said of it; `group` keeps rows of one authority in one fold."""

    authority: str
    beneficiary: str
    object: str
    perimeter: str
    kind: str
    theme: str
    countries: str
    origin: str
    weight: float = 1.0
    id: str = ""
    department: str = ""
    weight_of_kind: float = 1.0


def gold(folder: Path) -> list[Labelled]:
    """Rows labelled by two independent readers."""
    with (folder / "gold" / "dev.csv").open(encoding="utf-8", newline="") as file:
        return [
            Labelled(
                row["authority"], row["beneficiary"], row["object"], row["perimeter"],
                row["kind"], row["theme"], row["countries"], "gold", id=row["id"],
            )
            for row in csv.DictReader(file)
        ]


def prototypes() -> Iterator[Labelled]:
    """Invented rows that restate the guide."""
    for row in reference.rows("prototypes.csv"):
        yield Labelled("", row["beneficiary"], row["object"], row["perimeter"], row["kind"], row["theme"], "", "prototype")


def bodies() -> Iterator[Labelled]:
    """Well-known bodies, by their name alone."""
    for row in reference.rows("bodies.csv"):
        yield Labelled("", row["name"], "", row["perimeter"], row["kind"], row["theme"], row["countries"], "body", 0.03, weight_of_kind=BODY)


def words() -> Iterator[Labelled]:
    """What the words of the field say of kind and theme, taught one by one; they teach no perimeter."""
    for entry in reference.document("clues.toml")["clues"].values():
        for word in entry["words"] if entry.get("kind") else ():
            yield Labelled("", word.rstrip("*"), "", "", entry["kind"], entry.get("theme", ""), "", "word", weight_of_kind=WORD)
    for theme, entry in reference.document("themes.toml").items():
        for word in entry["words"]:
            text = f"{word.rstrip('*')} au Sénégal"
            yield Labelled("", "", text, "", "", theme, "", "word", weight_of_kind=WORD)
