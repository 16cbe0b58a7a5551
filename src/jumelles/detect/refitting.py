"""The shipped weights, moved as far as a person's verdicts ask and no further.

The weights w of the multinomial logistic model are fitted by maximum a posteriori: the log-likelihood of the
verdicts, less PULL/2 · |w − w₀|², w₀ being the shipped weights (a Gaussian prior around them: Chelba and Acero
2006, "Adaptation of maximum entropy capitalizer: little data can help a lot"). Two things do not move: where the
sums start (`prior`), because rows come to people by doubt and not by chance, and the calibration.
"""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace

import numpy as np
import numpy.typing as npt

from jumelles.detect.model import Model
from jumelles.records.vocabulary import Perimeter

PULL = 1.0
CLASSES = (Perimeter.CORE, Perimeter.EXTENDED, Perimeter.NONE)

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Told:
    """The signals of a row, and the perimeter that a person gave it."""

    signals: tuple[str, ...]
    perimeter: str


def refit(rows: Sequence[Told], shipped: Model, pull: float = PULL) -> Model:
    """`shipped` with the weights of the signals of `rows` moved towards what was said of them."""
    from scipy.optimize import minimize  # noqa: PLC0415  loads slowly

    names = sorted({name for row in rows for name in row.signals})
    if not names:
        return shipped
    places = {name: place for place, name in enumerate(names)}
    seen = np.zeros((len(rows), len(names)))
    for i, row in enumerate(rows):
        seen[i, [places[name] for name in row.signals]] = 1.0
    start = np.array([shipped.log_odds(row.signals) for row in rows])
    said = np.array([[row.perimeter == value for value in CLASSES] for row in rows], dtype=float)
    cost = _Cost(seen, start, said, shipped.calibration, pull)
    found = minimize(cost, np.zeros(2 * len(names)), jac=True, method="L-BFGS-B", options={"maxiter": 500})
    moved = found.x.reshape(len(names), 2)
    weights = dict(shipped.perimeter)
    for name, (core, extended) in zip(names, moved, strict=True):
        before = weights.get(name, (0.0, 0.0))
        weights[name] = (round(before[0] + float(core), 4), round(before[1] + float(extended), 4))
    return _named(replace(shipped, perimeter=weights))


@dataclass(frozen=True)
class _Cost:
    """Penalised log-loss of moved weights, and its gradient."""

    seen: Floats
    start: Floats
    said: Floats
    calibration: tuple[float, float, float]
    pull: float

    def __call__(self, flat: Floats) -> tuple[float, Floats]:
        slope, *shifts = self.calibration
        moved = flat.reshape(-1, 2)
        sums = slope * (self.start + self.seen @ moved) + np.array(shifts)
        scores = np.column_stack([sums, np.zeros(len(sums))])
        scores -= scores.max(axis=1, keepdims=True)
        chances = np.exp(scores)
        chances /= chances.sum(axis=1, keepdims=True)
        loss = -float(np.sum(self.said * np.log(np.maximum(chances, 1e-300))))
        gradient = slope * self.seen.T @ (chances - self.said)[:, :2] + self.pull * moved
        return loss + self.pull / 2 * float(np.sum(moved**2)), gradient.ravel()


def _named(model: Model) -> Model:
    """`model` with a version that its content makes."""
    content = json.dumps(asdict(replace(model, version="")), sort_keys=True)
    return replace(model, version=f"local-{hashlib.sha256(content.encode()).hexdigest()[:8]}")
