"""The same grant told by several lists: records, the model that compares them, and links a person can review."""

from jumelles.ledger.linkage.apart import link
from jumelles.ledger.linkage.links import (
    Decider,
    Decision,
    Link,
    Pair,
    by_model,
    links_table,
    pair_of,
    settled,
)
from jumelles.ledger.linkage.records import CODED, MINUTES, Record, line_of, minutes_of, record_of
from jumelles.ledger.linkage.said import Said, pairs_said

__all__ = [
    "CODED",
    "MINUTES",
    "Decider",
    "Decision",
    "Link",
    "Pair",
    "Record",
    "Said",
    "by_model",
    "line_of",
    "link",
    "links_table",
    "minutes_of",
    "pair_of",
    "pairs_said",
    "record_of",
    "settled",
]
