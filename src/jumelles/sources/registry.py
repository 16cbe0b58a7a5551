"""Every format Jumelles reads, in one list. Adding a format is one file and one line here."""

from jumelles.records.problem import Problem
from jumelles.sources import (
    balances,
    budget_xml,
    cfu,
    decp,
    ofgl,
    scdl_budget,
    scdl_deliberations,
    scdl_subsidies,
    spreadsheet,
)
from jumelles.sources.reading import Format, Match, Sample
from jumelles.sources.tabular.kinds import Kind, kind_of

FORMATS: tuple[Format, ...] = (
    budget_xml.FORMAT,
    cfu.FORMAT,
    scdl_subsidies.FORMAT,
    scdl_deliberations.FORMAT,
    scdl_budget.FORMAT,
    decp.FORMAT,
    balances.FORMAT,
    ofgl.FORMAT,
    spreadsheet.FORMAT,
)
ENOUGH = 0.5


columns_to_settle = spreadsheet.columns_to_settle


def not_recognised(sample: Sample, nearest: Format, match: Match) -> Problem:
    """Why no reader takes a file: what it is instead, or the format it is nearest to and what it lacks."""
    kind = kind_of(sample.head)
    if not kind.table and kind is not Kind.XML:
        return Problem(kind.value)
    if not match.missing:
        return Problem("file-like-nothing")
    details = {"nearest": nearest.name, "missing": ", ".join(match.missing)}
    return Problem("file-not-recognised", details=details)


def recognise(sample: Sample) -> tuple[Format, Match]:
    """The format that fits `sample` best, and how well; below `ENOUGH` the file is not recognised.

    A certain match ends the search; at equal scores the first of the list wins.
    """
    best, best_match = FORMATS[0], Match(0.0)
    for candidate in FORMATS:
        match = candidate.recognise(sample)
        if match.score > best_match.score:
            best, best_match = candidate, match
        if match.score == 1.0:
            break
    return best, best_match
