"""What becomes of a row that is not kept: refused with a problem, or left out for a stated reason."""

from collections.abc import Callable

from jumelles.records.problem import Problem
from jumelles.sources.reading import Reading
from jumelles.sources.tabular.rows import Row


class Refused(Exception):
    """A row cannot be kept; `code` is one of `reference/problems.toml`."""

    def __init__(self, code: str, got: str = "", **details: str) -> None:
        super().__init__(code)
        self.code, self.got, self.details = code, got, details


class LeftOut(Exception):
    """A row is left out on purpose; `reason` is a code of `reference/skips.toml`."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def account_for(row: Row, reading: Reading, keep: Callable[[Row], None]) -> None:
    """Count `row` as met, then keep it, or say what became of it."""
    reading.saw()
    try:
        if row.broken:
            raise Refused(row.broken)
        keep(row)
    except LeftOut as left:
        reading.skip(left.reason)
    except Refused as refused:
        reading.refuse(Problem(refused.code, row.locator, refused.got, row.place, refused.details))
