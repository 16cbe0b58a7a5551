"""From bytes to rows: encodings, separators, workbooks, JSON; what is not a table is refused with its name."""

import io
import json
import tracemalloc
import zipfile
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from jumelles.sources.reading import FileRefused
from jumelles.sources.tabular import grids, text
from jumelles.sources.tabular.layout import table_of
from jumelles.sources.tabular.workbook import as_text

LINES = "nom;montant\nThéâtre « Été » à Sète;1 234,56 €\n"


def _cells(path: Path) -> list[list[str]]:
    return [row.cells for grid in grids(path) for row in grid.rows]


def _file(folder: Path, content: bytes, name: str = "f.csv") -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be"])
def test_encodings(tmp_path: Path, encoding: str) -> None:
    path = _file(tmp_path, LINES.encode(encoding), "data_utf8.csv")
    assert _cells(path)[1] == ["Théâtre « Été » à Sète", "1 234,56 €"]


def test_the_old_encoding_of_macs(tmp_path: Path) -> None:
    path = _file(tmp_path, "nom;objet\nThéâtre à Sète;été à Nîmes\n".encode("mac_roman"))
    assert _cells(path)[1] == ["Théâtre à Sète", "été à Nîmes"]


@pytest.mark.parametrize("separator", ["\t", ";", "|", ","])
def test_separators(separator: str) -> None:
    rows = [["nom", "objet", "montant"], ['"a, b"', "c", "1"], ["d", "e", "2"]]
    assert text.separator_of("\n".join(separator.join(row) for row in rows)) == separator


def test_decimal_commas_do_not_pass_for_separators() -> None:
    assert text.separator_of("a;b\n1,5;2,5\n3,25;4,75\n") == ";"


def test_a_cell_of_several_lines_keeps_the_physical_line_numbers(tmp_path: Path) -> None:
    path = _file(tmp_path, b'a;b\n"x\ny";1\nz;2\n')
    assert [row.locator for grid in grids(path) for row in grid.rows] == ["line 1", "line 2", "line 4"]


def _archive() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("a.csv", LINES)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "file-empty"),
        (b"   \n", "file-empty"),
        (_archive(), "file-is-archive"),
        (b"<!DOCTYPE html><html><body>404</body></html>", "file-is-web-page"),
        (b"\xef\xbb\xbf\n<HTML><head></head>", "file-is-web-page"),
        (b"<?xml version='1.0'?><a/>", "file-is-xml"),
        (b"%PDF-1.7", "file-is-document"),
        (b"abc\x00\x01\x02\x03", "file-is-binary"),
        (b"\x00" * 70_000, "file-is-binary"),
        (b"PK\x03\x04 [Content_Types].xml xl/workbook.xml", "workbook-unreadable"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 not a workbook", "workbook-unreadable"),
        (b'{"a": 1}', "json-without-table"),
        (b'{"data": [{"a": 1}, {"a": ', "json-broken"),
        (b"[" * 5_000, "json-broken"),
        (b'[{"a": 1}]\n[{"a": 2}]', "json-broken"),
        (b'{"a": 1}\n{"a": 2}', "json-broken"),
    ],
)
def test_what_is_not_a_table_is_refused_by_its_name(tmp_path: Path, content: bytes, code: str) -> None:
    with pytest.raises(FileRefused) as refusal:
        _cells(_file(tmp_path, content))
    assert refusal.value.problem.code == code


def test_a_workbook_reads_every_sheet_with_exact_figures(tmp_path: Path) -> None:
    path = tmp_path / "w.xlsx"
    with xlsxwriter.Workbook(path) as book:
        for name, amount in (("Un", 1234.56), ("Deux", 0.1 + 0.2)):
            book.add_worksheet(name).write_row(0, 0, ["x", amount, 21930048000019])
    found = [(row.locator, row.cells) for grid in grids(path) for row in grid.rows]
    assert found == [
        ("Un!1", ["x", "1234.56", "21930048000019"]),
        ("Deux!1", ["x", "0.3", "21930048000019"]),
    ]


def test_formulas_read_as_the_result_saved_with_them_or_are_marked(tmp_path: Path) -> None:
    path = tmp_path / "w.xlsx"
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["a", 1, "=B1*2"])  # saved without a result
    book.save(path)
    (row,) = [row for grid in grids(path) for row in grid.rows]
    assert row.unread == {2}
    with xlsxwriter.Workbook(path) as other:
        other.add_worksheet().write_formula(0, 0, "=1+1", None, 2)
    (row,) = [row for grid in grids(path) for row in grid.rows]
    assert (row.cells, row.unread) == (["2"], frozenset())


