"""The ledger as a workbook: what it is, the figures, every entry, the documents, the problems.

Amounts are numbers with two decimals: a double holds cents exactly enough to write back up to 90 thousand
billion euros. Texts are written as texts, so that none is run as a formula. Dates are fixed: same bytes.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import xlsxwriter
from xlsxwriter.exceptions import FileCreateError
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from jumelles.publish import labels
from jumelles.publish.edition import Edition
from jumelles.publish.ledger_rows import COLUMNS, spoken_rows
from jumelles.publish.problem_words import by_code, severity_words
from jumelles.publish.xlsx_figures import FIGURE_HEADERS, figure_rows
from jumelles.records.told import format_name, place_name

MADE = datetime(2000, 1, 1)
LONGEST_TEXT = 32_000
WIDTHS = {"label": 44, "beneficiary": 34, "evidence": 50, "file": 26, "locator": 26, "part": 34}
OPTIONS = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}

Formats = dict[str, Format]


def write_xlsx(folder: Path, edition: Edition) -> None:
    """Write `ledger.xlsx`. Raises OSError when the disk refuses."""
    try:
        _make(folder / "ledger.xlsx", edition)
    except FileCreateError as error:  # the library's own wrapping
        raise error.args[0] from error


def _make(path: Path, edition: Edition) -> None:
    with xlsxwriter.Workbook(str(path), OPTIONS) as book:
        title = f"{edition.publication.authority} – {edition.say('Consolidated international action budget')}"
        book.set_properties({"title": title, "created": MADE})
        styles = _styles(book)
        _read_me(book.add_worksheet(edition.say("Read me")), edition, styles)
        _years(book.add_worksheet(edition.say("By year")), edition, styles)
        _entries(book.add_worksheet(edition.say("Entries")), edition, styles)
        _documents(book.add_worksheet(edition.say("Documents")), edition, styles)
        _problems(book.add_worksheet(edition.say("Problems")), edition, styles)


def _styles(book: Workbook) -> Formats:
    return {
        "head": book.add_format(
            {"bold": True, "bg_color": "#173f74", "font_color": "#ffffff", "text_wrap": True}
        ),
        "money": book.add_format({"num_format": '#,##0.00\\ "€"'}),
        "share": book.add_format({"num_format": "0.00\\ %"}),
        "day": book.add_format({"num_format": "dd/mm/yyyy"}),
        "title": book.add_format({"bold": True, "font_size": 16}),
        "wrap": book.add_format({"text_wrap": True, "valign": "top"}),
    }


def _read_me(sheet: Worksheet, edition: Edition, styles: Formats) -> None:
    say = edition.say
    publication = edition.publication
    lines = (
        say("SIREN {siren} · {perimeter}").format(
            siren=publication.siren, perimeter=say(labels.PERIMETERS[publication.perimeter])
        ),
        say("“By year” gives the consolidated figures; its sums are formulas over “Entries”."),
        say(
            "“Entries” holds every euro found, one row of a source file each, with the part it counts in,"
            " why it is here, and its file and place. The figure of a year is the sum of the parts"
            " “coded” and “found”."
        ),
        say(
            "Low, central and high differ when the accounts may hold the same euro twice,"
            " or when words leave a doubt."
        ),
        say("“Documents” lists what was read; “Problems” what was found wrong, and what to do."),
    )
    sheet.set_column(0, 0, 110)
    sheet.write_string(0, 0, publication.authority[:LONGEST_TEXT], styles["title"])
    for rank, line in enumerate(lines, 2):
        sheet.write_string(rank, 0, line, styles["wrap"])


def _years(sheet: Worksheet, edition: Edition, styles: Formats) -> None:
    _heads(sheet, [edition.say(name) for name in FIGURE_HEADERS], [18] * len(FIGURE_HEADERS), styles)
    for line, cells in enumerate(figure_rows(edition), 1):
        for column, (value, style, formula) in enumerate(cells):
            if formula:
                sheet.write_formula(line, column, formula, styles[style], float(str(value)))
            else:
                _write(sheet, (line, column), value, styles.get(style))


def _entries(sheet: Worksheet, edition: Edition, styles: Formats) -> None:
    widths = [WIDTHS.get(name, 16) for name in COLUMNS]
    _table(
        sheet, [edition.say(labels.COLUMNS[name]) for name in COLUMNS], widths, spoken_rows(edition), styles
    )


def _documents(sheet: Worksheet, edition: Edition, styles: Formats) -> None:
    say = edition.say
    names = (
        "file",
        "format",
        "authority",
        "budget_name",
        "stage",
        "year",
        "nomenclature",
        "dated",
        "population",
    )
    heads = (say("File"), say("Format"), say("Authority"), say("Budget"), say("Stage"), say("Year"))
    more = (
        say("Nomenclature"),
        say("Dated"),
        say("Population"),
        say("Replaced by"),
        say("Fingerprint (SHA-256)"),
    )
    rows = [
        [*(_told(edition, name, row[name]) for name in names), row["superseded_by"], row["source"]]
        for row in edition.publication.documents.to_pylist()
    ]
    _table(sheet, [*heads, *more], [34, 14, 30, 26, 24, 8, 14, 12, 12, 20, 68], rows, styles)


def _told(edition: Edition, name: str, value: Any) -> Any:
    if name == "format":
        return format_name(value or "", edition.language)
    return edition.say(labels.STAGES[value]) if name == "stage" and value in labels.STAGES else value


def _problems(sheet: Worksheet, edition: Edition, styles: Formats) -> None:
    say = edition.say
    heads = [
        say("File"),
        say("Severity"),
        say("Problem and what to do"),
        say("Place in the file"),
        say("What was read"),
        say("Code"),
    ]
    rows = [
        [
            file,
            severity_words(edition, case),
            case.text(edition.language),
            place_name(case.locator, edition.language),
            case.got,
            code,
        ]
        for code, cases in by_code(edition.publication.problems)
        for file, case in cases
    ]
    _table(sheet, heads, [34, 22, 90, 26, 30, 24], rows, styles)


def _table(
    sheet: Worksheet,
    heads: Sequence[str],
    widths: Sequence[int],
    rows: Iterable[Sequence[Any]],
    styles: Formats,
) -> None:
    _heads(sheet, heads, widths, styles)
    last = 0
    for last, row in enumerate(rows, 1):
        for column, value in enumerate(row):
            _write(sheet, (last, column), value, _style(value, styles))
    sheet.autofilter(0, 0, last, len(heads) - 1)


def _heads(sheet: Worksheet, heads: Sequence[str], widths: Sequence[int], styles: Formats) -> None:
    for column, (head, width) in enumerate(zip(heads, widths, strict=True)):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, head, styles["head"])
    sheet.freeze_panes(1, 1)


def _style(value: Any, styles: Formats) -> Format | None:
    if isinstance(value, Decimal):
        return styles["money"]
    return styles["day"] if isinstance(value, date) else None


def _write(sheet: Worksheet, at: tuple[int, int], value: Any, style: Format | None) -> None:
    if isinstance(value, Decimal):
        sheet.write_number(*at, float(value), style)
    elif isinstance(value, int):
        sheet.write_number(*at, value, style)
    elif isinstance(value, date):
        sheet.write_datetime(*at, value, style)
    elif value is not None:
        sheet.write_string(*at, str(value)[:LONGEST_TEXT], style)
