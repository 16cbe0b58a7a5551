"""The ledger as CSV, opened by a double click in the reader's spreadsheet.

French spreadsheets expect semicolons and decimal commas, English ones commas and points. A text that a
spreadsheet would run as a formula gets an apostrophe before it (OWASP, "CSV injection").
"""

import csv
from decimal import Decimal
from pathlib import Path

from jumelles.publish.edition import Edition
from jumelles.publish.ledger_rows import COLUMNS, Value, spoken_rows

_STARTS_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def write_csv(folder: Path, edition: Edition) -> None:
    """Write `ledger.csv`: UTF-8 with its mark, one entry a line, column names as in the table `entries`."""
    separator, point = (";", ",") if edition.language == "fr" else (",", ".")
    with (folder / "ledger.csv").open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=separator, lineterminator="\r\n")
        writer.writerow(COLUMNS)
        writer.writerows([_text(value, point) for value in row] for row in spoken_rows(edition))


def _text(value: Value, point: str) -> str:
    if isinstance(value, Decimal):
        return f"{value:.2f}".replace(".", point)
    return neutral(str(value)) if value is not None else ""


def neutral(text: str) -> str:
    """`text`, no longer a formula."""
    return f"'{text}" if text.startswith(_STARTS_FORMULA) else text
