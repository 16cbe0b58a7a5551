"""Budget documents in XML (`DocumentBudgetaire`, known as TOTEM): BP, BS, DM and CA, every nomenclature."""

from pathlib import Path

from jumelles.sources.budget_document import NAMESPACE, read_budgets
from jumelles.sources.reading import Format, Match, Reading, Sample
from jumelles.sources.xml_stream import root_name

ROOT = "DocumentBudgetaire"


def recognise(sample: Sample) -> Match:
    """Certain when the root element and its namespace are those of the official schema."""
    root = root_name(sample)
    if root is None:
        return Match(0.0, ("XML",))
    if root != ROOT:
        return Match(0.1, (f"<{ROOT}>",))
    if NAMESPACE[1:-1].encode() not in sample.head:
        return Match(0.4, (f"xmlns={NAMESPACE[1:-1]}",))
    return Match(1.0)


def read(path: Path, reading: Reading) -> None:
    read_budgets(path, reading, "budget_xml", ROOT)


FORMAT = Format("budget_xml", recognise, read)