def test_open_document_sheets(tmp_path: Path) -> None:
    from odf.opendocument import OpenDocumentSpreadsheet  # noqa: PLC0415 (only here)
    from odf.table import Table, TableCell, TableRow  # noqa: PLC0415
    from odf.text import P  # noqa: PLC0415

    document, table = OpenDocumentSpreadsheet(), Table(name="Feuille")
    row = TableRow()
    cell = TableCell(valuetype="string")
    cell.addElement(P(text="Dakar"))
    row.addElement(cell)
    row.addElement(TableCell(valuetype="float", value="12.5"))
    row.addElement(TableCell(formula="of:=[.B1]*2"))
    table.addElement(row)
    document.spreadsheet.addElement(table)
    document.save(str(tmp_path / "f.ods"))
    (found,) = [row for grid in grids(tmp_path / "f.ods") for row in grid.rows]
    assert found.cells[:2] == ["Dakar", "12.5"]
    assert found.unread == {2}


def test_numbers_of_a_workbook_are_their_shortest_decimal() -> None:
    assert [as_text(value) for value in (0.1, 1e22, -3.0, True, 12345.678)] == [
        "0.1",
        "1e+22",
        "-3",
        "oui",
        "12345.678",
    ]


@pytest.mark.parametrize(
    "document",
    [
        [{"a": 1.10, "b": None}, {"a": 2, "c": "x"}],
        {"year": 2020, "tags": ["x"], "data": [{"a": 1.10, "b": None}, {"a": 2, "c": "x"}]},
        {"result": {"n": 1, "records": [{"a": 1.10, "b": None}, {"a": 2, "c": "x"}]}},
        [{"id": "1", "fields": {"a": 1.10, "b": None}}, {"id": "2", "fields": {"a": 2, "c": "x"}}],
    ],
)
def test_json_tables(tmp_path: Path, document: object) -> None:
    path = _file(tmp_path, json.dumps(document).encode())
    (found,) = [(grid.header, [row.cells for row in grid.rows]) for grid in grids(path)]
    header, rows = found
    assert header is not None
    assert [dict(zip(header, row, strict=True))["a"] for row in rows] == ["1.1", "2"]
    assert "c" in header


def test_json_numbers_keep_every_digit(tmp_path: Path) -> None:
    path = _file(tmp_path, b'[{"a": 0.10000000000000000001, "b": 123456789012345678901234567890}]')
    assert _cells(path) == [["0.10000000000000000001", "123456789012345678901234567890"]]


def test_the_header_is_found_below_forty_empty_rows(tmp_path: Path) -> None:
    lines = ["Grand titre;;", *[";;"] * 40, "Association;Objet;Montant", "Deux Rives;Puits;10"]
    (grid,) = grids(_file(tmp_path, "\n".join(lines).encode()))
    table = table_of(grid, "grants")
    assert table is not None
    assert (table.header, table.above) == (["Association", "Objet", "Montant"], 41)
    assert [row.locator for row in table.rows] == ["line 43"]
    assert table.notes == ["Grand titre"]


def test_a_header_of_two_rows(tmp_path: Path) -> None:
    content = (
        "Nom du;Identification du;Montant\nbénéficiaire;bénéficiaire;versé\nDeux Rives;12345678200010;10\n"
    )
    (grid,) = grids(_file(tmp_path, content.encode()))
    table = table_of(grid, "grants")
    assert table is not None
    assert table.header == ["Nom du bénéficiaire", "Identification du bénéficiaire", "Montant versé"]


@pytest.mark.parametrize("end", ["csv", "json"])
def test_memory_does_not_grow_with_the_file(tmp_path: Path, end: str) -> None:
    def peak(rows: int) -> int:
        line = "Deux Rives;" + "x" * 300 + ";12,50"
        items = ",".join(json.dumps({"a": "x" * 300, "b": 1}) for _ in range(rows))
        content = "a;b;c\n" + f"{line}\n" * rows if end == "csv" else f"[{items}]"
        path = _file(tmp_path, content.encode(), f"f.{end}")
        tracemalloc.start()
        try:
            assert sum(1 for grid in grids(path) for _ in grid.rows) >= rows
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    assert peak(40_000) < 1.5 * peak(10_000) + 1_000_000


def test_half_a_character_in_json_is_not_kept(tmp_path: Path) -> None:
    assert _cells(_file(tmp_path, b'[{"a": "x\\ud800"}]')) == [["x?"]]
