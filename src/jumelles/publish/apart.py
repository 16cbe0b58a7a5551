"""Publishing in a process of its own, which gives back the memory that charts and PDF take.

The engines that draw (a JavaScript one for charts, Typst for the PDF) keep a few hundred megabytes once started;
apart, they never add to what the reading of large accounts needs.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from jumelles.ledger import shelf
from jumelles.ledger.figures import YearFigure
from jumelles.ledger.process import apart
from jumelles.ledger.workspace import Workspace
from jumelles.publish.publication import Publication, Truth
from jumelles.publish.publishing import publish
from jumelles.records.account import FileAccount

Years = tuple[Mapping[str, Any], ...]


def publish_apart(
    folder: Path, files: tuple[FileAccount, ...], truths: tuple[Truth, ...], language: str
) -> Years:
    """Publish the tables of the workspace at `folder`; answers its yearly figures, for the summary.

    Raises ProcessEnded when the process ends without an answer.
    """
    with apart() as process:
        return process.call(publish_workspace, folder, files, truths, language)


def publish_workspace(
    folder: Path, files: tuple[FileAccount, ...], truths: tuple[Truth, ...], language: str
) -> Years:
    """The same in this process."""
    workspace = Workspace(folder)
    publication = Publication(
        authority=workspace.authority.name,
        siren=workspace.authority.siren,
        perimeter=workspace.perimeter,
        entries=shelf.read("entries", workspace.tables),
        general_budget=shelf.read("general_budget", workspace.tables),
        documents=shelf.read("documents", workspace.tables),
        problems=shelf.read("problems", workspace.tables),
        files=files,
        truths=truths,
    )
    return tuple(map(_row, publish(workspace.out, publication, language)))


def _row(figure: YearFigure) -> Mapping[str, Any]:
    return {
        "year": figure.year,
        "status": str(figure.status),
        "low": figure.total.low,
        "central": figure.total.central,
        "high": figure.total.high,
        "coded": figure.coded.central,
        "share": figure.share,
    }
