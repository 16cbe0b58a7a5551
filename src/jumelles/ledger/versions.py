"""Which documents count: the newest version of each, and which spreadsheets only detail official accounts.

Budget documents with equal SIRET, year, stage, decision number and budget type are versions of one another: the
newest wins. An official account wins over a spreadsheet of the same budget and year, whose lines then only
*detail* it (they name departments and objects) and are never added to it.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

RANK = {"budget_xml": 0, "cfu": 0, "scdl-budget": 1, "Balance DGFiP": 2, "spreadsheet": 3}
_NEVER = datetime(1, 1, 1)

Document = Mapping[str, Any]


def superseded(documents: Iterable[Document]) -> dict[str, str]:
    """Document -> the document that replaces it. Documents of one file never replace each other."""
    answer: dict[str, str] = {}
    groups: dict[tuple[object, ...], list[Document]] = {}
    for document in documents:
        if document["stage"] and not is_spreadsheet(document):
            groups.setdefault(_version_key(document), []).append(document)
    for versions in groups.values():
        newest = min(versions, key=_newest_first)
        for document in versions:
            if document["source"] != newest["source"]:
                answer[document["document"]] = newest["document"]
    return answer


def details(documents: Iterable[Document], replaced: Mapping[str, str]) -> set[str]:
    """Spreadsheets of a budget and year for which an official document exists."""
    current = [
        document for document in documents if document["document"] not in replaced and document["stage"]
    ]
    official = {_year_key(document) for document in current if not is_spreadsheet(document)}
    return {d["document"] for d in current if is_spreadsheet(d) and _year_key(d) in official}


def accounts(documents: Iterable[Document], left_out: Iterable[str]) -> dict[str, bool]:
    """The documents that make up each year's figures -> executed or not.

    For each authority and year: the closed account (CFU before CA) where there is one, else what was voted
    (BP, BS and DM together).
    """
    out = set(left_out)
    years: dict[tuple[object, ...], list[Document]] = {}
    for document in documents:
        if document["stage"] and document["document"] not in out:
            years.setdefault((document["siren"], document["year"]), []).append(document)
    chosen: dict[str, bool] = {}
    for group in years.values():
        closed = [d for d in group if d["stage"] in ("CA", "CFU")]
        kept = [d for d in closed if d["stage"] == "CFU" or not _has_cfu(d, closed)] if closed else group
        chosen |= {d["document"]: bool(closed) for d in kept}
    return chosen


def is_spreadsheet(document: Document) -> bool:
    return bool(document["format"] == "spreadsheet")


def _has_cfu(account: Document, closed: Iterable[Document]) -> bool:
    return any(d["stage"] == "CFU" and _siret(d) == _siret(account) for d in closed)


def _version_key(document: Document) -> tuple[object, ...]:
    """A format that has no decision number speaks of the first decision, as `0` does."""
    number = document["decision_number"] or "0"
    return (_siret(document), document["year"], document["stage"], number, document["budget"])


def _newest_first(document: Document) -> tuple[object, ...]:
    rank = RANK.get(document["format"], 9)
    age = (document["dated"] or _NEVER) - _NEVER
    return (rank, -age.total_seconds(), document["source"], document["document"])


def _year_key(document: Document) -> tuple[object, ...]:
    return (document["siren"], document["year"], document["stage"] in ("CA", "CFU"), document["budget"])


def _siret(document: Document) -> object:
    return document["siret"] or document["siren"]
