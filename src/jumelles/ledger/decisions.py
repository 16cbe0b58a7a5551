"""What people decided, as one build sees it: their words on rows and on pairs, and the weights that they kept.

Looking costs nothing: a build that has nothing to do reads the files and no more.
"""

import json
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from jumelles.ledger import reviews, rulings
from jumelles.ledger.fingerprint import fingerprint
from jumelles.ledger.records_file import Written
from jumelles.ledger.reviews import Review
from jumelles.ledger.rulings import Ruling
from jumelles.ledger.workspace import Workspace, WorkspaceError, write_text

if TYPE_CHECKING:
    from jumelles.detect.model import Model


@dataclass(frozen=True)
class Decisions:
    """Records of reviews, the text of the model of one's own (None: there is none), records of words on pairs."""

    records: tuple[Written, ...] = ()
    model_text: str | None = None
    pairs: tuple[Written, ...] = ()

    @property
    def mark(self) -> str:
        """What a build depends on."""
        return fingerprint(self.records, self.model_text, self.pairs)

    @cached_property
    def reviews(self) -> tuple[Review, ...]:
        return reviews.told(self.records)

    @cached_property
    def rulings(self) -> tuple[Ruling, ...]:
        return rulings.told(self.pairs)

    @cached_property
    def model(self) -> "Model | None":
        """The model of one's own. Raises WorkspaceError when its file is not one."""
        return None if self.model_text is None else _model(self.model_text)

    @property
    def version(self) -> str:
        """Version of the model of one's own; empty when there is none."""
        return self.model.version if self.model else ""

    def check(self) -> None:
        """Raises WorkspaceError when the decisions cannot be used."""
        self.reviews, self.rulings, self.model  # noqa: B018


NONE = Decisions()


def decided(workspace: Workspace) -> Decisions:
    """The decisions in `workspace`. Raises WorkspaceError when their files cannot be opened."""
    return Decisions(reviews.written(workspace), _text(workspace), rulings.written(workspace))


def keep_model(workspace: Workspace, document: dict[str, Any]) -> None:
    """Let the next builds of `workspace` use the model `document`."""
    write_text(workspace.model, json.dumps(document, ensure_ascii=False, indent=1, sort_keys=True) + "\n")


def forget_model(workspace: Workspace) -> bool:
    """Go back to the shipped model; false when there was no other."""
    there = workspace.model.exists()
    workspace.model.unlink(missing_ok=True)
    return there


def _text(workspace: Workspace) -> str | None:
    if not workspace.model.exists():
        return None
    try:
        return workspace.model.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise _damaged() from error


def _model(text: str) -> "Model":
    from jumelles.detect.model import from_document  # noqa: PLC0415  loads Arrow

    try:
        model = from_document(json.loads(text))
        model.probabilities(model.log_odds(model.perimeter))
        model.kind(model.kinds), model.theme(model.themes)
    except (ArithmeticError, LookupError, TypeError, ValueError) as error:
        raise _damaged() from error
    return model


def _damaged() -> WorkspaceError:
    return WorkspaceError(
        "detection_model.json ne se lit pas comme un modèle de détection. Apprenez de nouveau : jumelles learn "
        "--keep, ou revenez au modèle fourni : jumelles learn --forget."
    )
