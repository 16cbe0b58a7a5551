"""Rows of public subsidies and deliberations, read where they are: labels kept by key find their text again."""

import csv
import hashlib
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

_TOWN = re.compile(r" - (?:\d[\dAB]\d?)\b.*$")
_PROGRAMME = re.compile(r": (\d{3}) - ")
_LONGEST = 400


class Row(NamedTuple):
    """A row; `programme` and `department` are what the payer itself says of it; `amount` in euros."""

    authority: str
    beneficiary: str
    object: str
    programme: str = ""
    department: str = ""
    amount: str = ""

    @property
    def key(self) -> str:
        """A name for the row from which its text cannot be read back."""
        return hashlib.sha256(f"{self.beneficiary}\x1f{self.object}".encode()).hexdigest()[:12]


def rows(shared: Path) -> Iterator[Row]:
    """Every row of the sources that labels speak of."""
    subsidies = shared / "data" / "subsidies"
    for source in (_toulouse, _loire_atlantique, _maine_et_loire, _deputies, _state, _paris):
        yield from source(subsidies)
    for row in _read(shared / "data/deliberations/_derived_deliberations_2012_2013.csv"):
        yield _row("Montpellier", "", row["texte"])


def _read(path: Path, delimiter: str = ",", encoding: str = "utf-8-sig") -> Iterator[dict[str, str]]:
    with path.open(encoding=encoding, newline="") as file:
        yield from csv.DictReader(file, delimiter=delimiter)


def _row(authority: str, beneficiary: str | None, text: str | None, programme: str = "", **said: str) -> Row:
    clean = ["" if value in (None, "NA") else str(value).strip() for value in (beneficiary, text)]
    return Row(authority, clean[0], clean[1][:_LONGEST], programme, **said)


def _toulouse(folder: Path) -> Iterator[Row]:
    for row in _read(folder / "toulouse/subventions-toulouse_2022.csv", ";"):
        yield _row(row["nomAttribuant"], row["nomBeneficiaire"], row["objet"], amount=row["montant"])


def _loire_atlantique(folder: Path) -> Iterator[Row]:
    (path,) = (folder / "pays_de_la_loire").glob("224400028*.csv")
    for row in _read(path, ";"):
        yield _row(
            "Département de Loire-Atlantique",
            row["Nom du bénéficiaire"],
            row["Objet de la subvention"],
            amount=row["Montant total de la subvention"],
        )


def _maine_et_loire(folder: Path) -> Iterator[Row]:
    (path,) = (folder / "pays_de_la_loire").glob("224900019_subv*.csv")
    for row in _read(path, ";"):
        name = " ".join(part for part in (row["Raison Sociale"], row["Raison sociale 2"]) if part)
        yield _row("Département de Maine-et-Loire", name, "", amount=row["Mandaté"])


def _deputies(folder: Path) -> Iterator[Row]:
    authority = "État (réserve parlementaire)"
    for row in _read(folder / "reserve_parlementaire/1409-AN-réserve-2013.csv"):
        amount = row["montant versé en 2013 (€)"]
        yield _row(authority, row["bénéficiaire"], row["nature de la subvention"], amount=amount)
    for year, delimiter in ((2014, ","), (2015, ";")):
        for row in _read(folder / f"reserve_parlementaire/reserve-assemblee-{year}.csv", delimiter):
            programme = (row.get("programme_budgetaire") or "")[:3]
            yield _row(authority, row["beneficiaire"], row["descriptif"], programme, amount=row["montant"])


def _state(folder: Path) -> Iterator[Row]:
    path = folder / "pays_de_la_loire/plf-2012-jaune-associations-subventionne-es-en-2010.csv"
    with path.open(encoding="cp1252", newline="") as file:
        for row in csv.reader(file, delimiter=";"):
            if len(row) > 2 and (found := _PROGRAMME.search(row[2])):
                yield _row("État (jaune budgétaire)", _TOWN.sub("", row[1]), "", found[1])


def _paris(folder: Path) -> Iterator[Row]:
    for path in sorted((folder / "paris").glob("paris_beneficiaires_*.json")):
        for row in json.loads(path.read_text(encoding="utf-8"))["data"]:
            said = {"department": row.get("direction") or "", "amount": str(row["montant_total"])}
            yield _row("Paris", row["beneficiaire"], row.get("objet_principal"), **said)
