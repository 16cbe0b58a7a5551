"""The report on paper: the same sections as the page, set by Typst; each table says how to find it again.

Texts reach the template as data (JSON), never as markup, so that nothing in a file can run. Only the fonts
that come with Typst are used, and the date is fixed: the same figures give the same bytes everywhere.
"""

import json
import re
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import typst

from jumelles.publish import glyphs
from jumelles.publish.charts import on_paper
from jumelles.publish.edition import Edition
from jumelles.publish.filters import spoken
from jumelles.publish.headline import headline
from jumelles.publish.labels import PERIMETERS
from jumelles.publish.rows import RowPages, plan
from jumelles.publish.sections import sections
from jumelles.publish.views import Cell, Chart, Section, TableView

MADE = datetime(2000, 1, 1, tzinfo=UTC)
COLUMNS_ON_PAPER = 7
ROWS_ON_PAPER = 60
SHORTEST_LINE, LONGEST_LINE = 8, 60  # characters: how the widths of columns of words differ at most
_LONG_WORD = re.compile(r"[^\s\u00a0\u202f]{18,}")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff]")


def write_report(folder: Path, edition: Edition) -> None:
    """Write `report.pdf`, tagged for screen readers (PDF/UA-1)."""
    pages = plan(edition)
    shown = sections(edition, pages)
    with TemporaryDirectory() as name:
        place = Path(name)
        template = files("jumelles.publish") / "templates" / "report.typ"
        (place / "report.typ").write_bytes(template.read_bytes())
        content = json.dumps(_content(edition, pages, shown), ensure_ascii=False)
        (place / "report.json").write_text(glyphs.shown(content), encoding="utf-8")
        for view in shown:
            for chart in view.charts:
                (place / f"{chart.id}.svg").write_text(on_paper(chart.svg), encoding="utf-8")
        made = typst.compile(
            place / "report.typ",
            root=place,
            ignore_system_fonts=True,
            format="pdf",
            pdf_standards="ua-1",
            timestamp=MADE,
        )
    (folder / "report.pdf").write_bytes(_whole(made))


def _whole(made: bytes | list[bytes] | None) -> bytes:
    if not isinstance(made, bytes):
        raise RuntimeError(f"Typst gave {type(made).__name__} instead of one PDF")
    return made


def _content(edition: Edition, pages: RowPages, shown: tuple[Section, ...]) -> dict[str, Any]:
    say, publication = edition.say, edition.publication
    perimeter = say(PERIMETERS[publication.perimeter])
    return {
        "language": edition.language,
        "authority": printable(publication.authority),
        "over": say("Consolidated international action budget"),
        "perimeter": say("SIREN {siren} · {perimeter}").format(siren=publication.siren, perimeter=perimeter),
        "source": say("In ledger.xlsx:"),
        "foot": say("Jumelles · from the authority's own accounts"),
        "method": say(
            "Method: the real expense of the closed accounts, coded as international or found elsewhere"
            " by partner, beneficiary or words, counted once; what the accounts may hold twice, and words that"
            " leave a doubt, make the interval. Below each table, where to find its rows in ledger.xlsx."
        ),
        "headline": _headline(edition, pages),
        "sections": [_section(edition, view) for view in shown],
    }


def _headline(edition: Edition, pages: RowPages) -> dict[str, Any] | None:
    found = headline(edition, pages)
    if found is None:
        return None
    facts = [{"name": name, "text": cell.text, "note": cell.note} for name, cell in found.facts]
    return {"title": found.title, "amount": found.amount.text, "sentence": found.sentence, "facts": facts}


def _section(edition: Edition, view: Section) -> dict[str, Any]:
    return {
        "title": printable(view.title),
        "sentences": [printable(sentence) for sentence in view.sentences],
        "empty": view.empty,
        "charts": [_chart(chart) for chart in view.charts],
        "tables": [_table(edition, table) for table in view.tables],
    }


def _chart(chart: Chart) -> dict[str, str]:
    title = printable(chart.title)
    return {"file": f"{chart.id}.svg", "title": title, "alt": f"{title}. {printable(chart.description)}"}


def _table(edition: Edition, view: TableView) -> dict[str, Any]:
    columns = view.columns[:COLUMNS_ON_PAPER]
    rows = view.rows[:ROWS_ON_PAPER]
    cut = len(columns) < len(view.columns) or len(rows) < len(view.rows)
    return {
        "caption": printable(view.caption),
        "columns": [printable(column) for column in columns],
        "words": sorted(view.words),
        "rows": [[_cell(cell) for cell in row[:COLUMNS_ON_PAPER]] for row in rows],
        "filter": spoken(edition, view.filter),
        "weights": _weights(view),
        "cut": edition.say("The rest is on the page and in the spreadsheet.") if cut else "",
    }


def _weights(view: TableView) -> list[int]:
    """How wide each column of words is beside the others of the table: as its longest text, within reason."""
    longest = [max((len(row[i].text) for row in view.rows), default=0) for i in range(len(view.columns))]
    return [min(LONGEST_LINE, max(SHORTEST_LINE, length)) for length in longest]


def _cell(cell: Cell) -> dict[str, str]:
    return {"text": printable(cell.text), "note": printable(cell.note)}


def printable(text: str) -> str:
    """`text` without control characters, long words allowed to break."""
    return _LONG_WORD.sub(lambda word: _breakable(word[0]), _CONTROL.sub(" ", text))


def _breakable(word: str) -> str:
    marked = re.sub(r"([/_.,;:@#-])(?=.)", "\\1\u200b", word)
    return (
        "\u200b".join(marked[i : i + 24] for i in range(0, len(marked), 24))
        if "\u200b" not in marked
        else marked
    )
