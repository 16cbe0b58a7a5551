"""Workbooks (XLSX, XLS, ODS…): every sheet, each cell as text, formulas as the result saved with them."""

import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook

from jumelles.sources.tabular.formulas import unsaved_results
from jumelles.sources.tabular.kinds import refuse
from jumelles.sources.tabular.rows import SHEET_STRIDE, Grid, Row

LARGEST_UNPACKED = 1_000_000_000  # bytes: a workbook that unpacks to more is not a workbook
SIGNIFICANT_DIGITS = 15  # what spreadsheets themselves keep and show of a number


def grids(path: Path, only_first_rows: int | None = None) -> Iterator[Grid]:
    """The sheets of a workbook, in order. Raises FileRefused when it cannot be opened."""
    _check_size(path)
    book = _open(path)
    unsaved = {} if only_first_rows else unsaved_results(path)
    for index, name in enumerate(book.sheet_names):
        try:
            values = book.get_sheet_by_name(name).to_python(skip_empty_area=False, nrows=only_first_rows)
        except BaseException as error:
            raise _refusal(error) from None
        yield Grid(name, _rows(index, name, values, unsaved.get(name, {})), notes=[name], in_memory=True)


def _open(path: Path) -> CalamineWorkbook:
    try:
        return CalamineWorkbook.from_path(str(path))
    except BaseException as error:
        raise _refusal(error) from None


def _refusal(error: BaseException) -> BaseException:
    """The refusal that `error` stands for. The library turns its own failures into panics, which are not
    Exceptions; anything else that is not one (an interruption) goes on as it is."""
    if isinstance(error, Exception) or type(error).__name__ == "PanicException":
        detail = str(error) if isinstance(error, CalamineError) else type(error).__name__
        return refuse("workbook-unreadable", detail=detail[:200])
    return error


def _check_size(path: Path) -> None:
    if not zipfile.is_zipfile(path):
        return
    try:
        with zipfile.ZipFile(path) as archive:
            unpacked = sum(part.file_size for part in archive.infolist())
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        raise refuse("workbook-unreadable", detail=str(error)[:200]) from None
    if unpacked > LARGEST_UNPACKED:
        raise refuse("workbook-too-large", size=str(unpacked))


def _rows(
    index: int, name: str, values: list[list[Any]], unsaved: dict[int, frozenset[int]]
) -> Iterator[Row]:
    for number, cells in enumerate(values, start=1):
        place = index * SHEET_STRIDE + number
        yield Row(
            place, f"{name}!{number}", [as_text(cell) for cell in cells], unsaved.get(number, frozenset())
        )


def as_text(value: object) -> str:
    """A cell as a person would write it; numbers as their shortest exact decimal, dates as ISO."""
    if isinstance(value, bool):
        return "oui" if value else "non"
    if isinstance(value, float):
        short = f"{value:.{SIGNIFICANT_DIGITS}g}"
        number = float(short)
        return str(int(number)) if number.is_integer() and abs(number) < 1e15 else repr(number)
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat()
    if isinstance(value, date | time):
        return value.isoformat()
    return str(value) if isinstance(value, timedelta) else str(value).strip()
