"""The single financial account (*compte financier unique*, CFU): the CA of the authority and of its accountant.

It embeds a `DocumentBudgetaire`, whose figures are read, and the accountant's statements, which repeat them
and are left out. Elements marked `calculated="true"` are totals added by the ministry's tool: left out too.
"""

from pathlib import Path

from jumelles.sources.budget_document import read_budgets
from jumelles.sources.reading import Format, Match, Reading, Sample
from jumelles.sources.xml_stream import root_name

ROOT = "CompteFinancierUnique"


def recognise(sample: Sample) -> Match:
    """Certain when the root element is that of a CFU."""
    root = root_name(sample)
    if root is None:
        return Match(0.0, ("XML",))
    return Match(1.0) if root == ROOT else Match(0.1, (f"<{ROOT}>",))


def read(path: Path, reading: Reading) -> None:
    read_budgets(path, reading, "cfu", f"{ROOT}/DocumentBudgetaire")


FORMAT = Format("cfu", recognise, read)
