"""What a person says of pairs, taken from a command, and told."""

from collections.abc import Sequence
from dataclasses import dataclass

import typer

from jumelles.ledger import rulings
from jumelles.ledger.linkage import Decision
from jumelles.ledger.pairs import pairs_seen
from jumelles.ledger.rulings import Ruled
from jumelles.ledger.workspace import Workspace
from jumelles.records.problem import Problem
from jumelles.reference.words import Translate, words


@dataclass(frozen=True)
class Word:
    """Whether two rows are the same euro, who says so, and why."""

    same: bool
    who: str
    why: str


def settle(workspace: Workspace, pairs: Sequence[str], word: Word, language: str) -> int:
    """The same word on each of `pairs`; 1 when one of them is no pair of the tables."""
    say, asked = words(language), list(dict.fromkeys(pairs))
    known = {one.id: one for one in pairs_seen(workspace, rulings.read(workspace))}
    decision = Decision.SAME if word.same else Decision.DIFFERENT
    found = [known[name] for name in asked if name in known]
    new = rulings.record(
        workspace, [Ruled(one.sides, one.said, decision, word.why) for one in found], word.who
    )
    refused = [Problem("link-pair-unknown", got=name) for name in asked if name not in known]
    _refuse(refused, language)
    counts = {"new": new, "known": len(found) - new, "refused": len(refused)}
    typer.echo(say("Recorded: {new}; known already: {known}; refused: {refused}.").format(**counts))
    _next(workspace, new, say)
    return 1 if refused else 0


def undone(workspace: Workspace, pairs: Sequence[str], who: str, why: str, language: str) -> int:
    """Take back what was said of `pairs`; 1 when nothing was said of one of them."""
    say, asked = words(language), list(dict.fromkeys(pairs))
    workspace.authority  # noqa: B018  a folder that is no workspace is told first
    known = rulings.current(rulings.read(workspace))
    refused = [Problem("link-none-to-undo", got=name) for name in asked if name not in known]
    count = rulings.undo(workspace, asked, who, why)
    _refuse(refused, language)
    typer.echo(say("Taken back: {count}; what was said stays in the file.").format(count=count))
    _next(workspace, count, say)
    return 1 if refused else 0


def _refuse(problems: Sequence[Problem], language: str) -> None:
    for problem in problems:
        typer.echo(f" ✗ {problem.text(language).lstrip(' :')}", err=True)


def _next(workspace: Workspace, count: int, say: Translate) -> None:
    if count:
        typer.echo(say("Taken into account by: jumelles build {folder}").format(folder=workspace.folder))
