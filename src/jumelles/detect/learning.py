"""Learning from a person's verdicts, and what that is worth: measured before anything is kept.

On the verdicts, each fold is answered by weights that were learned without it, folds holding a beneficiary whole.
On invented rows that restate the guide, the learned weights must still be right: a local habit is no general
sense.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from decimal import Decimal
from typing import Any

from jumelles import reference
from jumelles.detect.knowledge import Knowledge
from jumelles.detect.model import Model
from jumelles.detect.reading import Asked, Reader
from jumelles.detect.refitting import CLASSES, PULL, Told, refit
from jumelles.detect.same_bodies import folds, groups
from jumelles.detect.text import fold
from jumelles.records.vocabulary import Perimeter

FOLDS = 5
ENOUGH, ENOUGH_OF_EACH, ENOUGH_BODIES = 20, 5, 10
_SURE = 1e-6


@dataclass(frozen=True)
class Example:
    """A row, what a person said of it, and the euros that it is about."""

    row: Asked
    perimeter: str
    euros: Decimal = Decimal(0)

    @property
    def name(self) -> str:
        """What tells whose row it is: its beneficiary, or its text when none is named."""
        return self.row.beneficiary or self.row.object or ""


@dataclass(frozen=True)
class Read:
    """An example with the signals that its row gives."""

    example: Example
    signals: tuple[str, ...]

    @property
    def told(self) -> Told:
        return Told(self.signals, self.example.perimeter)


@dataclass(frozen=True)
class Score:
    """How well a model answers some rows: mean log-loss, rows given a wrong perimeter, euros of those rows."""

    rows: int
    log_loss: float
    errors: int
    euros: Decimal


@dataclass(frozen=True)
class Trial:
    """The model learned, and both models measured: on verdicts not learned from, and on invented rows."""

    model: Model
    shipped_on_reviews: Score
    learned_on_reviews: Score
    shipped_on_prototypes: Score
    learned_on_prototypes: Score

    @property
    def gains(self) -> bool:
        """Better on the verdicts, and no worse on general sense than one invented row in fifty."""
        before, after = self.shipped_on_reviews, self.learned_on_reviews
        slack = self.shipped_on_prototypes.rows // 50
        general = self.learned_on_prototypes.errors <= self.shipped_on_prototypes.errors + slack
        return after.log_loss < before.log_loss and after.errors <= before.errors and general


def lacking(examples: Sequence[Example]) -> dict[str, int]:
    """What there is too little of to learn (`rows`, `inside`, `outside`, `bodies`) -> how many more are needed."""
    outside = sum(example.perimeter == Perimeter.NONE for example in examples)
    have = {
        "rows": (len(examples), ENOUGH),
        "inside": (len(examples) - outside, ENOUGH_OF_EACH),
        "outside": (outside, ENOUGH_OF_EACH),
        "bodies": (
            len(set(groups([example.name for example in examples])) if examples else ()),
            ENOUGH_BODIES,
        ),
    }
    return {name: enough - found for name, (found, enough) in have.items() if found < enough}


def once(examples: Sequence[Example]) -> list[Example]:
    """The examples, each text and verdict once: what was paid in twelve parts does not teach twelve times."""
    found: dict[tuple[str, ...], Example] = {}
    for example in examples:
        texts = (" ".join(fold(text or "").split()) for text in example.row[1:])
        key = (*texts, example.perimeter)
        known = found.get(key)
        found[key] = replace(known, euros=known.euros + example.euros) if known else example
    return list(found.values())


def tried(examples: Sequence[Example], knowledge: Knowledge, pull: float = PULL) -> Trial:
    """Learn from `examples`, starting from the model of `knowledge`, and measure what that is worth."""
    shipped, reader = knowledge.model, Reader(knowledge)
    rows = [_read(example, reader) for example in examples]
    general = [_read(example, reader) for example in _prototypes()]
    learned = refit([row.told for row in rows], shipped, pull)
    in_fold = folds([example.name for example in examples], FOLDS)
    unseen = [answer for held in range(FOLDS) for answer in _held_out(held, rows, in_fold, (shipped, pull))]
    return Trial(
        learned,
        _score([(row, _odds(row, shipped)) for row in rows], shipped),
        _score(unseen, shipped),
        _score([(row, _odds(row, shipped)) for row in general], shipped),
        _score([(row, _odds(row, learned)) for row in general], learned),
    )


def _held_out(
    held: int, rows: Sequence[Read], in_fold: Sequence[int], start: tuple[Model, float]
) -> list[tuple[Read, tuple[float, float]]]:
    """The answers on the rows of one fold, by weights learned from the others."""
    tested = [row for row, number in zip(rows, in_fold, strict=True) if number == held]
    taught = [row.told for row, number in zip(rows, in_fold, strict=True) if number != held]
    model = refit(taught, *start)
    return [(row, _odds(row, model)) for row in tested]


def _read(example: Example, reader: Reader) -> Read:
    return Read(example, tuple(reader.read(example.row)[1]))


def _odds(row: Read, model: Model) -> tuple[float, float]:
    return model.probabilities(model.log_odds(row.signals))


def _score(answers: Sequence[tuple[Read, tuple[float, float]]], model: Model) -> Score:
    loss, errors, euros = 0.0, 0, Decimal(0)
    for row, (core, extended) in answers:
        chances = dict(zip(CLASSES, (core, extended, 1 - core - extended), strict=True))
        loss -= math.log(max(chances[Perimeter(row.example.perimeter)], _SURE))
        if model.verdict(core, extended) != row.example.perimeter:
            errors += 1
            euros += abs(row.example.euros)
    return Score(len(answers), loss / max(len(answers), 1), errors, euros)


def _prototypes() -> list[Example]:
    """Invented rows that restate the guide: what a model must go on knowing."""
    return [
        Example(Asked(None, row["beneficiary"] or None, row["object"] or None), row["perimeter"])
        for row in reference.rows("prototypes.csv")
    ]


def document(model: Model, base: str) -> dict[str, Any]:
    """`model` as its JSON document (see `detect.model`); `base` is the version that it was learned from."""
    return {**asdict(model), "base": base}


def moved(model: Model, shipped: Model, most: int = 5) -> Mapping[str, float]:
    """The signals whose weight changed most -> change of their log-odds of being international (the larger one)."""
    changes = {
        name: max(
            (
                after - before
                for after, before in zip(weight, shipped.perimeter.get(name, (0.0, 0.0)), strict=True)
            ),
            key=abs,
        )
        for name, weight in model.perimeter.items()
    }
    largest = sorted(changes, key=lambda name: (-abs(changes[name]), name))[:most]
    return {name: changes[name] for name in largest if abs(changes[name]) >= 0.05}
