"""Which rows of the tables a person's word holds for today, and which rows must be asked about again.

A word holds for every row that has the id it was given to. When no such row is left (its file was sent again,
with changes), it holds for the row that still says the same words, at the same place or as the only one of its
year, whatever its amount. When the words themselves have changed, it holds no more: the row is open again, and
the old word is shown beside it.
"""

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC
from pathlib import Path
from typing import Any

import pyarrow as pa

from jumelles.ledger import shelf
from jumelles.ledger.examine import EXAMINED
from jumelles.ledger.identity import Key, Shown, shown
from jumelles.ledger.reviews import Review, current
from jumelles.records.tables import TABLES
from jumelles.records.vocabulary import Perimeter, ReviewState

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
    """The row that says what `seen` said: at its place, else the only one of its year."""
    alike = [(key, row) for key, row in rows if row.says == seen.says]
    there = [key for key, row in alike if row.stands == seen.stands]
    same_year = [key for key, row in alike if row.year == seen.year]
    return there[0] if there else same_year[0] if len(same_year) == 1 else None


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


def reviewed(name: str, findings: pa.Table, holds: Mapping[Key, Review]) -> pa.Table:
    """The findings of table `name` as people left them, with a column `confirmed`; the detector's stay apart."""
    if not any(key[0] == name for key in holds):
        return findings
    places = zip(*(findings[column].to_pylist() for column in ("source", "place", "locator")), strict=True)
    words = [holds.get((name, *place)) for place in places]
    if not any(words):
        return findings
    rows = [_settled(row, word) for row, word in zip(findings.to_pylist(), words, strict=True)]
    return pa.Table.from_pylist(rows, findings.schema.append(pa.field("confirmed", pa.bool_())))


def _settled(finding: Mapping[str, Any], review: Review | None) -> dict[str, Any]:
    if review is None:
        return {**finding, "confirmed": False}
    verdict = review.verdict
    said = {"countries": verdict.countries, "kind": verdict.kind, "theme": verdict.theme}
    return {
        **finding,
        **{name: value or None for name, value in said.items() if value is not None},
        "perimeter": verdict.perimeter,
        "evidence": _evidence(finding["evidence"], review),
        "confirmed": verdict.perimeter != Perimeter.NONE,
    }


def _evidence(evidence: str | None, review: Review) -> str:
    """The person's word before the clues of the detector."""
    word = {
        "name": "review",
        "number": review.number,
        "who": review.who,
        "when": review.when.date().isoformat(),
        "why": review.verdict.why,
    }
    return json.dumps([word, *json.loads(evidence or "[]")], ensure_ascii=False, separators=(",", ":"))


def table(reviews: Sequence[Review], found: Standing) -> pa.Table:
    """The table `reviews`: every record, with what has become of it."""
    asked = current(reviews)
    met = {review.number for review in found.holds.values()}
    doubted = {review.number for review in found.reopened.values()}
    last = {review.id: review for review in reviews}
    rows = []
    for review in reviews:
        if review.undoes:
            state = None
        elif asked.get(review.id) is not review:
            state = ReviewState.UNDONE if last[review.id].undoes else ReviewState.SUPERSEDED
        elif review.number in met:
            state = ReviewState.IN_FORCE
        else:
            state = ReviewState.REOPENED if review.number in doubted else ReviewState.ABSENT
        rows.append(_row(review, state))
    return pa.Table.from_pylist(rows, TABLES["reviews"].schema)


def counts(folder: Path) -> dict[str, int]:
    """How many words are in each state, in the tables under `folder`."""
    states = shelf.read("reviews", folder, ["state"])["state"].to_pylist()
    return dict(sorted(Counter(state for state in states if state).items()))


def _row(review: Review, state: ReviewState | None) -> dict[str, Any]:
    row, verdict, said = review.row, review.verdict, review.said
    return {
        **{name: getattr(verdict, name) for name in ("countries", "kind", "theme")},
        **{name: getattr(row, name) for name in "table year amount file locator".split()},
        **{name: getattr(row, name) or None for name in ("beneficiary", "object", "department")},
        **{name: getattr(said, name) for name in ("p_core", "p_extended", "detector")},
        "number": review.number,
        "row": review.id,
        "verdict": verdict.perimeter,
        "who": review.who,
        "when": review.when.astimezone(UTC).replace(tzinfo=None),
        "why": verdict.why or None,
        "state": state,
        "said": said.perimeter,
    }
