"""Which rows of the tables a person's word holds for today, and which rows must be asked about again.

A word holds for every row that has the id it was given to. When no such row is left (its file was sent again,
with changes), it holds for the row that still says the same words: the only one of its year whatever its amount,
or the one at the same place for the same amount. When the words themselves have changed, it holds no more: the
row is open again, and the old word is shown beside it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from jumelles.ledger.examine import EXAMINED
from jumelles.ledger.identity import Key, Shown, shown
from jumelles.ledger.reviews import Review, current

Place = tuple[Key, Shown]

_STAYED_THERE, _STAYED = (
    0.5,
    0.75,
)  # share of the words that must have stayed, at the same place and elsewhere


@dataclass(frozen=True)
class Standing:
    """`holds`: row -> the review in force on it; `reopened`: row -> the review that its change put in doubt."""

    holds: Mapping[Key, Review] = field(default_factory=dict)
    reopened: Mapping[Key, Review] = field(default_factory=dict)


def standing(reviews: Iterable[Review], folder: Path, siren: str) -> Standing:
    """Hold the reviews against the tables under `folder`. Without reviews, nothing is read."""
    asked = current(reviews)
    names = {review.row.table for review in asked.values()} & set(EXAMINED)
    holds: dict[Key, Review] = {}
    reopened: dict[Key, Review] = {}
    for name in sorted(names):
        of_table = {key: review for key, review in asked.items() if review.row.table == name}
        found, changed = _of_table(of_table, shown(name, folder, siren))
        holds |= found
        reopened |= changed
    return Standing(holds, reopened)


def _of_table(
    asked: Mapping[str, Review], rows: Iterable[Place]
) -> tuple[dict[Key, Review], dict[Key, Review]]:
    near = _Near(asked.values())
    holds: dict[Key, Review] = {}
    for key, row in rows:
        if near.knows(row):
            review = asked.get(row.id)
            if review:
                holds[key] = review
            else:
                near.keep(key, row)
    for review in _without_row(asked, holds):
        place = _same_words(review.row, [p for p in near.rows if p[0] not in holds])
        if place:
            holds[place] = review
    reopened: dict[Key, Review] = {}
    for review in _without_row(asked, holds):
        left = [p for p in near.rows if p[0] not in holds and p[0] not in reopened]
        place = _changed(review.row, left)
        if place:
            reopened[place] = review
    return holds, reopened


def _without_row(asked: Mapping[str, Review], holds: Mapping[Key, Review]) -> list[Review]:
    met = {review.id for review in holds.values()}
    return [review for name, review in sorted(asked.items()) if name not in met]


class _Near:
    """Rows that could be those of some reviews: of the same words, at the same place, or of the same euros."""

    def __init__(self, reviews: Iterable[Review]) -> None:
        rows = [review.row for review in reviews]
        self._says = {row.says for row in rows}
        self._stands = {row.stands for row in rows}
        self._worth = {(row.year, row.amount) for row in rows if row.amount}
        self.rows: list[Place] = []

    def knows(self, row: Shown) -> bool:
        return row.stands in self._stands or (row.year, row.amount) in self._worth or row.says in self._says

    def keep(self, key: Key, row: Shown) -> None:
        self.rows.append((key, row))


def _same_words(seen: Shown, rows: Sequence[Place]) -> Key | None:
    """The row that says what `seen` said: the only one of its year, else the one at its place for its euros.

    Where several rows say the same (“travel costs”), the euros are all that tells them apart.
    """
    alike = [(key, row) for key, row in rows if row.says == seen.says]
    same_year = [key for key, row in alike if row.year == seen.year]
    there = [key for key, row in alike if row.stands == seen.stands and row.amount == seen.amount]
    return same_year[0] if len(same_year) == 1 else next(iter(there), None)


def _changed(seen: Shown, rows: Sequence[Place]) -> Key | None:
    """The row that `seen` seems to have become: the likest of those at its place, or of its euros and year."""
    found = [(_likeness(seen, row), key) for key, row in rows]
    return min(((-likeness, key) for likeness, key in found if likeness), default=(0, None))[1]


def _likeness(seen: Shown, row: Shown) -> float:
    """0 when `row` is none that `seen` could have become, else the share of words that stayed, and a little.

    A place may be taken by another row, and other rows have the same euros: elsewhere, more words must have stayed.
    """
    there, same = row.stands == seen.stands, _worth(row) == _worth(seen)
    before, after = _long_words(seen), _long_words(row)
    stayed = len(before & after) / max(1, min(len(before), len(after)))
    if there:
        return stayed + 0.1 if stayed >= _STAYED_THERE or same else 0.0
    return max(stayed, 0.5) if same and (stayed >= _STAYED or _half_said(seen, row)) else 0.0


def _worth(row: Shown) -> tuple[object, ...]:
    return row.table, row.year, row.amount


def _half_said(seen: Shown, row: Shown) -> bool:
    """Whether the beneficiary or the object stayed the same."""
    return any(before and before == after for before, after in zip(seen.says[1:], row.says[1:], strict=True))


def _long_words(row: Shown) -> set[str]:
    return {word for text in row.says[1:] for word in text.split() if len(word) > 3 and word != "association"}
