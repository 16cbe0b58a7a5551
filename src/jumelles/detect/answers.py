"""Rows in, findings out: `batch`, a pure function that runs here, in a pool, or inside Spark unchanged."""

import pyarrow as pa

from jumelles.detect.knowledge import Knowledge
from jumelles.detect.mode import mode
from jumelles.detect.reading import Asked, Reader
from jumelles.detect.weighed import Scales

_TYPES = {"p_core": pa.float64(), "p_extended": pa.float64()}
_NAMES = ("id", "perimeter", "p_core", "p_extended", "countries", "kind", "theme", "mode", "evidence")
SCHEMA = pa.schema([pa.field(name, _TYPES.get(name, pa.string())) for name in _NAMES])

Answer = tuple[str, float, float, str, str | None, str | None, str | None, str]


def batch(rows: pa.RecordBatch, knowledge: Knowledge) -> pa.RecordBatch:
    """One finding a row, in the order of the rows.

    `rows` has `id` and any of authority, year, beneficiary, object, department, function, nature, amount: all
    but `id` may be absent or null. The answer has the columns of `SCHEMA`: `p_core` and `p_extended` are
    probabilities, what is left is that of none; `countries` are ISO 3166 alpha-3 codes and codes of regions
    joined by `;`, whatever the perimeter; kind and theme are those that the row would have, null when it is
    surely none; mode is what words tell of it, most often null; `evidence` is a JSON list of what weighed, each
    with its words, place and weight: the weights add up to the log-odds before calibration.
    """
    reader, scales = _prepared(knowledge)
    asked = map(Asked, *(_texts(rows, field) for field in Asked._fields))
    return _record(rows, [answer(row, reader, scales) for row in asked])


_PREPARED: list[tuple[Reader, Scales]] = []


def _prepared(knowledge: Knowledge) -> tuple[Reader, Scales]:
    """What reads and weighs with `knowledge`; the last one asked for is kept, with all that it remembers."""
    for reader, scales in _PREPARED:
        if reader.knowledge is knowledge:
            return reader, scales
    prepared = Reader(knowledge), Scales(knowledge.model)
    _PREPARED[:] = [prepared]
    return prepared


def _texts(rows: pa.RecordBatch, field: str) -> list[str | None]:
    if field not in rows.schema.names:
        return [None] * rows.num_rows
    texts: list[str | None] = rows.column(field).cast(pa.string()).to_pylist()
    return texts


def answer(row: Asked, reader: Reader, scales: Scales) -> Answer:
    """What the model of `scales` says of one row: the columns of `SCHEMA` but `id`."""
    texts = beneficiary, named, department = reader.texts(row)
    found = scales.weigh(texts, has_object=bool(row.object))
    evidence = found.evidence.filled(beneficiary.shown + named.shown + department.shown)
    kind, theme = (None, None) if found.described is None else scales.told(found.described, reader.about(row))
    how = mode(row.beneficiary, kind, beneficiary.clues) if kind else None
    return found.perimeter, found.core, found.extended, found.countries, kind, theme, how, evidence


def _record(rows: pa.RecordBatch, answers: list[Answer]) -> pa.RecordBatch:
    ids = rows.column("id").cast(pa.string())
    columns = list(zip(*answers, strict=True)) or [()] * (len(SCHEMA) - 1)
    arrays = [pa.array(values, field.type) for values, field in zip(columns, list(SCHEMA)[1:], strict=True)]
    return pa.RecordBatch.from_arrays([ids, *arrays], schema=SCHEMA)
