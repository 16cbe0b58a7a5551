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


def test_paris_2021_names_a_country_in_about_one_row_in_a_hundred(paris: list[dict[str, Any]]) -> None:
    found = _found(paris)
    core = [i for i, row in enumerate(found) if row["perimeter"] == "core"]
    assert len(found) == len(paris) == 3835
    assert 20 <= len(core) <= 80
    # where the city says which department paid, its international relations (DGRI) come first
    departments = [paris[i]["direction"] for i in core if paris[i]["direction"]]
    assert max(set(departments), key=departments.count) == "DGRI"


def test_every_clue_shows_the_words_it_saw(paris: list[dict[str, Any]]) -> None:
    for row, found in zip(paris, _found(paris), strict=True):
        for clue in json.loads(found["evidence"]):
            text = row["beneficiaire" if clue["field"] == "beneficiary" else "objet_principal"]
            assert text[clue["start"] : clue["end"]] == clue["words"]


def test_the_rules_are_precise_on_the_labelled_sample(shared: Path) -> None:
    with (shared / "gold/dev.csv").open(encoding="utf-8", newline="") as handle:
        gold = list(csv.DictReader(handle))
    columns = {name: [row[name] for row in gold] for name in ("id", "beneficiary", "object")}
    found = detect.batch(pa.RecordBatch.from_pydict(columns), detect.knowledge()).to_pylist()
    weight = {"core": 0.0, "extended": 0.0, "none": 0.0}
    for row, answer in zip(gold, found, strict=True):
        if answer["perimeter"] == "core":
            weight[row["perimeter"]] += float(row["weight"])
    # estimated on whole sources: at least two in three are core, nine in ten international
    assert weight["core"] / sum(weight.values()) > 0.66
    assert weight["none"] / sum(weight.values()) < 0.10
