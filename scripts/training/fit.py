"""Fit the additive model: one weight a signal, by penalised maximum likelihood (multinomial logit)."""

from collections.abc import Sequence
from typing import Any

from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from training.labels import Labelled

from jumelles.detect.knowledge import knowledge
from jumelles.detect.model import Model
from jumelles.detect.reading import Asked, Reader
from jumelles.detect.signals import described

PERIMETERS = ("none", "core", "extended")
STRENGTH = {"perimeter": 2.0, "kind": 1.0, "theme": 1.0}  # inverse of the penalty, settled on grouped folds
THRESHOLD = 0.45  # where F1 is highest on grouped folds
SETTLED = {
    "own_partner": (9.0, 4.0),
    "own_partner_cut": (7.0, 3.0),
    "own_word": (9.0, 4.0),
    "department": (3.0, 1.5),
    "twin_town": (2.0, 1.0),
    "twin_town@beneficiary": (0.0, 0.0),
}
"""Weights settled by hand: of what an authority declares, and of its own ties, too few labelled rows speak."""
ALWAYS = ("gold", "reading", "prototype")  # the others teach only by their clues
Features = tuple[set[str], set[str]]


class Fitter:
    """Reads rows once, and fits models on some of them."""

    def __init__(self) -> None:
        blank = Model("none", {"prior": (0.0, 0.0)}, (1.0, 0.0, 0.0), THRESHOLD, (), {}, (), {})
        self.reader = Reader(knowledge(weights=blank))
        self._read: dict[Labelled, Features] = {}

    def features(self, row: Labelled) -> Features:
        """The signals of `row`, and what tells its kind and theme."""
        if row not in self._read:
            asked = self.asked(row)
            clues, found = self.reader.read(asked)
            self._read[row] = set(found), described(clues, found) | self.reader.about(asked)
        return self._read[row]

    def asked(self, row: Labelled) -> Asked:
        return Asked(row.authority or None, row.beneficiary or None, row.object or None)

    def fit(self, rows: Sequence[Labelled]) -> dict[str, Any]:
        """The model's document, uncalibrated."""
        placed = [row for row in rows if row.weight and row.perimeter and self._teaches(row)]
        document: dict[str, Any] = {
            "version": "model-1",
            "calibration": [1.0, 0.0, 0.0],
            "threshold": THRESHOLD,
            "perimeter": self._perimeter(placed),
        }
        for field in ("kind", "theme"):
            document |= self._values(field, [row for row in rows if getattr(row, field)])
        return document

    def _teaches(self, row: Labelled) -> bool:
        return row.origin in ALWAYS or len(self.features(row)[0]) > 1

    def _perimeter(self, rows: Sequence[Labelled]) -> dict[str, list[float]]:
        names, model = _regression(
            [self.features(row)[0] for row in rows],
            [row.perimeter for row in rows],
            [row.weight for row in rows],
            STRENGTH["perimeter"],
        )
        none, core, extended = (list(model.classes_).index(perimeter) for perimeter in PERIMETERS)
        start, table = model.intercept_, model.coef_
        weights = {"prior": [float(start[core] - start[none]), float(start[extended] - start[none])]}
        for place, name in enumerate(names):
            weights[name] = [float(table[one][place] - table[none][place]) for one in (core, extended)]
        weights |= {name: list(pair) for name, pair in SETTLED.items()}
        return {name: [round(value, 4) for value in pair] for name, pair in weights.items()}

    def _values(self, field: str, rows: Sequence[Labelled]) -> dict[str, Any]:
        names, model = _regression(
            [self.features(row)[1] for row in rows],
            [getattr(row, field) for row in rows],
            [row.kind_weight for row in rows],
            STRENGTH[field],
        )
        table = {"prior": [round(float(value), 3) for value in model.intercept_]}
        table |= {
            name: [round(float(v), 3) for v in model.coef_[:, place]] for place, name in enumerate(names)
        }
        return {f"{field}_names": [str(value) for value in model.classes_], f"{field}s": table}


def _regression(
    features: list[set[str]], values: list[str], weights: list[float], strength: float
) -> tuple[list[str], Any]:
    vectorizer = DictVectorizer()
    matrix = vectorizer.fit_transform([dict.fromkeys(sorted(names), 1.0) for names in features])
    model = LogisticRegression(C=strength, max_iter=3000).fit(matrix, values, sample_weight=weights)
    return [str(name) for name in vectorizer.get_feature_names_out()], model
