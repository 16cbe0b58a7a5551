"""Who holds a contract. Natural persons are never listed.

A person is told by a civil title before the name, or by a social security number (`NIR`) as identifier.
A sole trader published under a bare name cannot be told from a firm by what the file says.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from jumelles.records.identifiers import parse_siret
from jumelles.records.problem import Problem
from jumelles.sources.persons import has_civility

_NAMES = ("denominationSociale", "nom")


@dataclass(frozen=True)
class Supplier:
    """Name (empty in the 2022 format) and identifier: bare digits for a SIRET, `TYPE number` for others."""

    name: str
    identifier: str


def suppliers_of(stated: Sequence[Any], doubts: list[Problem]) -> list[Supplier]:
    """Suppliers of the first of `stated` (newest first) that holds any; `doubts` gets what was left out."""
    for value in stated:
        found = list(_written(value))
        if found:
            kept = (_supplier(one, doubts) for one in found)
            return list(dict.fromkeys(one for one in kept if one))
    return []


def _written(value: Any) -> Iterator[Mapping[str, Any]]:
    """Objects that name a supplier, however deeply lists and `titulaire` wrappers nest them."""
    waiting = [value]
    while waiting:
        one = waiting.pop()
        if isinstance(one, list):
            waiting.extend(reversed(one))
        elif isinstance(one, Mapping):
            if any(isinstance(one.get(name), str) for name in ("id", *_NAMES)):
                yield one
            else:
                waiting.extend(reversed(list(one.values())))


def _supplier(one: Mapping[str, Any], doubts: list[Problem]) -> Supplier | None:
    name = next((text for part in _NAMES if (text := _line(one.get(part)))), "")
    scheme = _line(one.get("typeIdentifiant")).upper() or "SIRET"
    if scheme == "NIR" or has_civility(name):
        doubts.append(Problem("supplier-is-a-person"))
        return None
    return Supplier(name, _identifier(_line(one.get("id")), scheme, doubts))


def _identifier(text: str, scheme: str, doubts: list[Problem]) -> str:
    if not text or scheme not in ("SIRET", "SIREN"):
        return f"{scheme} {text}" if text else ""
    try:
        return parse_siret(text)
    except ValueError:
        doubts.append(Problem("supplier-id-unreadable", got=text))
        return ""


def _line(value: Any) -> str:
    return " ".join(value.encode("utf-8", "replace").decode().split()) if isinstance(value, str) else ""
