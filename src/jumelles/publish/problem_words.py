"""Problems read back from their table, gathered by kind, in words."""

import json

import pyarrow as pa

from jumelles.publish.edition import Edition
from jumelles.records.problem import Problem
from jumelles.reference.words import N_

SEVERITIES = {"error": N_("not counted"), "warning": N_("to check")}


def by_code(table: pa.Table) -> list[tuple[str, list[tuple[str, Problem]]]]:
    """(code, [(file, problem)…]) for each kind, errors first, then the most frequent."""
    found: dict[str, list[tuple[str, Problem]]] = {}
    for row in table.to_pylist():
        details = json.loads(row["details"] or "{}")
        problem = Problem(row["code"], row["locator"] or "", row["got"] or "", row["place"] or 0, details)
        found.setdefault(row["code"], []).append((row["file"] or "", problem))
    return sorted(found.items(), key=lambda item: (item[1][0][1].severity, -len(item[1]), item[0]))


def severity_words(edition: Edition, problem: Problem) -> str:
    return edition.say(SEVERITIES[problem.severity])
