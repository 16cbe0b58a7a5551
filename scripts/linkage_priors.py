"""Count how often two different rows of a list have the same amount: the `u` of amounts in reference/linkage.toml.

`python scripts/linkage_priors.py subv_b811_2021.json`: Paris' grants of 2021 (subsidies/paris of the open data).
"""

import json
import sys
from collections import Counter
from decimal import Decimal
from pathlib import Path

from jumelles.ledger.linkage.records import cents_of, roundness

CENT = Decimal("0.01")
COMMON = 1_000
"""Rows of one amount, above which it is a flat rate and no coincidence."""


def shares(amounts: list[int]) -> dict[str, tuple[float, float]]:
    """By roundness: the chance that two rows drawn have this very amount, and how many rows have such an amount."""
    counts = {cents: count for cents, count in Counter(amounts).items() if count < COMMON}
    rows = sum(counts.values())
    answer = {}
    for kind in ("round", "plain", "fine"):
        some = [count for cents, count in counts.items() if roundness(cents) == kind]
        pairs = sum(count * (count - 1) for count in some)
        answer[kind] = (pairs / (rows * (rows - 1)), sum(some) / rows)
    return answer


def main() -> None:
    rows = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))["data"]
    amounts = [
        cents_of(Decimal(str(row["montant_total"])).quantize(CENT)) for row in rows if row["montant_total"]
    ]
    for kind, (same, share) in shares(amounts).items():
        print(f"{kind}: two rows with the same amount {same:.6f}; rows {share:.3f}")


if __name__ == "__main__":
    main()
