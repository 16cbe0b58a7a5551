"""A build at the terminal: progress while it works, then a summary that a person understands."""

from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

from jumelles.build import Built, Steps
from jumelles.build import build as build_workspace
from jumelles.cli.summary import show
from jumelles.ledger.workspace import Workspace
from jumelles.reference.words import N_, words

_STEPS = {"tables": N_("Consolidating"), "publish": N_("Writing the page, the report and the spreadsheets")}


def build_and_tell(workspace: Workspace, language: str) -> int:
    """Build `workspace`, tell how it went; 0 when every file was read, 1 when one was not."""
    with progress(language) as steps:
        built = build_workspace(workspace, language, steps)
    show(built, workspace, language)
    return exit_code(built)


def exit_code(built: Built) -> int:
    return 1 if built.not_read or built.unbalanced else 0


@contextmanager
def progress(language: str) -> Iterator[Steps]:
    """A progress bar on the terminal (nothing when the output is not one)."""
    say = words(language)
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}", markup=False), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        task: TaskID = bar.add_task(say("Looking at the inbox"), total=None)

        def file(name: str, size: int) -> None:
            bar.update(task, description=name, total=size or None, completed=0)

        def step(name: str) -> None:
            bar.update(task, description=say(_STEPS[name]), total=None, completed=0)

        yield Steps(file, lambda position: bar.update(task, completed=position), step)
