"""Train the detector: rebuild `src/jumelles/reference/detection_model.json` and print what its card says.

Usage: python scripts/train_detector.py SHARED [--write] [--answers FOLDER]     (needs the `train` extra)

SHARED holds `gold/dev.csv`, `data/subsidies` and `tools/score_detection.py`. Rows are read in place, never copied:
what is shipped is one weight a signal, and signals are sorts of clue; no word of a labelled row is in the model.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from training import calibrate, folds, labels
from training.fit import Fitter

MODEL = Path(__file__).parent.parent / "src" / "jumelles" / "reference" / "detection_model.json"


def main() -> None:
    """Measure on grouped folds; with --write, fit on everything and write the model."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("shared", type=Path)
    parser.add_argument("--write", action="store_true", help="write the model")
    parser.add_argument("--answers", type=Path, help="keep the answers of the folds in this folder")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        _train(asked.shared, asked.answers or Path(scratch), write=asked.write)


def _train(shared: Path, folder: Path, *, write: bool) -> None:
    fitter, gold, readings = Fitter(), labels.gold(shared), labels.readings(shared)
    payers = labels.payers(shared)
    others = [*payers, *labels.prototypes(), *labels.bodies(), *labels.words()]
    for name, group in (("beneficiary", folds.by_beneficiary), ("authority", folds.by_authority)):
        found = folds.answers(fitter, gold, [*readings, *others], group)
        folds.write(found, folder / f"gold_by_{name}.csv")
        print(f"\n== labelled sample, held out by {name}")
        print(_score(shared, shared / "gold" / "dev.csv", folder / f"gold_by_{name}.csv"))
    paris = [row for row in payers if row.id == labels.INTERNATIONAL]
    numbered = [replace(row, id=str(place)) for place, row in enumerate(paris)]
    rest = [row for row in [*gold, *readings, *others] if row.authority != "Paris"]
    heard = folds.answers(fitter, numbered, rest, folds.by_authority)
    core = sum(answer[0] == "core" for answer in heard.values()) / len(heard)
    print(
        f"\n== department of international relations of Paris, held out: {core:.3f} of {len(heard)} rows are core"
    )
    if write:
        unseen = folds.answers(fitter, [*gold, *readings], others, folds.by_beneficiary)
        document = fitter.fit([*gold, *readings, *others])
        document["calibration"] = calibrate.calibration(unseen, gold)
        MODEL.write_text(json.dumps(document, ensure_ascii=False, indent=None, separators=(",", ":")) + "\n")
        print(
            f"\nwritten: {MODEL} ({len(document['perimeter'])} signals), calibration {document['calibration']}"
        )


def _score(shared: Path, gold: Path, answers: Path) -> str:
    command = [sys.executable, str(shared / "tools" / "score_detection.py"), str(gold), str(answers)]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


if __name__ == "__main__":
    main()
