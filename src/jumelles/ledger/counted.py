"""What rows count for in the ledger: the entries that are one of them, or repeat one."""

from collections.abc import Iterable
from pathlib import Path

from jumelles.ledger import shelf
from jumelles.ledger.candidate import Place
from jumelles.ledger.interval import Interval

_COLUMNS = "year table source locator low central high apart also_in".split()
_Key = tuple[int, str, str, str]


class Counted:
    """The entries of the tables under `folder`, asked by row."""

    def __init__(self, folder: Path) -> None:
        self._intervals: list[Interval] = []
        self._at: dict[_Key, set[int]] = {}
        for entry in shelf.read("entries", folder, _COLUMNS).to_pylist():
            if entry["apart"] is not None:
                continue
            rows = [(entry["table"], entry["source"], entry["locator"])]
            rows += [_row(text) for text in (entry["also_in"] or "").split("\n") if text]
            for row in rows:
                self._at.setdefault((entry["year"], *row), set()).add(len(self._intervals))
            self._intervals.append(Interval(entry["low"], entry["central"], entry["high"]))

    def of(self, places: Iterable[Place], year: int) -> Interval:
        """Euros of `year` of the entries that these rows are in, each once."""
        keys = ((year, place.table, place.source, place.locator) for place in places)
        found = {number for key in keys for number in self._at.get(key, ())}
        return sum((self._intervals[number] for number in sorted(found)), Interval())


def _row(text: str) -> tuple[str, str, str]:
    table, source, locator = text.split(" ", 2)
    return table, source, locator
