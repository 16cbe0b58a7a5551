"""Charts as SVG text: drawn by Vega-Lite without a browser, the same bytes for the same figures.

Amounts become floats here, for drawing only. Every chart carries its title and a description in words, and
stands beside a table of the same numbers.
"""

import json
import re
from typing import Any
from xml.sax.saxutils import escape

import altair as alt

from jumelles.publish.drawing import to_svg
from jumelles.publish.views import Chart

# Blue and orange stay apart for every common colour vision, in print, and on white (WCAG 1.4.11).
CODED = "#1f4e8c"
FOUND = "#d8720f"
FOUND_TEXT = "#9c4f00"
TRUE = "#0b7a4b"
INK = "#1c2430"
QUIET = "#5b6673"
GRID = "#e3e7ec"
PAGE_FONT = "Arial, 'Liberation Sans', Helvetica, sans-serif"
PAPER_FONT = "Libertinus Serif"
_FONT = "Liberation Sans"
PADDING = {"left": 8, "right": 44, "top": 6, "bottom": 6}
_ROOT = re.compile(r"<svg[^>]*?viewBox=\"([^\"]*)\"[^>]*>")
_NUMBERED = re.compile(r"((?:id=\"|url\(#|href=\"#))(clip|gradient_|pattern_)(\d+)")

_CONFIG: dict[str, Any] = {
    "aria": False,
    "font": _FONT,
    "background": None,
    "padding": PADDING,
    "view": {"stroke": None},
    "axis": {
        "labelColor": INK,
        "labelFontSize": 13,
        "gridColor": GRID,
        "domainColor": QUIET,
        "titleColor": QUIET,
        "titleFontWeight": "normal",
        "titleFontSize": 12,
    },
    "text": {"color": INK, "fontSize": 13},
}


def draw(
    chart: alt.LayerChart | alt.FacetChart, name: str, title: str, description: str, language: str
) -> Chart:
    """Turn an Altair chart into an accessible SVG, with numbers written as in `language`."""
    spec = chart.to_dict() | {"config": _CONFIG}
    svg = to_svg(json.dumps(spec), "fr-FR" if language == "fr" else "en-GB")
    return Chart(name, _accessible(_renumbered(svg, name), name, title, description), title, description)


def on_paper(svg: str) -> str:
    """The same picture in the typeface of the report."""
    return svg.replace(PAGE_FONT.replace("'", "&#39;"), PAPER_FONT)


def _accessible(svg: str, name: str, title: str, description: str) -> str:
    box = _ROOT.search(svg)
    if box is None:
        raise ValueError(f"chart {name}: the picture has no viewBox, so that it cannot be shown at any width")
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box[1]}" role="img" '
        f'aria-labelledby="{name}-title {name}-desc">'
        f'<title id="{name}-title">{escape(title)}</title><desc id="{name}-desc">{escape(description)}</desc>'
    )
    return (head + svg[box.end() :]).replace(_FONT, PAGE_FONT.replace("'", "&#39;"))


def _renumbered(svg: str, name: str) -> str:
    """Ids made local to the chart: the drawing engine counts them over the life of the process."""
    seen: dict[str, int] = {}

    def local(found: re.Match[str]) -> str:
        rank = seen.setdefault(found[2] + found[3], len(seen))
        return f"{found[1]}{name}-{rank}"

    return _NUMBERED.sub(local, svg)
