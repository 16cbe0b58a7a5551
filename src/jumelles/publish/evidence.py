"""Why an entry is in the ledger, in words: a sentence, the code of the accounts, or the detector's clues."""

import json
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from jumelles import reference


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
        return "; ".join(_clue(clue, language) for clue in value)
    return f"{value['code']} {value['label']}"


def _clue(clue: Mapping[str, Any], language: str) -> str:
    """`name of a foreign country: “Mali”`."""
    text = _rules().get(clue["name"], {}).get(language, clue["name"])
    seen = f" « {clue['words']} »" if language == "fr" else f" “{clue['words']}”"
    return f"{'− ' if clue.get('direction') == '-' else ''}{text}{seen if clue.get('words') else ''}"


def _rules() -> Mapping[str, Mapping[str, str]]:
    rules: Mapping[str, Mapping[str, str]] = reference.document("detection_rules.toml")["clues"]
    return rules
