"""How well the tables of a file fit a format: what the recognisers of tables share."""

from collections.abc import Callable

from jumelles.reference.words import N_
from jumelles.sources.reading import FileRefused, Match, Sample
from jumelles.sources.tabular import glimpse
from jumelles.sources.tabular.kinds import kind_of
from jumelles.sources.tabular.layout import Settled, Table, settled_for, table_of
from jumelles.sources.tabular.rows import Grid

CERTAIN = Match(1.0)


def glimpsed(sample: Sample) -> list[Grid] | Match:
    """The first rows of each table of a file, or why there is none."""
    if not kind_of(sample.head).table:
        return Match(0.0, (N_("a table"),))
    try:
        return glimpse(sample.path)
    except FileRefused:
        return Match(0.0, (N_("a readable table"),))


def best_match(
    sample: Sample,
    name: str,
    subject: str,
    readable: Callable[[Table], bool],
    judge: Callable[[Table | None], Match],
) -> Match:
    """The best that `judge` says of a table of the file; certain for one that a person settled as `name`."""
    grids = glimpsed(sample)
    if isinstance(grids, Match):
        return grids
    settled: Settled = settled_for(name, sample.mappings)
    tables = [table_of(grid, subject, settled) for grid in grids]
    if any(table is not None and table.settled and readable(table) for table in tables):
        return CERTAIN
    return max((judge(table) for table in tables), key=lambda match: match.score, default=Match(0.0))
