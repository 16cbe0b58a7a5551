"""Recording what a person says of rows: each is looked up in the tables, so that it is kept as they saw it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from jumelles.ledger.identity import Shown
from jumelles.ledger.queue import built, examined
from jumelles.ledger.reviews import Judged, Said, Verdict, current, read, record
from jumelles.ledger.workspace import Workspace


@dataclass(frozen=True)
class Recorded:
    """What became of verdicts: how many were `new`, how many were `known` already, which ids are no row's."""

    new: int
    known: int
    unknown: tuple[str, ...]


def judge(workspace: Workspace, verdicts: Mapping[str, Verdict], who: str, alike: bool = False) -> Recorded:
    """Record `verdicts`, by row id, signed `who`; ids that are no row's are answered, not recorded.

    With `alike`, each is recorded for the rows too, of any year and list, that say the same words and that nobody
    has judged. Raises WorkspaceError when the workspace was not built yet.
    """
    rows = _rows(workspace, verdicts)
    unknown = tuple(name for name in verdicts if name not in rows)
    judged = [Judged(rows[name][0], said, rows[name][1]) for name, said in verdicts.items() if name in rows]
    if alike:
        judged += _alike(workspace, judged)
    new = record(workspace, judged, who)
    return Recorded(new, len(judged) - new, unknown)


def _alike(workspace: Workspace, judged: Sequence[Judged]) -> list[Judged]:
    said = {one.row.says[1:]: one.verdict for one in reversed(judged)}
    passed = {one.row.id for one in judged} | set(current(read(workspace)))
    found: dict[str, Judged] = {}
    for _, row, finding in examined(built(workspace), workspace.authority.siren):
        if row.says[1:] in said and row.id not in passed:
            found.setdefault(row.id, Judged(row, said[row.says[1:]], finding.said))
    return list(found.values())


def _rows(workspace: Workspace, ids: Iterable[str]) -> dict[str, tuple[Shown, Said]]:
    asked = set(ids)
    found: dict[str, tuple[Shown, Said]] = {}
    for _, row, finding in examined(built(workspace), workspace.authority.siren):
        if row.id in asked:
            found.setdefault(row.id, (row, finding.said))
    return found
