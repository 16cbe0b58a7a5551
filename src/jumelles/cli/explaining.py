"""One answer of the detector, explained: a verdict in words, then what speaks for and against, and how much."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

import pyarrow as pa
from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from jumelles.detect import Knowledge, batch
from jumelles.publish.evidence import signal_in_words
from jumelles.publish.labels import KINDS, THEMES
from jumelles.publish.places import named
from jumelles.records.vocabulary import Perimeter
from jumelles.reference.words import N_, Translate, words

Row = Mapping[str, str]
_FIELDS = (
    ("beneficiary", N_("Beneficiary")),
    ("object", N_("Object")),
    ("department", N_("Department")),
)
_HOW_SURE = (
    (0.95, N_("almost certain")),
    (0.8, N_("very likely")),
    (0.6, N_("likely")),
    (0.4, N_("doubtful")),
    (0.2, N_("unlikely")),
    (0.05, N_("very unlikely")),
    (0.0, N_("almost ruled out")),
)
_CHANCES = (
    (Perimeter.CORE, N_("International action (core)")),
    (Perimeter.EXTENDED, N_("International ties (extended)")),
    (Perimeter.NONE, N_("Neither")),
)
_STYLES = {"+": "bold green", "-": "bold red"}


def show(row: Row, known: Knowledge, language: str) -> None:
    """Print why `row` (beneficiary, object, authority, department) is international or not."""
    answer = batch(pa.RecordBatch.from_pylist([{"id": "1", **row}]), known).to_pylist()[0]
    signals = json.loads(answer["evidence"])
    console, say = Console(highlight=False), words(language)
    for line in _texts(row, signals, console, say):
        console.print(line)
    console.print()
    for line in _verdict(answer, language, say):
        console.print(line)
    console.print(_reasons(signals, language, say))
    console.print(Text(say(_READING_KEY), style="dim"))


_READING_KEY = N_(
    "Above 0, a weight speaks for; below, against. At a total of 0, “core” (or “extended”) and “neither” are as "
    "likely; each point more multiplies the odds by 2.7."
)


def _texts(row: Row, signals: list[dict[str, Any]], console: Console, say: Translate) -> Iterator[Text]:
    """Each text with the words that weigh: in colour, or between chevrons where there is none."""
    for field, label in _FIELDS:
        if not row[field]:
            continue
        seen = {(start, end): sign for name, start, end, sign in _seen(signals) if name == field}
        text, place = Text(f"{say(label)}{say(': ')}"), 0
        for (start, end), sign in sorted(seen.items()):
            if start < place:
                continue
            text.append(_clean(row[field][place:start]))
            shown = _clean(row[field][start:end])
            text.append(shown if console.color_system else f"‹{shown}›", _STYLES[sign])
            place = end
        text.append(_clean(row[field][place:]))
        yield text


def _seen(signals: list[dict[str, Any]]) -> Iterator[tuple[str, int, int, str]]:
    """(field, start, end, sign) of all words that weigh, those that weigh most last."""
    for signal in sorted(signals, key=lambda one: max(abs(one["weight"]), abs(one["weight_extended"]))):
        for words_seen in (signal, *signal.get("with", ())):
            if "words" in words_seen:
                yield words_seen["field"], words_seen["start"], words_seen["end"], signal["direction"]


def _clean(text: str) -> str:
    """Text that a terminal shows as it is: no control character, blanks as one."""
    return "".join(char if char.isprintable() else " " for char in text)


def _verdict(answer: Row, language: str, say: Translate) -> Iterator[Text]:
    core, extended = float(answer["p_core"]), float(answer["p_extended"])
    chances = {Perimeter.CORE: core, Perimeter.EXTENDED: extended, Perimeter.NONE: 1 - core - extended}
    for perimeter, label in _CHANCES:
        chance = max(0.0, chances[perimeter])
        sure = say(next(word for least, word in _HOW_SURE if chance >= least))
        style = "bold" if perimeter == answer["perimeter"] else ""
        yield Text(f"{say(label):<34}{_percent(chance, language):>6}  {sure}", style)
    countries = named(answer["countries"], language, say)
    facts = [(N_("Countries"), countries)]
    if answer["kind"]:
        facts += [(N_("Kind"), say(KINDS[answer["kind"]])), (N_("Theme"), say(THEMES[answer["theme"]]))]
    for label, value in facts:
        yield Text(f"{say(label)}{say(': ')}{value or '–'}")


def _percent(chance: float, language: str) -> str:
    """Whole percents; never 0 or 100, which no one can promise."""
    number = min(99, max(1, round(100 * chance)))
    sign = "<" if chance < 0.005 else ">" if chance > 0.995 else ""
    return f"{sign}{number}\u00a0%" if language == "fr" else f"{sign}{number}%"


def _reasons(signals: list[dict[str, Any]], language: str, say: Translate) -> Table:
    table = Table(box=SIMPLE_HEAD, pad_edge=False, show_footer=True)
    totals = [sum(one[name] for one in signals) for name in ("weight", "weight_extended")]
    table.add_column(say("What weighs"), say("Total"), ratio=3)
    table.add_column(say("Words seen"), ratio=2)
    for header, total in zip((N_("core"), N_("extended")), totals, strict=True):
        table.add_column(say(header), _weight(total, language), justify="right", no_wrap=True)
    start, *others = signals
    others.sort(key=lambda one: -max(abs(one["weight"]), abs(one["weight_extended"])))
    for one in (start, *others):
        name = say("where every row starts") if one is start else signal_in_words(one["name"], language)
        seen = " + ".join(_clean(part["words"]) for part in (one, *one.get("with", ())) if "words" in part)
        weights = (_weight(one[key], language) for key in ("weight", "weight_extended"))
        table.add_row(Text(name), Text(seen, _STYLES[one["direction"]] if seen else ""), *weights)
    return table


def _weight(weight: float, language: str) -> str:
    text = f"{abs(weight):.1f}"
    sign = "" if text == "0.0" else "+" if weight > 0 else "−"
    return sign + (text.replace(".", ",") if language == "fr" else text)
