"""Pages beside the rows: how the general budget was reckoned, each file, each problem."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from jumelles import reference
from jumelles.publish import cells
from jumelles.publish.edition import Edition
from jumelles.publish.labels import BASES, STAGES
from jumelles.publish.problem_words import by_code
from jumelles.publish.sections.files import FILES_PAGE
from jumelles.publish.sections.problems import PROBLEMS_PAGE
from jumelles.publish.views import Cell, Section, TableView
from jumelles.records.account import FileAccount
from jumelles.records.problem import Problem, kind_text
from jumelles.records.told import format_name, place_name

CASES_SHOWN = 300


@dataclass(frozen=True)
class SidePage:
    """A page of the folder `rows`; the id of each section is what numbers link to."""

    name: str
    title: str
    sections: tuple[Section, ...]


def side_pages(edition: Edition) -> tuple[SidePage, ...]:
    """The pages beside the main one: the general budget, the files, the problems."""
    say = edition.say
    return (
        SidePage(cells.BUDGET_PAGE, say("How the general budget is reckoned"), tuple(_budgets(edition))),
        SidePage(FILES_PAGE, say("What became of each file"), tuple(_files(edition))),
        SidePage(PROBLEMS_PAGE, say("Problems, case by case"), tuple(_problems(edition))),
    )


def _budgets(edition: Edition) -> Iterator[Section]:
    rows = edition.publication.general_budget.to_pylist()
    for year in sorted({row["year"] for row in rows}, reverse=True):
        table = _budget_table(edition, year, [row for row in rows if row["year"] == year])
        yield Section(f"y{year}", str(year), tables=(table,))


def _budget_table(edition: Edition, year: int, rows: list[dict[str, Any]]) -> TableView:
    """One column a stage of the budget, one row a step of the reckoning."""
    say = edition.say
    stages = [edition.say(STAGES[row["stage"]]) if row["stage"] in STAGES else cells.NOTHING for row in rows]
    steps = {
        "real_expense": say("Real expense, carried-forward balances (001, 002) left out"),
        "refinancing": say("Of which debt refinancing (166, 16449)"),
        "amount": say("General budget"),
        "operating": say("Operating"),
        "investment": say("Investment"),
    }
    lines = [(name, *(_euros(edition, row[column]) for row in rows)) for column, name in steps.items()]
    lines.append((say("Population"), *(_people(edition, row["population"]) for row in rows)))
    lines.append((say("Basis"), *(_basis(edition, row["basis"]) for row in rows)))
    shown = [tuple(map(Cell, line)) for line in lines]
    shown.append((Cell(say("Documents")), *(_sources(edition, row["documents"]) for row in rows)))
    caption = say("General budget of {year}, in euros").format(year=year)
    return TableView(f"table-{year}", caption, (say("Stage"), *stages), tuple(shown))


def _euros(edition: Edition, amount: Any) -> str:
    return edition.write.amount(amount) if amount is not None else cells.NOTHING


def _people(edition: Edition, number: int | None) -> str:
    return edition.write.count(number) if number is not None else cells.NOTHING


def _basis(edition: Edition, basis: str | None) -> str:
    return edition.say(BASES.get(basis or "", basis or cells.NOTHING))


def _sources(edition: Edition, documents: str | None) -> Cell:
    names = [edition.files_by_document.get(name, name) for name in (documents or "").split()]
    return Cell(", ".join(names) or cells.NOTHING, f"{FILES_PAGE}.html")


def _files(edition: Edition) -> Iterator[Section]:
    for rank, account in enumerate(edition.publication.files):
        sentences = (
            edition.say("Format: {format}.").format(
                format=format_name(account.format, edition.language) or cells.NOTHING
            ),
            edition.say("Fingerprint (SHA-256): {source}.").format(source=account.source),
            *_documents(edition, account),
        )
        yield Section(f"f{rank}", account.file, sentences, tables=(_file_table(edition, account, rank),))


def _documents(edition: Edition, account: FileAccount) -> Iterator[str]:
    for row in edition.publication.documents.to_pylist():
        if row["source"] == account.source:
            stage = edition.say(STAGES[row["stage"]]) if row["stage"] in STAGES else ""
            words = (
                str(row["year"] or ""),
                stage,
                row["nomenclature"],
                row["budget_name"] or row["authority"],
            )
            what = ", ".join(word for word in words if word)
            replaced = edition.say(" (replaced by a newer version)") if row["superseded_by"] else ""
            yield edition.say("Document {document}: {what}{replaced}.").format(
                document=row["document"], what=what, replaced=replaced
            )


def _file_table(edition: Edition, account: FileAccount, rank: int) -> TableView:
    say, count = edition.say, edition.write.count
    reasons = reference.document("skips.toml")
    left = [
        (say("Left out: {reason}").format(reason=reasons.get(code, {}).get(edition.language, code)), number)
        for code, number in sorted(account.skipped.items())
    ]
    lines = [
        (say("Kept"), account.kept),
        (say("Refused"), account.refused),
        *left,
        (say("Rows read"), account.read),
    ]
    rows = tuple((Cell(name), Cell(count(number))) for name, number in lines)
    columns = (say("What became of the rows"), say("Rows"))
    found = Counter(problem_row["code"] for problem_row in _problems_of(edition, account))
    faults = tuple(
        (
            Cell(say("Problem: {kind}").format(kind=kind_text(code, edition.language))),
            Cell(count(number), f"{PROBLEMS_PAGE}.html#{code}"),
        )
        for code, number in sorted(found.items())
    )
    caption = say("Rows of {file}").format(file=account.file)
    return TableView(f"table-f{rank}", caption, columns, rows + faults)


def _problems_of(edition: Edition, account: FileAccount) -> list[dict[str, Any]]:
    rows = edition.publication.problems.select(["code", "file"]).to_pylist()
    return [row for row in rows if row["file"] == account.file]


def _problems(edition: Edition) -> Iterator[Section]:
    say = edition.say
    for code, cases in by_code(edition.publication.problems):
        sentences: tuple[str, ...] = ()
        if len(cases) > CASES_SHOWN:
            sentences = (
                say("The first {shown} of {all} cases; all of them are in ledger.xlsx.").format(
                    shown=CASES_SHOWN, all=edition.write.count(len(cases))
                ),
            )
        rows = tuple(_case(edition, file, problem) for file, problem in cases[:CASES_SHOWN])
        columns = (say("File"), say("Place in the file"), say("What was read"), say("Problem and what to do"))
        kind = kind_text(code, edition.language)
        caption = say("Cases of: {kind}").format(kind=kind)
        table = TableView(f"table-{code}", caption, columns, rows, words=frozenset({0, 1, 2, 3}), wide=True)
        yield Section(code, kind, sentences, tables=(table,))


def _case(edition: Edition, file: str, problem: Problem) -> tuple[Cell, ...]:
    files = {account.file: rank for rank, account in enumerate(edition.publication.files)}
    link = f"{FILES_PAGE}.html#f{files[file]}" if file in files else None
    text = problem.text(edition.language)
    return (
        Cell(file, link),
        Cell(place_name(problem.locator, edition.language)),
        Cell(problem.got),
        Cell(text),
    )
