"""The drawing engine (Vega-Lite in JavaScript), in a process of its own: it keeps its memory once started."""

from functools import cache
from typing import Literal

from jumelles.ledger.process import Process

Locale = Literal["fr-FR", "en-GB"]


def to_svg(specification: str, locale: Locale) -> str:
    """A Vega-Lite `specification` (JSON) drawn as SVG, with the number and date formats of `locale`."""
    return _engine().call(_draw, specification, locale)


def stop() -> None:
    """End the engine's process, if it was started; the next drawing starts another."""
    if _engine.cache_info().currsize:
        _engine().stop()
        _engine.cache_clear()


@cache
def _engine() -> Process:
    return Process()


def _draw(specification: str, locale: Locale) -> str:
    import vl_convert  # noqa: PLC0415 (only in the engine's process)

    return vl_convert.vegalite_to_svg(specification, format_locale=locale, time_format_locale=locale)
