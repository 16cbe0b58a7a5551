"""Train the detector: rebuild `src/jumelles/reference/detection_model.json` and print the figures of its card.

Usage: python scripts/train_detector.py SHARED [--write]          (needs the `train` extra: scikit-learn)

SHARED holds `gold/dev.csv` and `data/subsidies`: labelled rows, read in place and never copied. What is shipped is one
weight a signal, and signals are sorts of clue: no word of a labelled row is in the model.
"""

import argparse
import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from training import fit, folds, labels, open_labels  # noqa: E402

MODEL = Path(__file__).parent.parent / "src" / "jumelles" / "reference" / "detection_model.json"


def main() -> None:
    """Measure on grouped folds, then fit on everything."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path)
    parser.add_argument("--write", action="store_true", help="write the model")
    parser.add_argument("--answers", type=Path, help="write the answers of each fold here, to be scored")
    asked = parser.parse_args()
    gold, always = labels.gold(asked.shared), [*labels.prototypes(), *labels.bodies(), *labels.words()]
    said = [*open_labels.paris_department(asked.shared), *open_labels.development(asked.shared)]
    for name, group in (("beneficiary", folds.by_beneficiary), ("authority", folds.by_authority)):
        answers = folds.answers(gold, said, always, group)
        folds.write(answers, (asked.answers or Path("/tmp")) / f"answers_{name}.csv")
    if asked.write:
        MODEL.write_text(json.dumps(fit.fit([*gold, *said, *always]), ensure_ascii=False, indent=1) + "\n")


if __name__ == "__main__":
    main()
