"""Which texts name one body, written in several ways: for folds that must hold a body whole."""

from collections.abc import Sequence

from jumelles.detect.text import fold

ALIKE = 90  # RapidFuzz's token set ratio, in [0, 100]: 100 when the words of one are all in the other


def groups(names: Sequence[str]) -> list[int]:
    """For each name, the number of its group: names alike, or linked by names alike, share one."""
    # Both load slowly.
    from rapidfuzz import fuzz, process  # noqa: PLC0415
    from scipy.sparse import csgraph  # noqa: PLC0415

    folded = [" ".join(fold(name).split()) for name in names]
    alike = process.cdist(folded, folded, scorer=fuzz.token_set_ratio, score_cutoff=ALIKE)
    return [int(number) for number in csgraph.connected_components(alike > 0, directed=False)[1]]


def folds(names: Sequence[str], count: int) -> list[int]:
    """For each name, one of `count` folds; a group is in one fold, and folds are about as large as each other."""
    members = groups(names)
    sizes = {number: members.count(number) for number in sorted(set(members))}
    filled, fold_of = [0] * count, {}
    for number in sorted(sizes, key=lambda number: (-sizes[number], number)):
        smallest = min(range(count), key=filled.__getitem__)
        fold_of[number] = smallest
        filled[smallest] += sizes[number]
    return [fold_of[number] for number in members]
