"""Rows in, findings out: `batch`, a pure function that runs here, in a pool, or inside Spark unchanged."""

import pyarrow as pa

from jumelles.detect.clues import Clue, evidence, probabilities
from jumelles.detect.knowledge import Knowledge
from jumelles.detect.rules import clues_in
from jumelles.records.vocabulary import Perimeter

TEXT_FIELDS = ("beneficiary", "object")
THRESHOLD = 0.5
_TYPES = {"p_core": pa.float64(), "p_extended": pa.float64()}
_NAMES = ("id", "perimeter", "p_core", "p_extended", "countries", "kind", "theme", "mode", "evidence")
SCHEMA = pa.schema([pa.field(name, _TYPES.get(name, pa.string())) for name in _NAMES])

Clues = tuple[Clue, ...]
Answer = tuple[str, float, float, str, None, None, None, str]


def batch(rows: pa.RecordBatch, knowledge: Knowledge) -> pa.RecordBatch:
    """One finding a row, in the order of the rows.

    `rows` has `id` and any of authority, year, beneficiary, object, department, function, nature, amount: all
    but `id` may be absent or null. The answer has the columns of `SCHEMA`: `p_extended` is the probability of
    core or extended; `countries` are ISO 3166 alpha-3 codes joined by `;`, empty when the perimeter is
    none; kind, theme and mode are null, since no rule says them yet; `evidence` is a JSON list of clues.
    """
    columns = [_clues(rows, field, knowledge) for field in TEXT_FIELDS if field in rows.schema.names]
    known: dict[Clues, Answer] = {}
    answers = []
    for parts in zip(*columns, strict=True) if columns else ((),) * rows.num_rows:
        clues: Clues = sum(parts, ())
        if clues not in known:
            known[clues] = _answer(clues)
        answers.append(known[clues])
    return _record(rows, answers)


def _clues(rows: pa.RecordBatch, field: str, knowledge: Knowledge) -> list[Clues]:
    """Clues of each row in `field`: each distinct text is read once."""
    column = rows.column(field).cast(pa.string()).dictionary_encode()
    found = [clues_in(text or "", field, knowledge) for text in column.dictionary.to_pylist()]
    return [() if place is None else found[place] for place in column.indices.to_pylist()]


def _answer(clues: Clues) -> Answer:
    core, either = probabilities(clues)
    place = perimeter(core, either)
    named = {clue.country for clue in clues if clue.country and place != Perimeter.NONE}
    return place, core, either, ";".join(sorted(named)), None, None, None, evidence(clues)


def perimeter(core: float, either: float) -> str:
    """The perimeter that these probabilities give."""
    if core >= THRESHOLD:
        return Perimeter.CORE
    return Perimeter.EXTENDED if either >= THRESHOLD else Perimeter.NONE


def _record(rows: pa.RecordBatch, answers: list[Answer]) -> pa.RecordBatch:
    ids = rows.column("id").cast(pa.string())
    columns = list(zip(*answers, strict=True)) or [()] * (len(SCHEMA) - 1)
    arrays = [pa.array(values, field.type) for values, field in zip(columns, list(SCHEMA)[1:], strict=True)]
    return pa.RecordBatch.from_arrays([ids, *arrays], schema=SCHEMA)
