"""What a whole budget table says of itself: stage, vote, nomenclature, letters put before its codes."""

import re
from dataclasses import dataclass

from jumelles import reference
from jumelles.records.problem import Problem
from jumelles.records.vocabulary import Stage
from jumelles.sources.reading import Reading
from jumelles.sources.tabular.cells import is_blank, worded
from jumelles.sources.tabular.headers import plain
from jumelles.sources.tabular.kinds import refuse
from jumelles.sources.tabular.layout import Table

CODES = ("nature", "chapter", "function", "operation")
MONEY = ("executed", "forecast", "open", "proposed", "amount", "carried_over")
_VOTED = ("forecast", "proposed", "open")
_LETTERED = re.compile(r"[A-Z][0-9]")
_NOMENCLATURE = re.compile(r"\bM ?(14|4[0-9]?|52|57|6[0-9]?|71|832)(?![0-9])")


@dataclass(frozen=True)
class Frame:
    """What holds for every row of a table that does not say otherwise."""

    stage: Stage | None
    vote: str | None
    letters: dict[str, str]


def frame_of(table: Table, reading: Reading) -> Frame:
    """The frame of a table whose columns are settled. Raises FileRefused when nothing tells its stage."""
    letters = {field: letter for field in CODES if (letter := _letter(_told(table, field)))}
    stage = None if "stage" in table.columns else _stage(table, reading)
    return Frame(stage, _vote(table), letters)


def _told(table: Table, field: str) -> list[str]:
    return [cell for row in table.sample if not is_blank(cell := table.cell(row, field))]


def _letter(codes: list[str]) -> str:
    """The letter that stands before every code of a column (`C65`, `A6574`, `R04`), or empty."""
    first = {code[0] for code in codes}
    same = len(first) == 1 and len(codes) > 1 and all(_LETTERED.match(code) for code in codes)
    return first.pop() if same else ""


def _vote(table: Table) -> str | None:
    """Voted by function when every chapter is one of functions (900…), by nature when none is."""
    chapters = ["".join(c for c in cell if c.isdigit()) for cell in _told(table, "chapter")]
    by_function = [chapter.startswith("9") and len(chapter) >= 3 for chapter in chapters]
    if not by_function:
        return None
    return "function" if all(by_function) else "nature" if not any(by_function) else "mixed"


def _stage(table: Table, reading: Reading) -> Stage:
    """The stage of a table without a column for it: from its amounts, else from words in it or around it."""
    if "executed" in table.columns:
        return _inferred(reading, Stage.CA, _header(table, "executed"))
    voted = next((name for name in _VOTED if name in table.columns), None)
    words = {found: text for text in _constants(table) if (found := _stage_in(text))}
    if len(words) == 1:
        stage, text = next(iter(words.items()))
        return _inferred(reading, stage, text)
    if voted is None:
        paid = [_header(table, name) for name in MONEY if name in table.columns]
        raise refuse("table-stage-missing", column=", ".join(paid))
    return _inferred(reading, Stage.BP, _header(table, voted))


def _inferred(reading: Reading, stage: Stage, text: str) -> Stage:
    reading.warn(Problem("stage-inferred", got=text, details={"stage": stage.value}))
    return stage


def _header(table: Table, field: str) -> str:
    return table.header[table.columns[field]]


def _constants(table: Table) -> list[str]:
    """Texts that hold for the whole table: around it, and cells that are the same on every row."""
    texts = list(table.notes)
    for position in range(len(table.header)):
        cells = {row.cells[position] for row in table.sample if position < len(row.cells)}
        texts += cells if len(cells) == 1 else ()
    return [text for text in texts if text]


def _stage_in(text: str) -> Stage | None:
    """The stage that `text` names, as a word of it (`1-bp-2024.pdf`, `Compte administratif 2019`)."""
    padded = f" {plain(text)} "
    words: dict[str, list[str]] = reference.document("spreadsheet.toml")["stages"]
    found = {
        stage for stage, names in words.items() if any(f" {n} " in padded for n in names if not n.isdigit())
    }
    return Stage(found.pop()) if len(found) == 1 else None


def stage_of(text: str) -> Stage | None:
    """The stage that a cell names."""
    word = worded("stages", text)
    return Stage(word) if word else None


def nomenclature_of(*texts: str) -> str | None:
    """The nomenclature that one of `texts` names (`M57`, `COMMUNE DE MOHON (M57)`)."""
    for text in texts:
        found = _NOMENCLATURE.search(text.upper())
        if found:
            return f"M{found[1]}"
    return None


def only_nomenclature(year: int) -> str | None:
    """The nomenclature of a budget that does not name it, when the law leaves but one in `year`."""
    general = reference.document("spreadsheet.toml")["general_nomenclature"]
    return str(general["code"]) if year >= int(general["from_year"]) else None
