"""One million rows to read for places and clues: real grants, then copies of them with a word changed."""

import csv
import json
import random
import sys
from collections.abc import Iterator
from pathlib import Path

from files import BUDGETS, SCRATCH

SUBSIDIES = BUDGETS.parent / "subsidies"
COLUMNS = ("id", "authority", "year", "beneficiary", "object", "department", "amount")
Row = tuple[str, str, str, str, str, str]
_STATE = "État"


def million(count: int = 1_000_000) -> Path:
    """A CSV file of `count` rows: each real row once, then again and again with one word of each text changed.

    The word put in is drawn among the words of all real rows, each as often as it is written there: names of
    countries come as often as in real lists. Texts repeat as in real lists (“Fonctionnement”, empty objects).
    """
    path = SCRATCH / f"rows-{count}.csv"
    if path.exists():
        return path
    SCRATCH.mkdir(exist_ok=True)
    real = list(real_rows())
    words = [word for row in real for text in row[2:4] for word in text.split()]
    chance = random.Random(3)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        for number in range(count):
            row = real[number % len(real)]
            if number >= len(real):
                texts = (_varied(text, words, chance) for text in row[2:4])
                row = (*row[:2], *texts, *row[4:])  # type: ignore[assignment]
            writer.writerow((number, *row))
    return path


def _varied(text: str, words: list[str], chance: random.Random) -> str:
    parts = text.split()
    if len(parts) < 2:
        return text
    parts[chance.randrange(len(parts))] = chance.choice(words)
    return " ".join(parts)


def real_rows() -> Iterator[Row]:
    """(authority, year, beneficiary, object, department, amount) of lists of subsidies, read in place."""
    if not SUBSIDIES.is_dir():
        sys.exit(f"real files are not here: {SUBSIDIES} is absent")
    yield from _paris()
    yield from _departments()
    yield from _state()


def _paris() -> Iterator[Row]:
    for path in sorted((SUBSIDIES / "paris").glob("paris_beneficiaires_*.json")):
        for row in json.loads(path.read_text(encoding="utf-8"))["data"]:
            texts = (row["beneficiaire"] or "", row["objet_principal"] or "", row["direction"] or "")
            yield "Paris", str(row["annee"]), *texts, str(row["montant_total"])


def _departments() -> Iterator[Row]:
    folder = SUBSIDIES / "pays_de_la_loire"
    path = folder / "224400028_subventions-aux-associations-du-departement-de-loire-atlantique.csv"
    for cells in _cells(path, ";"):
        yield cells[0], cells[2], cells[4], cells[6], "", cells[7]
    path = folder / "224900019_subventions-aux-associations-du-departement-de-maine-et-loire.csv"
    for cells in _cells(path, ";"):
        yield "Département de Maine-et-Loire", cells[0], f"{cells[2]} {cells[3]}".strip(), "", "", cells[6]


def _state() -> Iterator[Row]:
    path = SUBSIDIES / "pays_de_la_loire" / "plf-2012-jaune-associations-subventionne-es-en-2010.csv"
    for cells in _cells(path, ";", "cp1252"):
        if not cells[2]:  # the line of the association, before those of each programme
            yield _STATE, "2010", cells[1], "", "", cells[3].replace(" ", "")
    folder = SUBSIDIES / "reserve_parlementaire"
    for cells in _cells(folder / "1409-AN-réserve-2013.csv", ","):
        yield _STATE, "2013", cells[0], cells[3], "", cells[2]
    for year, separator in (("2014", ","), ("2015", ";")):
        for cells in _cells(folder / f"reserve-assemblee-{year}.csv", separator):
            yield _STATE, year, cells[3], cells[5], "", cells[7]


def _cells(path: Path, separator: str, encoding: str = "utf-8-sig") -> Iterator[list[str]]:
    with path.open(encoding=encoding, newline="") as file:
        lines = csv.reader(file, delimiter=separator)
        width = len(next(lines)) - 1  # the last cell is not always written
        yield from (cells for cells in lines if len(cells) >= width)
