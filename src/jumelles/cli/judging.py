"""Verdicts taken from a command or a sheet, and told."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import typer
from rich.console import Console
from rich.markup import escape

from jumelles.cli.asked import end
from jumelles.cli.judged_words import VERDICTS
from jumelles.ledger import filled, reviews, verdicts
from jumelles.ledger.identity import plain
from jumelles.ledger.judging import Recorded, judge
from jumelles.ledger.queue import built
from jumelles.ledger.reviews import Verdict
from jumelles.ledger.standing import standing
from jumelles.ledger.workspace import Workspace
from jumelles.publish.formats import formats
from jumelles.publish.labels import KINDS, THEMES
from jumelles.records.problem import Problem
from jumelles.records.vocabulary import UNDO, Perimeter, ReviewState
from jumelles.reference.words import LANGUAGES, N_, Translate, words
from jumelles.sources.reading import FileRefused

_STATES = {
    ReviewState.IN_FORCE: N_("in force"),
    ReviewState.REOPENED: N_("to be looked at again: the text has changed"),
    ReviewState.ABSENT: N_("the row is in no file now"),
    ReviewState.SUPERSEDED: N_("superseded"),
    ReviewState.UNDONE: N_("taken back"),
}


@dataclass(frozen=True)
class Signed:
    """Who judges, and whether their word is for the rows of the same words too."""

    who: str
    alike: bool = False


def spoken() -> dict[str, str]:
    """What people call kinds and themes in the languages of the house -> their codes."""
    labels = {**KINDS, **THEMES}
    return {plain(words(language)(text)): code for language in LANGUAGES for code, text in labels.items()}


def from_options(
    workspace: Workspace, rows: Sequence[str], written: Mapping[str, str], signed: Signed, language: str
) -> int:
    """The same verdict on each of `rows`; 1 when one of them is no row of the tables."""
    say = words(language)
    try:
        said = filled.verdict(written, spoken())
    except filled.WordRefused as refusal:
        end(Problem(refusal.code, got=refusal.got).text(language).lstrip(" :"), 2)
    if said.perimeter == Perimeter.NONE and any(written[name] for name in ("kind", "theme", "countries")):
        end(say("A row outside the perimeter has no kind, theme or country."), 2)
    done = judge(workspace, dict.fromkeys(rows, said), signed.who, signed.alike)
    problems = [Problem("review-row-unknown", got=name) for name in done.unknown]
    return _tell(workspace, done, problems, 0, language)


def from_sheet(workspace: Workspace, path: Path, signed: Signed, language: str) -> int:
    """The verdicts of a sheet; 1 when a line was refused."""
    try:
        sheet = filled.filled(path, spoken())
    except FileRefused as refusal:
        end(f"{path} : {refusal.problem.text(language)}", 2)
    done = judge(workspace, sheet.verdicts, signed.who, signed.alike)
    unknown = [Problem("review-row-unknown", sheet.places[name], name) for name in done.unknown]
    return _tell(workspace, done, [*sheet.problems, *unknown], sheet.blank, language)


def undone(workspace: Workspace, rows: Sequence[str], who: str, why: str, language: str) -> int:
    """Take back the verdicts on `rows`; 1 when there was none on one of them."""
    say = words(language)
    known = reviews.current(reviews.read(workspace))
    lacking = [name for name in dict.fromkeys(rows) if name not in known]
    count = reviews.undo(workspace, rows, who, why)
    for name in lacking:
        typer.echo(f" ✗ {Problem('review-none-to-undo', got=name).text(language).lstrip(' :')}", err=True)
    if count:
        typer.echo(say("{count} verdicts taken back; they stay in the list.").format(count=count))
        typer.echo(say("Taken into account by: jumelles build {folder}").format(folder=workspace.folder))
    return 1 if lacking else 0


def _tell(
    workspace: Workspace, done: Recorded, problems: Sequence[Problem], blank: int, language: str
) -> int:
    say = words(language)
    for problem in sorted(problems, key=lambda one: one.place):
        typer.echo(f" ✗ {problem.text(language).lstrip(' :')}", err=True)
    counts = {"new": done.new, "known": done.known, "blank": blank, "refused": len(problems)}
    typer.echo(
        say("{new} verdicts recorded, {known} known already, {blank} left blank, {refused} refused.").format(
            **counts
        )
    )
    if done.new:
        typer.echo(say("Taken into account by: jumelles build {folder}").format(folder=workspace.folder))
    return 1 if problems else 0


def show_reviews(workspace: Workspace, language: str) -> None:
    """Print every record, with what has become of it in the tables of the last build."""
    say, console = words(language), Console(highlight=False, soft_wrap=True)
    known = reviews.read(workspace)
    if not known:
        workspace.check()
        console.print(say("Nobody has judged a row yet."))
        return
    found = standing(known, built(workspace), workspace.authority.siren)
    states = verdicts.table(known, found)["state"].to_pylist()
    for one, state in zip(known, states, strict=True):
        row = one.row
        when = formats(language).day(one.when.date())
        console.print(
            f"{one.number}. [bold]{one.id}[/bold]  {escape(_said(one.verdict, say))}  "
            f"– {escape(one.who)}, {when}" + (f"  [dim]({say(_STATES[state])})[/dim]" if state else "")
        )
        euros = "" if row.amount is None else f", {formats(language).count(round(row.amount))} €"
        text = ", ".join(part for part in (row.beneficiary, row.object) if part)
        console.print(f"   {escape(text)}{euros}, {row.year or '–'}")
        if one.verdict.why:
            console.print(f"   {escape(one.verdict.why)}")
    counted = Counter(state for state in states if state)
    told = ", ".join(f"{counted[state]} {say(_STATES[state])}" for state in ReviewState if counted[state])
    console.print(f"{told}.")


def _said(verdict: Verdict, say: Translate) -> str:
    if verdict.perimeter == UNDO:
        return say("verdict taken back")
    details = [
        say(KINDS[verdict.kind]) if verdict.kind else "",
        say(THEMES[verdict.theme]) if verdict.theme else "",
        verdict.countries or "",
    ]
    return ", ".join(part for part in (say(VERDICTS[Perimeter(verdict.perimeter)]), *details) if part)
