"""The chart of the consolidated figure over the years: coded, found elsewhere, and how doubtful."""

from collections.abc import Iterable
from typing import Any

import altair as alt

from jumelles.ledger.figures import YearFigure, YearStatus
from jumelles.publish.charts import CODED, FOUND, FOUND_TEXT, INK, QUIET, draw
from jumelles.publish.edition import Edition
from jumelles.publish.views import Chart

WIDTH, HEIGHT = 640, 320
LABEL_ROOM = 1.12
CLOSEST = 0.065


def years_chart(edition: Edition) -> Chart:
    """Stacked bars by year, a whisker from low to high, the total written above; votes are pale, dashed."""
    say = edition.say
    rows = [_bar(edition, figure) for figure in edition.years]
    top = max((row["high"] for row in rows), default=0) * LABEL_ROOM or 1.0
    title = say("Consolidated figure by year")
    layers = [
        *_bars(rows, top, edition.write.axis(top)),
        *_whiskers(rows),
        *_labels(rows),
        _names(edition, top),
    ]
    chart = alt.layer(*layers).properties(width=WIDTH, height=HEIGHT)
    return draw(chart, "chart-years", title, _description(edition), edition.language)


def _bar(edition: Edition, figure: YearFigure) -> dict[str, Any]:
    total = figure.total
    status = "" if figure.status is YearStatus.EXECUTED else _short_status(edition, figure)
    return {
        "year": f"{figure.year}|{status}" if status else str(figure.year),
        "coded": float(figure.coded.central),
        "total": float(total.central),
        "low": float(total.low),
        "high": float(total.high),
        "sure": figure.status is YearStatus.EXECUTED,
        "doubt": not total.certain,
        "label": edition.write.short_euros(total.central),
    }


def _short_status(edition: Edition, figure: YearFigure) -> str:
    say = edition.say
    return say("voted") if figure.status is YearStatus.VOTED else say("grants only")


def _data(rows: list[dict[str, Any]]) -> alt.InlineData:
    return alt.InlineData(values=rows)


def _x() -> alt.X:
    axis = alt.Axis(
        title=None, labelAngle=0, ticks=False, labelExpr="split(datum.label, '|')", labelPadding=6
    )
    return alt.X("year:N", axis=axis, sort=None, scale=alt.Scale(paddingInner=0.35, paddingOuter=0.2))


def _bars(rows: list[dict[str, Any]], top: float, labels: str) -> list[alt.Chart]:
    axis = alt.Axis(title=None, labelExpr=labels, tickCount=4, domain=False, ticks=False)
    y = alt.Y("from:Q", axis=axis, scale=alt.Scale(domain=[0, top], nice=False))
    coded = [row | {"from": 0, "to": row["coded"]} for row in rows]
    found = [row | {"from": row["coded"], "to": row["total"]} for row in rows if row["total"] != row["coded"]]
    return [_stack(coded, y, CODED), _stack(found, y, FOUND)]


def _stack(rows: list[dict[str, Any]], y: alt.Y, colour: str) -> alt.Chart:
    mark = alt.Chart(_data(rows)).mark_bar(color=colour, stroke=colour, strokeWidth=1.2)
    stack: alt.Chart = mark.encode(
        x=_x(),
        y=y,
        y2="to:Q",
        fillOpacity=alt.condition("datum.sure", alt.value(1), alt.value(0.25)),
        strokeDash=alt.condition("datum.sure", alt.value([1, 0]), alt.value([4, 3])),
    )
    return stack


def _whiskers(rows: list[dict[str, Any]]) -> list[alt.Chart]:
    doubtful = _data([row for row in rows if row["doubt"]])
    rule = alt.Chart(doubtful).mark_rule(color=INK, strokeWidth=1.8)
    ends = [
        alt.Chart(doubtful)
        .mark_tick(color=INK, thickness=1.8, width=14, orient="horizontal")
        .encode(x=_x(), y=f"{end}:Q")
        for end in ("low", "high")
    ]
    return [rule.encode(x=_x(), y="low:Q", y2="high:Q"), *ends]


def _labels(rows: list[dict[str, Any]]) -> list[alt.Chart]:
    last = rows[-1:] if rows else []
    size = 15 if len(rows) <= 10 else 11
    text = alt.Chart(_data(rows)).mark_text(dy=-6, baseline="bottom", fontWeight="bold", fontSize=size)
    return [text.encode(x=_x(), y="high:Q", text="label:N")] if last else []


def _names(edition: Edition, top: float) -> alt.Chart:
    """The name of each colour, to the right of the last bar, at its height."""
    say = edition.say
    figure = edition.years[-1]
    coded, total = float(figure.coded.central), figure.total
    wanted = [
        (coded / 2 / top, say("coded in the accounts"), CODED),
        ((coded + float(total.central)) / 2 / top, say("found elsewhere"), FOUND_TEXT),
    ]
    drawn = {
        CODED: any(one.coded.central for one in edition.years),
        FOUND_TEXT: any(one.found.central for one in edition.years),
    }
    wanted = [name for name in wanted if drawn[name[2]]]
    if not total.certain:
        wanted.append((float(total.high) / top, say("low to high"), QUIET))
    values = [{"at": at * top, "name": f"◄ {name}", "colour": colour} for at, name, colour in _apart(wanted)]
    text = alt.Chart(_data(values)).mark_text(align="left", dx=4, fontSize=13)
    colour = alt.Color("colour:N", scale=None, legend=None)
    names: alt.Chart = text.encode(x=alt.value(WIDTH), y="at:Q", text="name:N", color=colour)
    return names


def _apart(wanted: Iterable[tuple[float, str, str]]) -> list[tuple[float, str, str]]:
    """Names pushed up until none covers another; heights are shares of the picture."""
    placed: list[tuple[float, str, str]] = []
    for at, name, colour in wanted:
        floor = placed[-1][0] + CLOSEST if placed else CLOSEST / 2
        placed.append((max(at, floor), name, colour))
    return placed


def _description(edition: Edition) -> str:
    sentences = [
        edition.say("{year}: {amount}, between {low} and {high}.").format(
            year=figure.year,
            amount=edition.write.euros(figure.total.central),
            low=edition.write.euros(figure.total.low),
            high=edition.write.euros(figure.total.high),
        )
        for figure in edition.years
    ]
    return " ".join(sentences)
