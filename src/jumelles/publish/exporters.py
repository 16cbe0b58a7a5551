"""The formats of an edition: name of the main file -> what writes it. Adding one: one module, one line."""

from collections.abc import Callable, Mapping
from pathlib import Path

from jumelles.publish.edition import Edition
from jumelles.publish.ledger_csv import write_csv
from jumelles.publish.ledger_parquet import write_parquet
from jumelles.publish.ledger_xlsx import write_xlsx
from jumelles.publish.page import write_page
from jumelles.publish.report import write_report

Exporter = Callable[[Path, Edition], None]

EXPORTERS: Mapping[str, Exporter] = {
    "index.html": write_page,
    "report.pdf": write_report,
    "ledger.xlsx": write_xlsx,
    "ledger.csv": write_csv,
    "ledger.parquet": write_parquet,
}
