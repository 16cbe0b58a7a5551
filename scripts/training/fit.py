"""Fit the additive model: one weight a signal, by penalised maximum likelihood (multinomial logistic regression)."""

import warnings
from collections.abc import Sequence
from typing import Any

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from jumelles.detect.knowledge import knowledge
from jumelles.detect.model import Model
from jumelles.detect.reading import Asked, Reader
from training.labels import Labelled

PERIMETERS = ("none", "core", "extended")
STRENGTH = {"perimeter": 2, "kind": 1.0, "theme": 1.0}  # inverse of the penalty, settled on grouped folds
TAUGHT = ("gold", "prototype", "word")  # rows that stand for themselves; the others teach only by their clues
SETTLED = {"own_partner": (9.0, 4.0), "own_partner_cut": (7.0, 3.0), "own_word": (6.0, 3.0), "department": (3.0, 1.5)}
"""Weights settled by hand: what an authority declares is in no labelled row."""
NO_MODEL = Model("none", {"prior": (0.0, 0.0)}, (1.0, 0.0, 0.0), 0.5, (), {}, (), {})
_reader: list[Reader] = []


def reader() -> Reader:
    if not _reader:
        _reader.append(Reader(knowledge(weights=NO_MODEL)))
    return _reader[0]


def read(row: Labelled) -> tuple[set[str], set[str]]:
    """Signals for the perimeter, and what tells kind and theme."""
    asked = Asked(row.authority or None, row.beneficiary or None, row.object or None, row.department or None)
    clues, found = reader().read(asked)
    return set(found), reader().said(asked, clues, found)


def _regression(features: list[set[str]], values: list[str], weights: list[float], strength: float) -> Any:
    vectorizer = DictVectorizer()
    matrix = vectorizer.fit_transform([dict.fromkeys(sorted(f), 1.0) for f in features])
    model = LogisticRegression(C=strength, max_iter=2000)
    model.fit(matrix, values, sample_weight=weights)
    return vectorizer.get_feature_names_out(), model


def fit(rows: Sequence[Labelled]) -> dict[str, Any]:
    """The model's document."""
    read_rows = [read(row) for row in rows]
    kept = [place for place, row in enumerate(rows) if row.origin in TAUGHT or len(read_rows[place][0]) > 1]
    rows, read_rows = [rows[place] for place in kept], [read_rows[place] for place in kept]
    placed = [(found, row) for (found, _), row in zip(read_rows, rows, strict=True) if row.perimeter]
    names, model = _regression(
        [found for found, _ in placed], [row.perimeter for _, row in placed],
        [row.weight for _, row in placed], STRENGTH["perimeter"],
    )
    order = [list(model.classes_).index(p) for p in PERIMETERS]
    coefficients, start = model.coef_[order], model.intercept_[order]
    weights = {"prior": [round(float(start[i] - start[0]), 4) for i in (1, 2)]}
    for place, name in enumerate(names):
        pair = [round(float(coefficients[i][place] - coefficients[0][place]), 4) for i in (1, 2)]
        weights[str(name)] = pair
    weights |= {name: list(pair) for name, pair in SETTLED.items()}
    document: dict[str, Any] = {"version": "model-1", "perimeter": weights, "calibration": [1.0, 0.0, 0.0], "threshold": 0.5}
    for field in ("kind", "theme"):
        kept = [(said, getattr(row, field), row.weight_of_kind) for row, (_, said) in zip(rows, read_rows, strict=True) if getattr(row, field)]
        names, model = _regression([k[0] for k in kept], [k[1] for k in kept], [k[2] for k in kept], STRENGTH[field])
        document[f"{field}_names"] = [str(c) for c in model.classes_]
        table = {"prior": [round(float(v), 4) for v in model.intercept_]}
        table |= {str(name): [round(float(v), 4) for v in model.coef_[:, i]] for i, name in enumerate(names)}
        document[f"{field}s"] = table
    return document
