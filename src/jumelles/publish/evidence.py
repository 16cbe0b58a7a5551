"""Why an entry is in the ledger, in words: a sentence, the code of the accounts, or the detector's clues."""

import json
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import Any

from jumelles import reference
from jumelles.publish.formats import formats
from jumelles.reference.words import words


@lru_cache(maxsize=4096)
def in_words(evidence: str | None, language: str) -> str:
    """One line for a person; clues are separated by semicolons, one against is marked by a minus sign.

    JSON that is not of the house is shown as it is.
    """
    if not evidence or evidence[0] not in "[{":
        return evidence or ""
    try:
        return _said(json.loads(evidence), language)
    except (ValueError, TypeError, KeyError):
        return evidence


def _said(value: Any, language: str) -> str:
    if isinstance(value, list):
        return "; ".join(
            _clue(clue, language) for clue in value if clue["name"] != "prior" and "+" not in clue["name"]
        )
    return f"{value['code']} {value['label']}"


def _clue(clue: Mapping[str, Any], language: str) -> str:
    """`name of a foreign country: “Mali”`; what a person said comes with who and when."""
    if clue["name"] == "review":
        return _review(clue, language)
    text, words_seen = signal_in_words(clue["name"], language), clue.get("words")
    seen = f" « {words_seen} »" if language == "fr" else f" “{words_seen}”"
    return f"{'− ' if clue.get('direction') == '-' else ''}{text}{seen if words_seen else ''}"


def _review(word: Mapping[str, Any], language: str) -> str:
    """`confirmed by Awa Diop on 12 March 2026: town twinned since 1989`."""
    day, say = formats(language).day(date.fromisoformat(word["when"])), words(language)
    told = say("confirmed by {who} on {day}").format(who=word["who"], day=day)
    return f"{told} ({word['why']})" if word["why"] else told


def signal_in_words(name: str, language: str) -> str:
    """What a signal says, for a person: one thing, two things together, or a thing in the beneficiary's name."""
    if "+" in name:
        return " + ".join(signal_in_words(part, language) for part in name.split("+"))
    if name.endswith("@beneficiary"):
        beside = "dans le nom du bénéficiaire" if language == "fr" else "in the beneficiary's name"
        return f"{signal_in_words(name.removesuffix('@beneficiary'), language)}, {beside}"
    known = _signals().get(name) or _signals().get(name.partition("_")[2]) or {}
    return known.get(language, name)


def _signals() -> Mapping[str, Mapping[str, str]]:
    document = reference.document("clues.toml")
    return {**document["clues"], **document["signals"]}
