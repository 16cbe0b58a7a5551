"""What the card of the detector says beside the scorer's figures, from answers on rows not learned from."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from training.folds import by_authority
from training.labels import Labelled

from jumelles.detect.answers import Answer


def lines(
    rows: Sequence[Labelled], answers: Mapping[str, Answer], euros: Mapping[tuple[str, str], Decimal]
) -> Iterator[str]:
    """Brier score, rows found by kind, and euros found by authority."""
    yield _brier(rows, answers)
    yield from _by_kind(rows, answers)
    yield from _by_authority(rows, answers, euros)


def _brier(rows: Sequence[Labelled], answers: Mapping[str, Answer]) -> str:
    truths = [float(row.perimeter == "core") for row in rows]
    share = sum(truths) / len(rows)
    ours = sum((answers[row.id][1] - truth) ** 2 for row, truth in zip(rows, truths, strict=True)) / len(rows)
    return f"Brier score of p_core {ours:.4f}, of the constant prior {share * (1 - share):.4f}"


def _by_kind(rows: Sequence[Labelled], answers: Mapping[str, Answer]) -> Iterator[str]:
    inside = [row for row in rows if row.perimeter != "none"]
    total = Counter(row.kind for row in inside)
    found = Counter(row.kind for row in inside if answers[row.id][0] != "none")
    named = Counter(row.kind for row in inside if answers[row.id][4] == row.kind)
    for kind, count in total.most_common():
        yield f"{kind}: {count} rows, {found[kind]} found, {named[kind]} of the right kind"


def _by_authority(
    rows: Sequence[Labelled], answers: Mapping[str, Answer], euros: Mapping[tuple[str, str], Decimal]
) -> Iterator[str]:
    total: Counter[str] = Counter()
    found: Counter[str] = Counter()
    for row in rows:
        amount = euros.get((row.beneficiary, row.object), Decimal(0))
        if row.perimeter == "core":
            total[by_authority(row)] += int(amount)
            found[by_authority(row)] += int(amount) * (answers[row.id][0] == "core")
    for authority, amount in total.most_common():
        if amount:
            yield f"{authority}: {found[authority] / amount:.1%} of {amount} euros of core rows found"
