"""A row of a budget table, as a row of `budget_lines`."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from jumelles import reference
from jumelles.records.accounts import function_without_prefix, section_of
from jumelles.records.dates import parse_period, parse_year
from jumelles.records.vocabulary import Budget, Stage
from jumelles.sources.tabular.budget import Frame, nomenclature_of, only_nomenclature, stage_of
from jumelles.sources.tabular.cells import code_of, is_blank, worded
from jumelles.sources.tabular.doubts import Doubts
from jumelles.sources.tabular.grants import euros
from jumelles.sources.tabular.identifiers import read_identifier
from jumelles.sources.tabular.layout import Table
from jumelles.sources.tabular.outcomes import LeftOut, Refused
from jumelles.sources.tabular.rows import Row

_SIDES = {"6": "expense", "7": "revenue"}  # first digit of the nature: charges, products


@dataclass(frozen=True)
class Owner:
    """Which document a line belongs to."""

    siret: str | None
    siren: str | None
    authority: str | None
    year: int
    stage: Stage
    budget: str
    nomenclature: str | None
    vote: str | None
    dated: date | None


def owner(table: Table, row: Row, frame: Frame, default_year: int | None, own: str, doubts: Doubts) -> Owner:
    """The document of a line. Raises Refused when its year or stage cannot be told."""
    stage = frame.stage or stage_of(table.cell(row, "stage"))
    if stage is None:
        raise Refused("stage-word-unknown", table.cell(row, "stage"))
    year = _year(table, row, default_year)
    name = table.cell(row, "authority")
    nomenclature = nomenclature_of(table.cell(row, "nomenclature"), name)
    if nomenclature is None and (only := only_nomenclature(year)):
        doubts.add("nomenclature-inferred", row, str(year), nomenclature=only)
        nomenclature = only
    elif nomenclature is None and not is_blank(table.cell(row, "function")):
        doubts.add("nomenclature-missing", row, str(year))
    siret = read_identifier(table.cell(row, "siret"), row, doubts)
    vote = worded("votes", table.cell(row, "vote")) or frame.vote
    return Owner(
        siret=siret if siret and len(siret) == 14 else None,
        siren=siret[:9] if siret else own,
        authority=name or None,
        year=year,
        stage=stage,
        budget=_budget(table.cell(row, "budget")),
        nomenclature=nomenclature,
        vote=vote,
        dated=_dated(table.cell(row, "dated")),
    )


def _year(table: Table, row: Row, default_year: int | None) -> int:
    text = table.cell(row, "year")
    if is_blank(text):
        if default_year is None:
            raise Refused("year-missing")
        return default_year
    try:
        return parse_year(text)
    except ValueError:
        raise Refused("year-implausible", text) from None


def _dated(text: str) -> date | None:
    try:
        return parse_period(text).day
    except ValueError:
        return None


def _budget(text: str) -> str:
    """Main unless the cell says annex, or has a number other than zero (`B00` is main, `B03` annex)."""
    said = worded("budgets", text)
    number = "".join(c for c in text if c.isdigit())
    return said or (Budget.ANNEX.value if number.strip("0") else Budget.MAIN.value)


def line(table: Table, row: Row, frame: Frame, of: Owner, doubts: Doubts) -> dict[str, Any]:
    """The columns of a line. Raises Refused, or LeftOut when it has no amount at all."""
    nature, chapter, function, operation = (
        code_of(table.cell(row, field), frame.letters.get(field, ""))
        for field in ("nature", "chapter", "function", "operation")
    )
    if not (nature or chapter or function):
        raise Refused("nature-missing")
    function, implied = function_without_prefix(function, of.nomenclature, of.vote)
    chapter = chapter or implied
    return {
        "siren": of.siren,
        "year": of.year,
        "stage": of.stage.value,
        "budget": of.budget,
        "nomenclature": of.nomenclature,
        "nature": nature,
        "function": function,
        "chapter": chapter,
        "operation": operation,
        "label": table.cell(row, "label") or None,
        "department": table.cell(row, "department") or None,
        "section": worded("sections", table.cell(row, "section"))
        or section_of(nature, chapter, of.nomenclature),
        "direction": _direction(table, row, nature, doubts),
        "real": _real(table, row, nature, chapter, of),
        **_amounts(table, row, of.stage, doubts),
        "place": row.place,
        "locator": row.locator,
    }


def _direction(table: Table, row: Row, nature: str | None, doubts: Doubts) -> str:
    said = worded("directions", table.cell(row, "direction"))
    if said:
        return said
    inferred = _SIDES.get((nature or "")[:1])
    if "direction" in table.columns or inferred is None:
        raise Refused("side-missing", table.cell(row, "direction"))
    doubts.add("side-inferred", row, "")
    return inferred


def _real(table: Table, row: Row, nature: str | None, chapter: str | None, of: Owner) -> bool | None:
    """True unless the column or the chapter says an order movement; None when nothing says."""
    said = worded("real", table.cell(row, "real"))
    if said or "real" in table.columns:
        return {"yes": True, "no": False}.get(said or "")
    orders: dict[str, list[str]] = reference.document("spreadsheet.toml")["order_chapters"]
    if not chapter:
        return None
    if not chapter.startswith("9"):
        return chapter not in orders["nature"]
    return chapter not in orders["M14" if of.nomenclature == "M14" else "function"]


def _amounts(table: Table, row: Row, stage: Stage, doubts: Doubts) -> dict[str, Decimal | None]:
    """Voted, carried over and executed: opened credits when the stage is closed, else what was voted."""
    names = ("executed", "forecast", "open", "proposed", "amount", "carried_over")
    found = {name: euros(table, row, name, doubts) for name in names}
    if all(value is None for value in found.values()):
        raise Refused("amount-missing") if "amount" in table.columns else LeftOut("no-money")
    order = ("open", "forecast", "proposed") if stage.executed else ("forecast", "proposed", "open")
    voted = next((found[name] for name in order if found[name] is not None), None)
    executed = found["executed"]
    if stage.executed:
        executed = found["amount"] if executed is None else executed
    else:
        voted = found["amount"] if voted is None else voted
    return {"voted": voted, "carried_over": found["carried_over"], "executed": executed}
