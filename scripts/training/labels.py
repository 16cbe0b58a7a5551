"""Labelled rows to learn from, each with where its label comes from. Files are read in place, never copied."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path

from training.open_rows import Row, rows

from jumelles import reference

READINGS = Path(__file__).with_name("readings.csv")
DEVELOPMENT, INTERNATIONAL = "209", "DGRI"
WEIGHTS = {"prototype": 2.0, "sure": 0.7, "doubt": 0.3, "payer": 0.1, "body": 0.1, "word": 0.0}
KIND_WEIGHTS = {"body": 0.1, "word": 0.03}


@dataclass(frozen=True)
class Labelled:
    """A row and what was said of it. `origin` says who; `weight` and `kind_weight` how much it counts."""

    authority: str
    beneficiary: str
    object: str
    perimeter: str
    kind: str = ""
    theme: str = ""
    origin: str = ""
    id: str = ""
    weight: float = 1.0
    kind_weight: float = 1.0


def gold(shared: Path) -> list[Labelled]:
    """Rows labelled by two independent readers and an adjudicator."""
    with (shared / "gold" / "dev.csv").open(encoding="utf-8", newline="") as file:
        return [
            Labelled(
                *(r[n] for n in ("authority", "beneficiary", "object", "perimeter", "kind", "theme")),
                "gold",
                r["id"],
            )
            for r in csv.DictReader(file)
        ]


def readings(shared: Path) -> list[Labelled]:
    """Rows of open data, each read once with the guide by a language model; labels are kept by key, not text."""
    with READINGS.open(encoding="utf-8", newline="") as file:
        known = {r["key"]: r for r in csv.DictReader(line for line in file if not line.startswith("#"))}
    found: dict[str, Row] = {row.key: row for row in rows(shared) if row.key in known}
    return [_reading(known[key], row) for key, row in sorted(found.items())]


def _reading(said: dict[str, str], row: Row) -> Labelled:
    weight = WEIGHTS["sure" if said["sure"] == "1" else "doubt"]
    named = (row.authority, row.beneficiary, row.object)
    return Labelled(*named, said["perimeter"], said["kind"], said["theme"], "reading", said["key"], weight)


def payers(shared: Path) -> list[Labelled]:
    """Rows that the payer itself books as international: the department of Paris, programme 209 of the State."""
    booked = (row for row in rows(shared) if row.department == INTERNATIONAL or row.programme == DEVELOPMENT)
    found = {(*row[:3], row.department or row.programme) for row in booked}
    return [
        Labelled(*named, "core", origin="payer", id=payer, weight=WEIGHTS["payer"])
        for *named, payer in sorted(found)
    ]


def amounts(shared: Path) -> dict[tuple[str, str], Decimal]:
    """Euros by (beneficiary, object), summed over the years, where a source gives them."""
    found: dict[tuple[str, str], Decimal] = {}
    for row in rows(shared):
        try:
            euros = Decimal((row.amount or "").replace(",", ".").replace(" ", ""))
        except InvalidOperation:
            continue
        found[row.beneficiary, row.object] = found.get((row.beneficiary, row.object), Decimal(0)) + euros
    return found


def prototypes() -> Iterator[Labelled]:
    """Invented rows that restate the guide."""
    for row in reference.rows("prototypes.csv"):
        named = (row[n] for n in ("beneficiary", "object", "perimeter", "kind", "theme"))
        yield Labelled("", *named, "prototype", weight=WEIGHTS["prototype"])


def bodies() -> Iterator[Labelled]:
    """Well-known bodies, by their name alone."""
    for row in reference.rows("bodies.csv"):
        said = (row["perimeter"], row["kind"], row["theme"])
        yield Labelled(
            "", row["name"], "", *said, "body", weight=WEIGHTS["body"], kind_weight=KIND_WEIGHTS["body"]
        )


def words() -> Iterator[Labelled]:
    """What the words of the field say of kind and theme, one by one; they teach no perimeter."""
    weights = {"weight": WEIGHTS["word"], "kind_weight": KIND_WEIGHTS["word"]}
    for entry in reference.document("clues.toml")["clues"].values():
        for word in entry["words"] if entry.get("kind") else ():
            yield Labelled(
                "", word.rstrip("*"), "", "", entry["kind"], entry.get("theme", ""), "word", **weights
            )
    for theme, entry in reference.document("themes.toml").items():
        for word in entry["words"]:
            yield Labelled("", "", f"{word.rstrip('*')} au Sénégal", "", "", theme, "word", **weights)
