"""Procurement data (DECP), JSON and XML: the 2019 format (`marches` is a list) and the 2022 one (by kind).

Into `contracts`, one row a contract with its suppliers joined, so that an amount is never multiplied; what
modifications change is told in `procurement.contract`, and what becomes of contracts published twice in
`procurement.keep`. A damaged or truncated file is refused whole.
Source: arrêtés of 22 March 2019 and 22 December 2022; schema format-commande-publique 2.0.3 of the ministry.
"""

import re
from pathlib import Path

from jumelles.sources.procurement import json_records, xml_records
from jumelles.sources.procurement.keep import keep
from jumelles.sources.reading import SAMPLE_SIZE, Format, Match, Reading, Sample
from jumelles.sources.xml_stream import root_name

NAME = "DECP"
_MARCHES = re.compile(rb'"marches"\s*:\s*(?:\[|\{\s*(?:"marche"|"contrat-concession"|\}))')
_FIELDS = (b'"objet"', b'"montant"', b'"titulaires"', b'"acheteur', b'"valeurGlobale"', b'"concessionnaires"')


def recognise(sample: Sample) -> Match:
    """XML whose root is `marches`; JSON with `marches` and fields of a contract among the first bytes."""
    if _is_json(sample.head):
        return _recognise_json(sample.head)
    root = root_name(sample)
    if root == "marches":
        return Match(1.0)
    return Match(0.0 if root is None else 0.1, ("<marches>",))


def _is_json(head: bytes) -> bool:
    return head.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"{")


def _recognise_json(head: bytes) -> Match:
    if not _MARCHES.search(head):
        return Match(0.1, ("marches",))
    found = sum(field in head for field in _FIELDS)
    return Match(1.0) if found >= 2 else Match(0.7, ("objet, montant, titulaires",))


def read(path: Path, reading: Reading) -> None:
    """The authority's contracts. Raises FileRefused for a file that is damaged, truncated or holds a DTD."""
    with path.open("rb") as file:
        reader = json_records if _is_json(file.read(SAMPLE_SIZE)) else xml_records
    keep(reader.entries(path, reading.progress), reading, NAME)


FORMAT = Format(NAME, recognise, read)
