"""What was found wrong in the files, by kind, with what to do."""

from jumelles.publish import cells
from jumelles.publish.edition import Edition
from jumelles.publish.problem_words import by_code, severity_words
from jumelles.publish.rows import RowPages
from jumelles.publish.views import Cell, Section, TableView
from jumelles.records.problem import Problem, kind_text

PROBLEMS_PAGE = "problems"


def problems(edition: Edition, _pages: RowPages) -> Section:
    """One line a kind of problem, errors first: how many, in how many files, an example with its remedy."""
    say = edition.say
    title = say("Problems found in the files")
    found = by_code(edition.publication.problems)
    if not found:
        return Section("problems", title, (say("No problem was found in the files."),))
    columns = (say("Problem, with an example and what to do"), say("Severity"), say("Cases"), say("Files"))
    rows = tuple(_row(edition, code, cases) for code, cases in found)
    caption = say("Problems by kind")
    table = TableView("table-problems", caption, columns, rows, "problems: code = …", frozenset({0, 1}))
    return Section("problems", title, tables=(table,))


def _row(edition: Edition, code: str, cases: list[tuple[str, Problem]]) -> tuple[Cell, ...]:
    count = edition.write.count
    file, example = cases[0]
    kind, text = kind_text(code, edition.language), example.text(edition.language)
    note = edition.say("For example, {file}: {text}").format(file=file, text=text) if text != kind else file
    link = f"{cells.ROWS}/{PROBLEMS_PAGE}.html#{code}"
    return (
        Cell(kind, note=note),
        Cell(severity_words(edition, example)),
        Cell(count(len(cases)), link),
        Cell(count(len({file for file, _ in cases})), link),
    )
