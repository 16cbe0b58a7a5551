"""Charts of one year by category: horizontal bars, the longest first, with low and high."""

from collections.abc import Sequence

import altair as alt

from jumelles.ledger.interval import Interval
from jumelles.publish.charts import CODED, INK, PADDING, TRUE, draw
from jumelles.publish.edition import Edition
from jumelles.publish.views import Chart

WIDTH, STEP = 420, 34
LABEL_LIMIT = 300
WIDER = 1.6  # pixels a letter: what other typefaces than the one measured may need beside the labels

Bar = tuple[str, Interval]


def bars_chart(edition: Edition, name: str, title: str, bars: Sequence[Bar]) -> Chart:
    """One bar a category, its amount written at its end. `bars` are (category, euros)."""
    rows = [
        {
            "name": label,
            "low": float(amount.low),
            "central": float(amount.central),
            "high": float(amount.high),
            "doubt": not amount.certain,
            "label": edition.write.short_euros(amount.central),
        }
        for label, amount in bars
    ]
    longest = min(40, max((len(label) for label, _ in bars), default=0))
    padding = {**PADDING, "left": PADDING["left"] + round(WIDER * longest)}
    chart = alt.layer(*_layers(rows)).properties(width=WIDTH, height=alt.Step(STEP), padding=padding)
    return draw(chart, name, title, _description(edition, bars), edition.language)


def _layers(rows: list[dict[str, object]]) -> list[alt.Chart]:
    data, doubtful = alt.InlineData(values=rows), alt.InlineData(values=[row for row in rows if row["doubt"]])
    axis = alt.Axis(title=None, ticks=False, domain=False, labelLimit=LABEL_LIMIT, labelPadding=8)
    y = alt.Y("name:N", sort=None, axis=axis, scale=alt.Scale(paddingInner=0.4))
    bar = alt.Chart(data).mark_bar(color=CODED).encode(y=y, x=alt.X("central:Q", axis=None))
    rule = alt.Chart(doubtful).mark_rule(color=INK, strokeWidth=1.8).encode(y=y, x="low:Q", x2="high:Q")
    ends = [
        alt.Chart(doubtful).mark_tick(color=INK, thickness=1.8, height=10).encode(y=y, x=f"{end}:Q")
        for end in ("low", "high")
    ]
    text = (
        alt.Chart(data)
        .mark_text(align="left", dx=7, fontWeight="bold")
        .encode(y=y, x="high:Q", text="label:N")
    )
    halo = alt.Chart(doubtful).mark_rule(color="white", strokeWidth=4).encode(y=y, x="low:Q", x2="high:Q")
    return [bar, halo, rule, *ends, text]


def truth_chart(edition: Edition, title: str, rows: Sequence[tuple[int, Interval, Interval]]) -> Chart:
    """For the example: what was found (a dot between low and high) against what is true (a diamond).

    `rows` are (year, found, true), the true one a point.
    """
    values = [
        {
            "year": str(year),
            "low": float(found.low),
            "central": float(found.central),
            "high": float(found.high),
            "true": float(true.central),
        }
        for year, found, true in rows
    ]
    labels = edition.write.axis(max((float(found.high) for _, found, _ in rows), default=0.0))
    chart = alt.layer(*_truth_layers(alt.InlineData(values=values), labels)).properties(
        width=WIDTH + 120, height=alt.Step(STEP)
    )
    bars = [(str(year), found) for year, found, _ in rows]
    return draw(chart, "chart-truth", title, _description(edition, bars), edition.language)


def _truth_layers(data: alt.InlineData, labels: str) -> list[alt.Chart]:
    y = alt.Y("year:N", sort=None, axis=alt.Axis(title=None, ticks=False, domain=False, labelPadding=8))
    money = alt.Axis(title=None, labelExpr=labels, tickCount=5)
    x = alt.X("low:Q", axis=money, scale=alt.Scale(zero=False))
    base = alt.Chart(data)
    return [
        base.mark_rule(color=CODED, strokeWidth=7, opacity=0.35).encode(y=y, x=x, x2="high:Q"),
        base.mark_point(color=CODED, filled=True, size=110, opacity=1).encode(y=y, x="central:Q"),
        base.mark_point(color=TRUE, filled=True, size=120, shape="diamond", opacity=1).encode(
            y=y, x="true:Q"
        ),
    ]


def _description(edition: Edition, bars: Sequence[Bar]) -> str:
    euros = edition.write.euros
    return " ".join(f"{label}: {euros(amount.central)}." for label, amount in bars)
