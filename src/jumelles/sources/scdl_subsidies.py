"""Subsidies as the national schema wants them (SCDL "subventions" 2.1), and as authorities write them.

Source: https://schema.data.gouv.fr/scdl/subventions/ (arrêté du 17 novembre 2017, données essentielles).
"""

from pathlib import Path

from jumelles.reference.words import N_
from jumelles.sources.reading import Format, Match, Reading, Sample
from jumelles.sources.tabular.grants_file import GrantsFile, missing, readable
from jumelles.sources.tabular.headers import fields, keys
from jumelles.sources.tabular.layout import Table
from jumelles.sources.tabular.recognition import best_match
from jumelles.sources.tabular.whole_file import read_tables

NAME = "scdl-subsidies"
_SIGNS = (
    "grantor",
    "grantor_id",
    "decided",
    "reference",
    "beneficiary_id",
    "object",
    "aid",
    "conditions",
    "share",
)
_EXACT, _NEAR = 0.95, 0.4


def recognise(sample: Sample) -> Match:
    """Certain when the columns carry the names of the schema, likely when they say the same otherwise."""
    return best_match(sample, NAME, "grants", readable, _match)


def _match(table: Table | None) -> Match:
    if table is None:
        return Match(0.0, missing(None))
    signs = sum(table.has(sign) for sign in _SIGNS)
    if not readable(table):
        return Match(_NEAR * signs / len(_SIGNS), missing(table))
    if _official(table) >= 6:
        return Match(_EXACT)
    if signs >= 3 and table.has("grantor", "grantor_id") and table.has("decided", "aid"):
        return Match(0.6 + 0.3 * signs / len(_SIGNS))
    return Match(_NEAR * signs / len(_SIGNS), (N_("grantor"), N_("date"), N_("kind of aid")))


def _official(table: Table) -> int:
    """How many columns carry the very names of the schema."""
    official = {keys(about["scdl"])[0] for about in fields("grants").values() if "scdl" in about}
    return len({key for name in table.header for key in keys(name)[:1]} & official)


def read(path: Path, reading: Reading) -> None:
    """Every row into `grants`."""
    read_tables(path, GrantsFile(reading, NAME))


FORMAT = Format(NAME, recognise, read)
