"""The learned weights: how much each signal adds to the log-odds, and what the sums mean as probabilities.

`detection_model.json` is made by `scripts/train_detector.py`; its card is `docs/detection.md`.
"""

import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from jumelles.records.vocabulary import Perimeter

Weights = tuple[float, float]


@dataclass(frozen=True)
class Model:
    """`perimeter`: signal -> log-odds that it adds (core against none, extended against none).

    `kinds` and `themes`: signal -> one score a value, in the order of `kind_names` and `theme_names`.
    `calibration`: (slope, shift of core, shift of extended) applied to the two sums. `threshold`: a row is core
    when P(core) reaches it.
    """

    version: str
    perimeter: Mapping[str, Weights]
    calibration: tuple[float, float, float]
    threshold: float
    kind_names: tuple[str, ...]
    kinds: Mapping[str, tuple[float, ...]]
    theme_names: tuple[str, ...]
    themes: Mapping[str, tuple[float, ...]]

    def log_odds(self, signals: Iterable[str]) -> Weights:
        """Sums before calibration: (core against none, extended against none)."""
        core, extended = self.perimeter["prior"]
        for signal in signals:
            weight = self.perimeter.get(signal)
            if weight:
                core += weight[0]
                extended += weight[1]
        return core, extended

    def probabilities(self, sums: Weights) -> Weights:
        """(P(core), P(extended)); the rest is P(none)."""
        slope, to_core, to_extended = self.calibration
        core, extended = slope * sums[0] + to_core, slope * sums[1] + to_extended
        top = max(core, extended, 0.0)
        odds = math.exp(core - top), math.exp(extended - top)
        total = odds[0] + odds[1] + math.exp(-top)
        return round(odds[0] / total, 6), round(odds[1] / total, 6)

    def verdict(self, core: float, extended: float) -> Perimeter:
        """The perimeter that these probabilities give."""
        if core >= self.threshold:
            return Perimeter.CORE
        return Perimeter.EXTENDED if core + extended >= 0.5 else Perimeter.NONE

    def kind(self, signals: Iterable[str]) -> str:
        """The likeliest kind."""
        return _best(self.kind_names, self.kinds, signals)

    def theme(self, signals: Iterable[str]) -> str:
        """The likeliest theme."""
        return _best(self.theme_names, self.themes, signals)


def _best(names: tuple[str, ...], scores: Mapping[str, tuple[float, ...]], signals: Iterable[str]) -> str:
    rows = [scores[signal] for signal in ("prior", *signals) if signal in scores]
    sums = [math.fsum(column) for column in zip(*rows, strict=True)]  # whatever the order of the signals
    return names[max(range(len(names)), key=sums.__getitem__)]


@cache
def model() -> Model:
    """The model that is shipped."""
    text = (files("jumelles.reference") / "detection_model.json").read_text(encoding="utf-8")
    return from_document(json.loads(text))


def from_document(document: Mapping[str, Any]) -> Model:
    """A model from its JSON document. Raises KeyError, TypeError or ValueError when it is not one."""
    slope, to_core, to_extended = (float(value) for value in document["calibration"])
    return Model(
        version=str(document["version"]),
        perimeter={
            name: (float(core), float(extended)) for name, (core, extended) in document["perimeter"].items()
        },
        calibration=(slope, to_core, to_extended),
        threshold=float(document["threshold"]),
        kind_names=tuple(document["kind_names"]),
        kinds={name: tuple(scores) for name, scores in document["kinds"].items()},
        theme_names=tuple(document["theme_names"]),
        themes={name: tuple(scores) for name, scores in document["themes"].items()},
    )
