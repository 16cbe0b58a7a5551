"""Arrow without pandas: 40 MB and a third of a second less in each process of the command line.

Arrow loads pandas, where it is installed, as soon as a list becomes an array. The engine that links grants installs
it; nothing else here uses it. Only the program `jumelles` leaves it out: a notebook keeps its own.
"""

import sys
from collections.abc import Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType


class _Absent(MetaPathFinder):
    """Says that pandas is not installed, and nothing of any other module."""

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if fullname == "pandas":
            raise ModuleNotFoundError("pandas is left out", name=fullname)
        return None


_ABSENT = _Absent()


def leave_pandas_out() -> None:
    """From now on, importing pandas fails in this process, unless it is loaded already."""
    if _ABSENT not in sys.meta_path:
        sys.meta_path.insert(0, _ABSENT)


def let_pandas_in() -> None:
    """Undo `leave_pandas_out`, for what cannot do without."""
    if _ABSENT in sys.meta_path:
        sys.meta_path.remove(_ABSENT)
