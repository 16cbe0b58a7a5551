"""Formulas that were saved without a result: the cell looks empty, and must not be read as such.

Spreadsheet software saves the last result beside each formula; files written by other programs may not.
Sources: ECMA-376 part 1 §18.3.1.40 (`f`, `v`); OpenDocument 1.3 part 3 §19.642 (`table:formula`).
"""

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from lxml import etree

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_DOC_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"

Positions = dict[int, frozenset[int]]


def unsaved_results(path: Path) -> dict[str, Positions]:
    """For each sheet, by row number (from 1), the columns (from 0) of formulas saved without a result."""
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
            if "xl/workbook.xml" in names:
                return {
                    sheet: found for sheet, part in _sheets(archive) if (found := _in_xlsx(archive, part))
                }
            return _in_ods(archive) if "content.xml" in names else {}
    except (zipfile.BadZipFile, KeyError, OSError, ValueError, etree.XMLSyntaxError, RuntimeError):
        return {}  # an XLS, or a damage that the reader of cells will tell


def _sheets(archive: zipfile.ZipFile) -> list[tuple[str, str]]:
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    relations = etree.fromstring(archive.read("xl/_rels/workbook.xml.rels"), parser)
    parts = {link.get("Id"): link.get("Target", "") for link in relations}
    book = etree.fromstring(archive.read("xl/workbook.xml"), parser)
    sheets = [(str(s.get("name")), parts.get(s.get(_DOC_RELATION), "")) for s in book.iter(_MAIN + "sheet")]
    return [(name, part.lstrip("/") if part.startswith("/") else f"xl/{part}") for name, part in sheets]


def _in_xlsx(archive: zipfile.ZipFile, part: str) -> Positions:
    if part not in archive.namelist():
        return {}
    found: dict[int, set[int]] = {}
    with archive.open(part) as file:
        for cell in _ends(file, _MAIN + "c"):
            told = cell.findtext(_MAIN + "v") or cell.get("t") == "str"  # an empty text is a result
            if cell.find(_MAIN + "f") is not None and not told:
                column, row = _position(cell.get("r", ""))
                found.setdefault(row, set()).add(column)
            cell.clear()
    return {row: frozenset(columns) for row, columns in found.items()}


def _position(reference: str) -> tuple[int, int]:
    """`C12` as (2, 12); (0, 0) when a cell does not say where it is."""
    parts = re.fullmatch(r"([A-Z]{1,3})([0-9]{1,7})", reference)
    if not parts:
        return 0, 0
    column = 0
    for letter in parts[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return column - 1, int(parts[2])


def _in_ods(archive: zipfile.ZipFile) -> dict[str, Positions]:
    sheets: dict[str, Positions] = {}
    with archive.open("content.xml") as file:
        for table in _ends(file, _TABLE + "table"):
            found = _in_table(table)
            if found:
                sheets[table.get(_TABLE + "name", "")] = found
            table.clear()
    return sheets


def _in_table(table: etree._Element) -> Positions:
    found: Positions = {}
    number = 1
    for row in table.iter(_TABLE + "table-row"):
        column, columns = 0, set()
        for cell in row:
            if cell.get(_TABLE + "formula") and not cell.get(_OFFICE + "value-type"):
                columns.add(column)
            column += int(cell.get(_TABLE + "number-columns-repeated", "1"))
        if columns:
            found[number] = frozenset(columns)
        number += int(row.get(_TABLE + "number-rows-repeated", "1"))
    return found


def _ends(file: IO[bytes], tag: str) -> Iterator[etree._Element]:
    events = etree.iterparse(file, events=("end",), tag=tag, resolve_entities=False, no_network=True)
    return (element for _, element in events)
