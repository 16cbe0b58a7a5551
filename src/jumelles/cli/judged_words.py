"""Rows to judge, in words: what the detector thinks and why, for a terminal of 80 columns and for a sheet."""

import csv
import io
from collections.abc import Iterator, Sequence
from pathlib import Path

from rich.console import Console
from rich.markup import escape

from jumelles.ledger.filled import HEADERS
from jumelles.ledger.queue import Finding, Waiting
from jumelles.ledger.reviews import Review, Said
from jumelles.publish.evidence import in_words
from jumelles.publish.formats import formats
from jumelles.publish.labels import KINDS, REGIONS, TABLES, THEMES
from jumelles.publish.ledger_csv import neutral
from jumelles.records.told import place_name
from jumelles.records.vocabulary import Perimeter
from jumelles.reference.words import N_, Translate, words

_SURE = ((0.95, N_("almost certainly")), (0.75, N_("probably")), (0.0, N_("perhaps")))
VERDICTS = {
    Perimeter.CORE: N_("international (core)"),
    Perimeter.EXTENDED: N_("international (extended)"),
    Perimeter.NONE: N_("not international"),
}
_COLUMNS = (
    N_("amount (€)"),
    N_("year"),
    N_("beneficiary"),
    N_("object"),
    N_("what the detector thinks"),
    N_("its clues"),
    N_("kind proposed"),
    N_("theme proposed"),
    N_("countries proposed"),
    N_("earlier verdict"),
    N_("identical rows"),
    N_("table"),
    N_("file"),
    N_("place in the file"),
)


def thought(said: Said, language: str) -> str:
    """`probably not international (71 %)`."""
    say = words(language)
    core, extended = said.p_core or 0.0, said.p_extended or 0.0
    chances = {Perimeter.CORE: core, Perimeter.EXTENDED: extended, Perimeter.NONE: 1 - core - extended}
    perimeter = Perimeter(said.perimeter or Perimeter.NONE)
    chance = chances[perimeter]
    how = next(word for least, word in _SURE if chance >= least)
    return f"{say(how)} {say(VERDICTS[perimeter])} ({round(100 * chance)}\u00a0%)"


def earlier(before: Review | None, language: str) -> str:
    """The word that a change of text put in doubt: who said what of which text."""
    if before is None:
        return ""
    say, row = words(language), before.row
    told = ", ".join(part for part in (row.beneficiary, row.object) if part)
    verdict = say(VERDICTS[_perimeter(before)])
    return say("{who} said “{verdict}” of: {text}").format(who=before.who, verdict=verdict, text=told)


def _perimeter(review: Review) -> Perimeter:
    return Perimeter(review.verdict.perimeter)


def show_rows(rows: Sequence[Waiting], language: str) -> None:
    """Print the rows, some lines each."""
    say, console = words(language), Console(highlight=False, soft_wrap=True)
    write = formats(language)
    for one in rows:
        row = one.row
        amount = f"{write.count(round(row.amount))} €" if row.amount is not None else say("no amount")
        times = f" × {one.times}" if one.times > 1 else ""
        console.print(f"[bold]{row.id}[/bold]  {amount}{times}  {row.year or '–'}  {escape(row.beneficiary)}")
        if row.object:
            console.print(f"  {escape(row.object)}")
        console.print(f"  → {thought(one.finding.said, language)}{_clues(one.finding, language)}")
        if one.before:
            console.print(
                f"  [yellow]{say('Its text has changed.')} {escape(earlier(one.before, language))}[/yellow]"
            )
        console.print(f"  [dim]{escape(row.file)}, {escape(place_name(row.locator, language))}[/dim]")


def _clues(finding: Finding, language: str) -> str:
    say = words(language)
    return f" : {escape(in_words(finding.evidence, language)) or say('no clue')}"


def write_sheet(path: Path, rows: Sequence[Waiting], language: str) -> None:
    """The rows as a CSV file that a spreadsheet opens by a double click, with columns to fill in by hand."""
    say = words(language)
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";" if language == "fr" else ",", lineterminator="\r\n")
    writer.writerow([*(names[language == "en"] for names in HEADERS.values()), *map(say, _COLUMNS)])
    for one in rows:
        cells = (neutral(cell) for cell in _cells(one, say, language))
        writer.writerow([one.row.id, *[""] * (len(HEADERS) - 1), *cells])
    draft = path.with_name(path.name + ".tmp")
    draft.write_bytes(text.getvalue().encode("utf-8-sig"))
    draft.replace(path)


def _cells(one: Waiting, say: Translate, language: str) -> Iterator[str]:
    row, found = one.row, one.finding
    amount = "" if row.amount is None else f"{row.amount:.2f}"
    yield amount.replace(".", ",") if language == "fr" else amount
    yield str(row.year or "")
    yield row.beneficiary
    yield row.object
    yield thought(found.said, language)
    yield in_words(found.evidence, language)
    yield say(KINDS[found.kind]) if found.kind in KINDS else found.kind
    yield say(THEMES[found.theme]) if found.theme in THEMES else found.theme
    yield "; ".join(say(REGIONS[code]) if code in REGIONS else code for code in found.countries.split(";"))
    yield earlier(one.before, language)
    yield str(one.times)
    yield say(TABLES[row.table]) if row.table in TABLES else row.table
    yield row.file
    yield place_name(row.locator, language)
