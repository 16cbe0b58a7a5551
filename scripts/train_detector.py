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

from training import calibrate, card, folds, labels
from training.fit import Fitter
from training.labels import Labelled

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
        print(_score(shared, folder / f"gold_by_{name}.csv"))
    unseen = folds.answers(fitter, [*gold, *readings], others, folds.by_beneficiary)
    print("== labelled sample and readings, held out by beneficiary")
    print(*card.lines([*gold, *readings], unseen, labels.amounts(shared)), sep="\n")
    department = _department(fitter, payers, [*gold, *readings, *others])
    print(f"\n== international department of Paris, held out: {department}")
    if write:
        document = fitter.fit([*gold, *readings, *others])
        document["calibration"] = calibrate.calibration(unseen, gold)
        MODEL.write_text(
            json.dumps(document, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8"
        )
        print(
            f"\nwritten: {MODEL} ({len(document['perimeter'])} signals), calibration {document['calibration']}"
        )


def _department(fitter: Fitter, payers: list[Labelled], others: list[Labelled]) -> str:
    asked = [replace(row, id=str(n)) for n, row in enumerate(payers) if row.id == labels.INTERNATIONAL]
    rest = [row for row in others if row.authority != "Paris"]
    answers = folds.answers(fitter, asked, rest, folds.by_authority)
    core = sum(answer[0] == "core" for answer in answers.values())
    return f"{core} of {len(answers)} rows are core ({core / len(answers):.1%})"


def _score(shared: Path, answers: Path) -> str:
    scorer, gold = shared / "tools" / "score_detection.py", shared / "gold" / "dev.csv"
    command = [sys.executable, str(scorer), str(gold), str(answers)]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


if __name__ == "__main__":
    main()
