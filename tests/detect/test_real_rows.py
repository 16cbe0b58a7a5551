"""The rules on real lists of subsidies, read where they are: plausible counts, the city's own departments."""

import csv
import json
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from jumelles import detect


@pytest.fixture(scope="module")
def paris(shared: Path) -> list[dict[str, Any]]:
    path = shared / "data/subsidies/paris/paris_beneficiaires_2021.json"
    rows: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))["data"]
    return rows


def _found(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    columns = {
        "id": [str(i) for i in range(len(rows))],
        "beneficiary": [row["beneficiaire"] for row in rows],
        "object": [row["objet_principal"] for row in rows],
    }
    found: list[dict[str, Any]] = detect.batch(
        pa.RecordBatch.from_pydict(columns), detect.knowledge()
    ).to_pylist()
    return found


def test_paris_2021_is_international_in_a_few_rows_in_a_hundred(paris: list[dict[str, Any]]) -> None:
    found = _found(paris)
    core = [i for i, row in enumerate(found) if row["perimeter"] == "core"]
    assert len(found) == len(paris) == 3835
    assert 60 <= len(core) <= 160
    # where the city says which department paid, its international relations (DGRI) come first
    departments = [paris[i]["direction"] for i in core if paris[i]["direction"]]
    assert max(set(departments), key=departments.count) == "DGRI"


def test_every_clue_shows_the_words_it_saw(paris: list[dict[str, Any]]) -> None:
    seen = 0
    for row, found in zip(paris, _found(paris), strict=True):
        for clue in json.loads(found["evidence"]):
            for one in (clue, *clue.get("with", ())):
                if "field" in one:
                    text = row["beneficiaire" if one["field"] == "beneficiary" else "objet_principal"]
                    assert text[one["start"] : one["end"]] == one["words"]
                    seen += 1
    assert seen > len(paris)


def test_the_model_is_as_good_as_its_card_says_on_rows_that_it_knows(shared: Path) -> None:
    """The labelled sample was learned from, so this only guards against a model that went astray."""
    with (shared / "gold/dev.csv").open(encoding="utf-8", newline="") as handle:
        gold = list(csv.DictReader(handle))
    columns = {name: [row[name] for row in gold] for name in ("id", "authority", "beneficiary", "object")}
    found = detect.batch(pa.RecordBatch.from_pydict(columns), detect.knowledge()).to_pylist()
    pairs = [
        (row["perimeter"] == "core", answer["perimeter"] == "core")
        for row, answer in zip(gold, found, strict=True)
    ]
    right = sum(truth and said for truth, said in pairs)
    assert right / sum(said for _, said in pairs) > 0.8
    assert right / sum(truth for truth, _ in pairs) > 0.75
