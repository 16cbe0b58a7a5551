"""The header of a budget document in XML: whose budget, which year, which stage."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from jumelles import reference
from jumelles.records.dates import FIRST_YEAR, LAST_YEAR
from jumelles.records.identifiers import siren_of
from jumelles.records.problem import Problem
from jumelles.records.vocabulary import Stage

_NOMENCLATURE = re.compile(r"M\d+[A-Z0-9_]*(?:-M\d+[A-Z0-9_]*)?$")
_SIRET = re.compile(r"[0-9]{14}$")
_YEAR = re.compile(r"[0-9]{4}$")


@dataclass(frozen=True)
class Header:
    """A budget's own columns of `documents`, shared by all its rows."""

    siret: str
    year: int
    stage: Stage
    nomenclature: str
    vote: str | None
    budget: str
    columns: Mapping[str, Any]

    @property
    def siren(self) -> str:
        return self.siret[:9]


def read_header(fields: Mapping[str, str], locator: str) -> Header | Problem:
    """The header out of the flat fields of EnTeteDocBudgetaire, EnTeteBudget and BlocBudget.

    Answers a Problem when the SIRET, the year or the stage cannot be read: rows that belong to nobody or to no
    year would only spoil the sums, so the whole budget is refused.
    """
    codes = reference.document("budget_xml.toml")
    siret = (fields.get("IdEtab") or fields.get("IdColl") or "").strip()
    year = (fields.get("Exer") or "").strip()
    stage = (fields.get("NatDec") or "").strip()
    if not _SIRET.match(siret):
        return Problem("siret-unreadable", locator, siret)
    if not (_YEAR.match(year) and FIRST_YEAR <= int(year) <= LAST_YEAR):
        return Problem("year-implausible", locator, year)
    if stage not in codes["stages"]:
        return Problem("stage-unknown", locator, stage)
    nomenclature = (fields.get("Nomenclature") or "").strip()
    budget = codes["budgets"].get(fields.get("CodTypBud", "P"), "main")
    vote = codes["votes"].get(fields.get("NatFonc", ""))
    name = Stage(codes["stages"][stage])
    columns = {
        "siren": siren_of(siret),
        "siret": siret,
        "authority": fields.get("LibelleColl"),
        "budget": budget,
        "budget_name": fields.get("LibelleEtab"),
        "stage": name,
        "decision_number": (fields.get("NumDec") or "0").lstrip("0") or "0",
        "year": int(year),
        "nomenclature": nomenclature,
        "vote": vote,
        "dated": _dated(fields),
        "population": _whole(fields.get("PopTot")),
    }
    return Header(siret, int(year), name, nomenclature, vote, budget, columns)


def header_warnings(header: Header, locator: str) -> list[Problem]:
    """Doubts that do not stop the reading of the budget."""
    if not _NOMENCLATURE.match(header.nomenclature):
        return [Problem("nomenclature-unknown", locator, header.nomenclature)]
    return []


def _dated(fields: Mapping[str, str]) -> datetime | None:
    for name in ("Scellement", "DateEdition", "DteStr", "DteDec"):
        try:
            return datetime.fromisoformat(fields.get(name, "")).replace(tzinfo=None, microsecond=0)
        except ValueError:
            continue
    return None


def _whole(text: str | None) -> int | None:
    digits = re.sub(r"[\s\u00a0\u202f]", "", text or "")
    return int(digits) if re.fullmatch(r"[0-9]{1,9}", digits) else None
