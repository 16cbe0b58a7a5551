"""The training scripts, on the rows that the project ships: what they make is a model, and it answers."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[2] / "scripts"))

from training import folds, labels
from training.calibrate import calibration
from training.fit import SETTLED, Fitter

from jumelles.detect.model import from_document, model


@pytest.fixture(scope="module")
def fitter() -> Fitter:
    return Fitter()


def _numbered() -> list[labels.Labelled]:
    rows = labels.prototypes()
    return [labels.Labelled("Essai", *row_of(row), "prototype", str(n)) for n, row in enumerate(rows)]


def row_of(row: labels.Labelled) -> tuple[str, str, str, str, str]:
    return row.beneficiary, row.object, row.perimeter, row.kind, row.theme


def test_what_is_fitted_is_a_model_of_the_same_signals(fitter: Fitter) -> None:
    found = from_document(fitter.fit([*labels.prototypes(), *labels.bodies()]))
    assert set(SETTLED) <= found.perimeter.keys()
    assert len(found.perimeter) > 100
    assert found.perimeter.keys() <= model().perimeter.keys()
    assert found.log_odds(["country", "located_object"])[0] > found.log_odds([])[0]


def test_rows_held_out_are_mostly_answered_right_and_calibrated(fitter: Fitter) -> None:
    rows = _numbered()
    found = folds.answers(fitter, rows, list(labels.bodies()), folds.by_beneficiary)
    right = sum(found[row.id][0] == row.perimeter for row in rows)
    assert right / len(rows) > 0.7
    slope, *_ = calibration(found, rows)
    assert 0.2 < slope < 3
