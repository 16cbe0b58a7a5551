"""Labels that authorities and the State made themselves, for their own use: who pays says what it is for."""

import csv
import json
import re
from collections.abc import Iterator
from pathlib import Path

from training.labels import Labelled

WEIGHT = 0.1
_TOWN = re.compile(r" - (?:\d[\dAB]\d?)\b.*$")


def paris_department(shared: Path) -> list[Labelled]:
    """Grants of the department of international relations of Paris (`direction` DGRI), 2020-2024."""
    found = {}
    for path in sorted((shared / "data" / "subsidies" / "paris").glob("paris_beneficiaires_*.json")):
        for row in json.loads(path.read_text(encoding="utf-8"))["data"]:
            if row.get("direction") == "DGRI":
                found[row["beneficiaire"], row.get("objet_principal") or ""] = row
    return [Labelled("Paris", name, text, "core", "", "", "", "dgri", WEIGHT) for name, text in sorted(found)]


def state_programme(shared: Path) -> Iterator[Labelled]:
    """Subsidies of the State by budget programme (jaune 2012): 209 is solidarity with developing countries."""
    path = shared / "data" / "subsidies" / "pays_de_la_loire" / "plf-2012-jaune-associations-subventionne-es-en-2010.csv"
    with path.open(encoding="cp1252", newline="") as file:
        for row in csv.reader(file, delimiter=";"):
            if len(row) > 2 and (found := re.search(r": (\d{3}) - ", row[2])):
                yield Labelled("État", _TOWN.sub("", row[1]), "", "core" if found[1] == "209" else "", "", "", found[1], WEIGHT)


def deputies(shared: Path) -> Iterator[Labelled]:
    """Grants of members of parliament by budget programme (réserve parlementaire)."""
    for year in (2014, 2015):
        path = shared / "data" / "subsidies" / "reserve_parlementaire" / f"reserve-assemblee-{year}.csv"
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file, delimiter="," if year == 2014 else ";"):
                code = (row.get("programme_budgetaire") or "")[:3]
                yield Labelled("État", row["beneficiaire"], row["descriptif"], "core" if code == "209" else "", "", "", code, WEIGHT)


def development(shared: Path) -> list[Labelled]:
    """Rows of programme 209, from both State sources."""
    return [row for row in (*state_programme(shared), *deputies(shared)) if row.origin == "209"]
