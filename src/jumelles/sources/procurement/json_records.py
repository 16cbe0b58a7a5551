"""The contracts of a DECP file in JSON, one by one, without holding the file in memory."""

from collections.abc import Callable, Iterator
from pathlib import Path

from jumelles.sources.json_stream import Window, opened
from jumelles.sources.procurement.contract import Entry


def entries(path: Path, progress: Callable[[int], None]) -> Iterator[Entry]:
    """Each contract under `marches`: a list (2019 format), or lists by kind of contract (2022 format).

    Raises FileRefused when the text is not UTF-8, not JSON, or stops before its end.
    """
    with opened(path, progress) as window:
        for key in window.names():
            if key == "marches":
                yield from _contracts(window)
            else:
                window.value()


def _contracts(window: Window) -> Iterator[Entry]:
    if window.peek() != "{":
        yield from _listed(window, "$.marches", "")
        return
    for kind in window.names():
        yield from _listed(window, f"$.marches.{kind}", kind)


def _listed(window: Window, path: str, kind: str) -> Iterator[Entry]:
    """Entries of the list that comes next; a lone object is a list of one, null is none."""
    if window.peek() == "[":
        for place, _ in enumerate(window.items()):
            yield Entry(f"{path}[{place}]", kind, window.value())
        return
    lone = window.value()
    if lone is not None:
        yield Entry(path, kind, lone)
