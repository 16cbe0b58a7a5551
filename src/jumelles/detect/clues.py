"""Clues: why a row is thought to be international or not. A score never travels alone."""

import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from jumelles import reference

Weights = tuple[float, float]
OWN_PARTNER = "own_partner"  # begins the names of the clues about declared partners


@dataclass(frozen=True, slots=True)
class Clue:
    """One clue: the rule that saw it, the words seen and where; `country` when it says one.

    `start` and `end` are places in the original text of `field`. Weights are in `detection_rules.toml`.
    """

    name: str
    words: str
    field: str
    start: int
    end: int
    country: str = ""


@cache
def weights() -> Mapping[str, Weights]:
    """Log-odds that each clue adds: (to core, to core or extended); `prior` is where the sums start."""
    rules = reference.document("detection_rules.toml")
    entries = {"prior": rules["prior"], **rules["clues"]}
    return {name: (float(entry["core"]), float(entry["extended"])) for name, entry in entries.items()}


def probabilities(clues: Iterable[Clue]) -> tuple[float, float]:
    """(P(core), P(core or extended)): log-odds are added. The same clue found twice counts once."""
    table = weights()
    names = ["prior", *sorted({clue.name for clue in clues})]
    core = _sigmoid(sum(table[name][0] for name in names))
    either = _sigmoid(sum(table[name][1] for name in names))
    return core, max(core, either)


def evidence(clues: Iterable[Clue]) -> str:
    """The clues as a JSON list; weights are log-odds, `direction` is `+` for international, `-` against."""
    return json.dumps([_shown(clue) for clue in clues], ensure_ascii=False, separators=(",", ":"))


def linked(evidence: str) -> bool:
    """True when `evidence` (JSON) holds a partner that the authority declared: certainty `linked`."""
    return f'"name":"{OWN_PARTNER}' in evidence


def _shown(clue: Clue) -> dict[str, str | int | float]:
    core, either = weights()[clue.name]
    shown: dict[str, str | int | float] = {
        "name": clue.name,
        "words": clue.words,
        "field": clue.field,
        "start": clue.start,
        "end": clue.end,
        "weight": core,
        "weight_extended": either,
        "direction": "+" if core >= 0 else "-",
    }
    return shown | ({"country": clue.country} if clue.country else {})


def _sigmoid(log_odds: float) -> float:
    return round(1 / (1 + math.exp(-log_odds)), 6)
