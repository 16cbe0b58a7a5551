"""Verdicts that a person wrote: as options of a command, or in a sheet filled in by hand."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from jumelles import reference
from jumelles.ledger.identity import plain
from jumelles.ledger.reviews import Verdict
from jumelles.records.problem import Problem
from jumelles.records.vocabulary import Kind, Perimeter, Region, Theme
from jumelles.sources.reading import FileRefused
from jumelles.sources.tabular import Row, grids

HEADERS: Mapping[str, tuple[str, str]] = {
    "row": ("ligne", "row"),
    "verdict": ("verdict", "verdict"),
    "why": ("pourquoi", "why"),
    "kind": ("type", "kind"),
    "theme": ("thème", "theme"),
    "countries": ("pays", "countries"),
}
"""Columns of a sheet to fill in: French and English header."""

_PERIMETERS = {
    **dict.fromkeys(("core", "coeur", "cœur", "noyau", "oui", "yes", "international"), Perimeter.CORE),
    **dict.fromkeys(("extended", "elargi", "etendu"), Perimeter.EXTENDED),
    **dict.fromkeys(("none", "non", "no", "aucun", "hors"), Perimeter.NONE),
}
_NO_COUNTRY = "-"
Names = Mapping[str, str]
"""What people call a kind or a theme, as `plain` writes it -> its code."""


class WordRefused(ValueError):
    """What a person wrote cannot be taken as a verdict: the code of the problem, and what was written."""

    def __init__(self, code: str, got: str) -> None:
        super().__init__(code)
        self.code, self.got = code, got


@dataclass
class Filled:
    """A sheet: verdicts by row id (with where each was written), lines refused, lines left blank."""

    verdicts: dict[str, Verdict] = field(default_factory=dict)
    places: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    blank: int = 0


def verdict(written: Mapping[str, str], names: Names | None = None) -> Verdict:
    """The verdict that `written` says: texts by field of `HEADERS`, absent or empty ones say nothing.

    Raises WordRefused.
    """
    said = {name: " ".join(written.get(name, "").split()) for name in HEADERS}
    detail = next((said[name] for name in ("kind", "theme", "countries", "why") if said[name]), "")
    if not said["verdict"]:
        raise WordRefused("review-verdict-missing", detail)
    perimeter = _PERIMETERS.get(plain(said["verdict"]))
    if perimeter is None:
        raise WordRefused("review-verdict-unknown", said["verdict"])
    if perimeter is Perimeter.NONE:
        return Verdict(perimeter, why=said["why"])
    return Verdict(
        perimeter,
        countries=_countries(said["countries"]) if said["countries"] else None,
        kind=_one_of(Kind, said["kind"], names or {}, "review-kind-unknown"),
        theme=_one_of(Theme, said["theme"], names or {}, "review-theme-unknown"),
        why=said["why"],
    )


def _one_of(values: type[Kind] | type[Theme], text: str, names: Names, code: str) -> str | None:
    if not text:
        return None
    found = names.get(plain(text), text.lower())
    if found not in set(values):
        raise WordRefused(code, text)
    return str(found)


def _countries(text: str) -> str:
    """`Mali, SEN` -> `MLI;SEN`; `-` says that there is none."""
    if text == _NO_COUNTRY:
        return ""
    found = set()
    for part in (part.strip() for part in text.replace(",", ";").split(";")):
        if part:
            code = _known_countries().get(plain(part))
            if code is None:
                raise WordRefused("review-country-unknown", part)
            found.add(code)
    return ";".join(sorted(found))


@cache
def _known_countries() -> Mapping[str, str]:
    rows = reference.rows("countries.csv")
    known = {plain(row[column]): row["iso3"] for column in ("name_en", "name_fr", "iso3") for row in rows}
    return {**known, **{plain(region): str(region) for region in Region}}


def filled(path: Path, names: Names | None = None) -> Filled:
    """The verdicts in a sheet (CSV, workbook): lines that cannot be taken are refused, the others stand.

    Raises FileRefused when it is no sheet, or has no columns for the row and the verdict.
    """
    answer, found = Filled(), False
    for grid in grids(path):
        columns: dict[str, int] = {}
        for row in grid.rows:
            if columns:
                _take(answer, row, _cells(row, columns), names)
            elif not row.blank:
                columns = _columns(row)
                if not columns:
                    break
                found = True
    if not found:
        raise FileRefused(Problem("review-sheet-unknown"))
    return answer


def _columns(header: Row) -> dict[str, int]:
    places = {plain(cell): place for place, cell in reversed(list(enumerate(header.cells)))}
    found = {
        name: places[plain(word)]
        for name, words in HEADERS.items()
        for word in words
        if plain(word) in places
    }
    return found if {"row", "verdict"} <= set(found) else {}


def _cells(row: Row, columns: Mapping[str, int]) -> dict[str, str]:
    return {name: row.cells[place] if place < len(row.cells) else "" for name, place in columns.items()}


def _take(answer: Filled, row: Row, cells: Mapping[str, str], names: Names | None) -> None:
    name = cells["row"].strip()
    if not any(text.strip() for field, text in cells.items() if field != "row"):
        answer.blank += bool(name)
        return
    try:
        said = verdict(cells, names)
    except WordRefused as refusal:
        answer.problems.append(Problem(refusal.code, row.locator, refusal.got, row.place))
        return
    if not name or name in answer.verdicts:
        code = "review-twice" if name else "review-row-missing"
        answer.problems.append(Problem(code, row.locator, name, row.place))
        return
    answer.verdicts[name] = said
    answer.places[name] = row.locator


def told(problems: list[Problem], language: str) -> Iterator[str]:
    """The problems in words, in the order of the sheet."""
    for problem in sorted(problems, key=lambda one: one.place):
        yield problem.text(language)
