"""What to look at first: the rows whose answer is in doubt, by the euros that the doubt is about.

Doubt is the chance that the answer is wrong (1 − the largest probability). A row without any clue is in some
doubt too, the same for all of them; that much is not counted, or the largest grants of a town, which say nothing
of abroad, would come before everything. Rows that a person has judged are left out; those whose text has changed
since come back, in doubt for all of their euros.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from jumelles.detect.model import Model, model
from jumelles.ledger import shelf
from jumelles.ledger.decisions import decided
from jumelles.ledger.examine import EXAMINED
from jumelles.ledger.identity import Key, Shown, shown
from jumelles.ledger.reviews import Review, Said
from jumelles.ledger.standing import standing
from jumelles.ledger.workspace import Workspace, WorkspaceError
from jumelles.records.vocabulary import Perimeter

_FINDING = "source place locator perimeter p_core p_extended countries kind theme evidence detector".split()


@dataclass(frozen=True)
class Finding:
    """What the detector answered of a row."""

    said: Said
    countries: str
    kind: str
    theme: str
    evidence: str

    @property
    def doubt(self) -> float:
        """The chance that the perimeter is wrong, from 0 to 2/3."""
        core, extended = self.said.p_core or 0.0, self.said.p_extended or 0.0
        return 1 - max(core, extended, 1 - core - extended)


@dataclass(frozen=True)
class Waiting:
    """A row to judge: `times` rows say the same; `before` is the word that a change of text put in doubt."""

    row: Shown
    finding: Finding
    times: int = 1
    before: Review | None = None


def waiting(workspace: Workspace, reviews: Sequence[Review]) -> list[Waiting]:
    """The rows to judge, first those where most euros are in doubt; rows without amount come last.

    Raises WorkspaceError when the workspace was not built yet.
    """
    folder, siren = built(workspace), workspace.authority.siren
    found = standing(reviews, folder, siren)
    rows: dict[str, Waiting] = {}
    for key, row, finding in examined(folder, siren):
        if key in found.holds:
            continue
        known = rows.get(row.id)
        if known is None:
            rows[row.id] = Waiting(row, finding, 1, found.reopened.get(key))
        else:
            before = known.before or found.reopened.get(key)
            rows[row.id] = Waiting(known.row, known.finding, known.times + 1, before)
    floor = _without_clue(decided(workspace).model or model())
    return sorted(rows.values(), key=lambda one: _rank(one, floor))


def examined(folder: Path, siren: str) -> Iterator[tuple[Key, Shown, Finding]]:
    """Every row that the detector was shown, with its answer."""
    for name in EXAMINED:
        findings = _findings(folder, name)
        for key, row in shown(name, folder, siren):
            if key in findings:
                yield key, row, findings[key]


def built(workspace: Workspace) -> Path:
    """The tables. Raises WorkspaceError when there are none yet, or when they are older than this version."""
    workspace.authority  # noqa: B018  a folder that is no workspace is told first
    tables = workspace.tables
    if not all(
        (tables / f"{name}.parquet").exists() for name in ("findings", "reviews", "documents", "links")
    ):
        raise WorkspaceError(
            f"Rien n'est construit dans {workspace.folder} ; commencez par : jumelles build {workspace.folder}"
        )
    return tables


def _findings(folder: Path, name: str) -> dict[Key, Finding]:
    table = shelf.read("findings", folder)
    of_table = table.filter(pc.equal(table["table"], pa.scalar(name))).select(_FINDING)
    columns = zip(*(column.to_pylist() for column in of_table.columns), strict=True)
    return {
        (name, source, place, locator): Finding(
            Said(perimeter, core, extended, detector),
            countries or "",
            kind or "",
            theme or "",
            evidence or "[]",
        )
        for source, place, locator, perimeter, core, extended, countries, kind, theme, evidence, detector in columns
    }


def _without_clue(weights: Model) -> float:
    """The doubt about a row that nothing speaks for or against."""
    return Finding(Said(None, *weights.probabilities(weights.log_odds(()))), "", "", "", "").doubt


def _rank(one: Waiting, floor: float) -> tuple[bool, float, float, str]:
    found = one.finding
    euros = abs(one.row.amount or Decimal(0))
    above = found.doubt - floor if found.said.perimeter == Perimeter.NONE else found.doubt
    if one.before:
        above = 1.0
    worth = float(euros) if euros else 1.0
    return not euros, -worth * max(above, 0.0), -worth * found.doubt, one.row.id
