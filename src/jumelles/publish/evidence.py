"""Why an entry is in the ledger, in words: the evidence column is a sentence, or JSON clues."""

import json
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

# A clue is shown by the first of these keys it has, then by what it saw.
_NAMES = ("text", "why", "reason", "name", "rule", "clue", "code")
_SEEN = ("seen", "found", "words", "value", "match")


@lru_cache(maxsize=4096)
def in_words(evidence: str | None) -> str:
    """One line for a person; clues are separated by semicolons."""
    if not evidence:
        return ""
    if evidence[0] not in '[{"':
        return evidence
    try:
        return _said(json.loads(evidence))
    except ValueError:
        return evidence


def _said(value: Any) -> str:
    if isinstance(value, Mapping):
        return _clue(value)
    if isinstance(value, list):
        return "; ".join(text for text in map(_said, value) if text)
    return "" if value is None else str(value)


def _clue(clue: Mapping[str, Any]) -> str:
    name = next((_said(clue[key]) for key in _NAMES if clue.get(key)), "")
    seen = next((_said(clue[key]) for key in _SEEN if clue.get(key)), "")
    if name and seen:
        return f"{name} (« {seen} »)"
    return name or seen or ", ".join(f"{key} = {_said(clue[key])}" for key in sorted(clue))
