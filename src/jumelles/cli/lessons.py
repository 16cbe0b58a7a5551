"""`jumelles learn`: the gain or loss in a small table, before anything is kept."""

from decimal import Decimal

import typer
from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from jumelles.detect import knowledge
from jumelles.detect.learning import Example, Score, Trial, document, lacking, moved, once, tried
from jumelles.detect.model import model
from jumelles.detect.reading import Asked
from jumelles.ledger import reviews
from jumelles.ledger.decisions import forget_model, keep_model
from jumelles.ledger.workspace import Workspace
from jumelles.publish.evidence import signal_in_words
from jumelles.publish.formats import formats
from jumelles.reference.words import N_, words

_LACKING = {
    "rows": N_("{count} more verdicts"),
    "inside": N_("{count} more verdicts inside the perimeter (core or extended)"),
    "outside": N_("{count} more verdicts outside the perimeter"),
    "bodies": N_("verdicts on {count} more beneficiaries"),
}


def learn(workspace: Workspace, keep: bool, anyway: bool, language: str) -> int:
    """Learn from the verdicts in force, show what it is worth, keep it if asked and better.

    1 when there are too few verdicts, or when what was to be kept is no better.
    """
    say, console = words(language), Console(highlight=False, soft_wrap=True)
    examples = once(_examples(workspace))
    missing = lacking(examples)
    if missing:
        needs = "; ".join(say(_LACKING[name]).format(count=count) for name, count in missing.items())
        console.print(say("Too few verdicts to learn from. Enough would be: {needs}.").format(needs=needs))
        console.print(say("Where to find them: jumelles queue {folder}").format(folder=workspace.folder))
        return 1
    trial = tried(examples, knowledge(workspace.partners, workspace.words))
    _show(trial, console, language)
    if not keep:
        console.print(
            say("Nothing is kept. To keep it: jumelles learn {folder} --keep").format(folder=workspace.folder)
        )
        return 0
    if not trial.gains and not anyway:
        console.print(say("Not kept: it is no better. To keep it all the same, add --anyway."))
        return 1
    keep_model(workspace, document(trial.model, model().version))
    told = {"version": trial.model.version, "folder": workspace.folder}
    console.print(say("Kept ({version}). The next build uses it: jumelles build {folder}").format(**told))
    console.print(say("To go back: jumelles learn {folder} --forget").format(folder=workspace.folder))
    return 0


def forget(workspace: Workspace, language: str) -> int:
    """Go back to the shipped model."""
    workspace.check()
    say = words(language)
    there = forget_model(workspace)
    typer.echo(
        say("The next build uses the shipped model.")
        if there
        else say("The shipped model is in use already.")
    )
    return 0


def _examples(workspace: Workspace) -> list[Example]:
    name = workspace.authority.name or None
    return [
        Example(
            Asked(name, one.row.beneficiary or None, one.row.object or None, one.row.department or None),
            one.verdict.perimeter,
            one.row.amount or Decimal(0),
        )
        for one in reviews.current(reviews.read(workspace)).values()
    ]


def _show(trial: Trial, console: Console, language: str) -> None:
    say = words(language)
    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    table.add_column("")
    table.add_column(say("Shipped"), justify="right")
    table.add_column(say("Learned"), justify="right")
    own = (trial.shipped_on_reviews, trial.learned_on_reviews)
    general = (trial.shipped_on_prototypes, trial.learned_on_prototypes)
    count = formats(language).count
    for title, pair in (
        (N_("Your verdicts, each answered without having seen it"), own),
        (N_("Invented rows that restate the guide"), general),
    ):
        table.add_row(f"[bold]{say(title)} ({pair[0].rows})[/bold]")
        table.add_row(say(" wrong perimeter"), *(str(score.errors) for score in pair))
        if pair is own:
            table.add_row(say(" euros misjudged"), *(count(round(score.euros)) for score in pair))
        table.add_row(
            say(" mean surprise (log-loss; 0 is best)"), *(_loss(score, language) for score in pair)
        )
    console.print(table)
    for name, change in moved(trial.model, model()).items():
        sign = "+" if change > 0 else "−"
        console.print(f" {sign} {escape(signal_in_words(name, language))}")
    console.print(
        say("Worth keeping: better on your verdicts, no worse elsewhere.")
        if trial.gains
        else say("Not worth keeping: no better on your verdicts, or worse elsewhere.")
    )


def _loss(score: Score, language: str) -> str:
    text = f"{score.log_loss:.3f}"
    return text.replace(".", ",") if language == "fr" else text
