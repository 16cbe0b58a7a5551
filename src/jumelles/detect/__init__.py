"""Text in, evidence out: which rows are international action, and why.

`detect.batch(rows, detect.knowledge(partners))` is the whole interface.
"""

from jumelles.detect.answers import SCHEMA, batch
from jumelles.detect.evidence import linked
from jumelles.detect.knowledge import Knowledge, knowledge

__all__ = ["SCHEMA", "Knowledge", "batch", "knowledge", "linked"]
