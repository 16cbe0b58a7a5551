"""The spreadsheets of the example, with nothing of the clock in them: same content, same bytes."""

import datetime as dt
import io
from collections.abc import Sequence

import xlsxwriter

from jumelles.demo.mandates import COLUMNS, Mandate, mandates
from jumelles.demo.material import Year, settings
from jumelles.demo.published import DELIBERATION_COLUMNS, deliberation_rows

_CREATED = dt.datetime(2025, 5, 12, 9, 0)
_HEADER_ROW = 4
"""Header on the fifth row, below two lines of title and two of nothing much."""


def deliberation_workbook(number: int) -> bytes:
    """The deliberations of the year `number` as a plain workbook: header first, numbers as numbers."""
    content, book = _new()
    sheet = book.add_worksheet("Délibérations")
    sheet.write_row(0, 0, DELIBERATION_COLUMNS)
    for place, row in enumerate(deliberation_rows([number]), 1):
        for column, value in enumerate(row):
            if DELIBERATION_COLUMNS[column].startswith("VOTE_"):
                sheet.write_number(place, column, int(value))
            else:
                sheet.write_string(place, column, value)
    book.close()
    return content.getvalue()


def mandate_workbook(year: Year) -> bytes:
    """The extract of mandates of `year` as finance software gives it: titles, totals, amounts as text."""
    content, book = _new()
    sheet = book.add_worksheet(f"Mandats {year.number}")
    bold = book.add_format({"bold": True})
    _titles(sheet, year, bold)
    sheet.write_row(_HEADER_ROW, 0, COLUMNS, bold)
    _body(sheet, mandates(year), bold)
    book.close()
    return content.getvalue()


def _new() -> tuple[io.BytesIO, xlsxwriter.Workbook]:
    content = io.BytesIO()
    book = xlsxwriter.Workbook(content, {"in_memory": True})
    book.set_properties({"title": "Ville de Vaubrelle (exemple fictif)", "created": _CREATED})
    return content, book


def _titles(sheet: xlsxwriter.worksheet.Worksheet, year: Year, bold: object) -> None:
    last = len(COLUMNS) - 1
    number = year.number
    stage = f"Extraction des mandats de l'exercice {number} (détail du compte administratif, CA {number})"
    sheet.merge_range(0, 0, 0, last, f"{settings()['name'].upper()} - BUDGET PRINCIPAL", bold)
    sheet.merge_range(1, 0, 1, last, stage, bold)
    sheet.write_string(2, last, "Édition du 12/05/2025")


def _body(sheet: xlsxwriter.worksheet.Worksheet, rows: Sequence[Mandate], bold: object) -> None:
    place = _HEADER_ROW + 1
    for number, row in enumerate(rows):
        sheet.write_row(place, 0, row.cells())
        place += 1
        last = number + 1 == len(rows) or rows[number + 1].service != row.service
        if last:
            total = sum(other.amount for other in rows if other.service == row.service)
            _total(sheet, place, f"Total {row.service}", f"{total:.2f}", bold)
            place += 2
    _total(sheet, place, "TOTAL GÉNÉRAL", f"{sum(row.amount for row in rows):.2f}", bold)


def _total(sheet: xlsxwriter.worksheet.Worksheet, place: int, label: str, total: str, bold: object) -> None:
    sheet.write_string(place, 0, label, bold)
    sheet.write_string(place, len(COLUMNS) - 1, total.replace(".", ","), bold)
