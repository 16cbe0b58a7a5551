"""Calibration: a slope and two shifts, fitted on answers that the model gave on rows it had not seen."""

import json
from collections.abc import Mapping, Sequence

import numpy as np
from scipy.optimize import minimize
from training.fit import PERIMETERS
from training.labels import Labelled

from jumelles.detect.answers import Answer


def calibration(answers: Mapping[str, Answer], rows: Sequence[Labelled]) -> list[float]:
    """(slope, shift of core, shift of extended) of greatest likelihood."""
    sums = np.array([_sums(answers[row.id]) for row in rows])
    place = np.array([PERIMETERS.index(row.perimeter) for row in rows])

    def loss(values: np.ndarray) -> float:
        scores = np.column_stack([np.zeros(len(sums)), values[0] * sums + values[1:]])
        top = scores.max(axis=1)
        log_total = top + np.log(np.exp(scores - top[:, None]).sum(axis=1))
        return float((log_total - scores[np.arange(len(place)), place]).mean())

    found = minimize(loss, np.array([1.0, 0.0, 0.0]), method="Nelder-Mead")
    return [round(float(value), 4) for value in found.x]


def _sums(answer: Answer) -> tuple[float, float]:
    """Log-odds before calibration, re-added from the evidence."""
    evidence = json.loads(answer[-1])
    return sum(clue["weight"] for clue in evidence), sum(clue["weight_extended"] for clue in evidence)
