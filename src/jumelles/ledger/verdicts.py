"""What people said, put into effect: over the detector's answers, and as the table `reviews`."""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import UTC
from pathlib import Path
from typing import Any

import pyarrow as pa

from jumelles.ledger import shelf
from jumelles.ledger.identity import Key
from jumelles.ledger.reviews import Review, current
from jumelles.ledger.standing import Standing
from jumelles.records.tables import TABLES
from jumelles.records.vocabulary import Perimeter, ReviewState


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
        "p_core": float(verdict.perimeter == Perimeter.CORE),
        "p_extended": float(verdict.perimeter == Perimeter.EXTENDED),
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
