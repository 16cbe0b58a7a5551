"""One contract of the procurement data, as its last modification leaves it.

The schema (format-commande-publique 2.0.3, arrêté of 22 December 2022) forbids changing what was first
published: a change is added under `modifications`, whose `montant` is the *nouveau montant*, `dureeMois` the
*nouvelle durée* and `titulaires` the list *après la modification*; `valeurGlobale` likewise for concessions.
So each of these is the one stated last, by date of notification: it replaces the first, and is not added.

The amount of a concession is its whole value, most of it paid by users: `kind` tells it from a purchase.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from jumelles.records.dates import parse_period
from jumelles.records.money import parse_float_euros
from jumelles.records.problem import Problem
from jumelles.sources.procurement.suppliers import suppliers_of
from jumelles.sources.values import UnreadableError, euros

PURCHASE, CONCESSION = "purchase", "concession"
LONGEST = 1_200  # months: a century; what is longer was typed wrong, and would spread over as many years
_UNSTATED = {"", "nc", "n.c.", "nan", "null", "none"}
_CHANGED = ("dateNotificationModification", "dateSignatureModification", "datePublicationDonneesModification")


@dataclass(frozen=True)
class Entry:
    """A contract as found in a file: where, in the list of which kind of contract, and what is written."""

    locator: str
    listed_as: str
    content: Any


@dataclass(frozen=True)
class Terms:
    """What a kind of contract calls its buyer, its amount, its suppliers and its dates."""

    kind: str
    buyer: str
    amount: str
    suppliers: str
    dates: tuple[str, ...]


_PURCHASE = Terms(PURCHASE, "acheteur", "montant", "titulaires", ("dateNotification", "dateSignature"))
_CONCESSION = Terms(
    CONCESSION,
    "autoriteConcedante",
    "valeurGlobale",
    "concessionnaires",
    ("dateSignature", "dateDebutExecution"),
)


def terms_of(entry: Entry) -> Terms:
    """Purchase or concession: by the list it is in, else (2019) by its own type, else by who signed."""
    content = entry.content
    stated = f"{entry.listed_as} {_text(content.get('_type'))} {_text(content.get('nature'))}".lower()
    if "concession" in stated or "délégation de service" in stated:
        return _CONCESSION
    granted = not _identifier(content, _PURCHASE.buyer) and _identifier(content, _CONCESSION.buyer)
    return _CONCESSION if granted else _PURCHASE


def buyer_of(content: Mapping[str, Any], terms: Terms) -> str:
    """The buyer's identifier as written; empty when there is none."""
    return _identifier(content, terms.buyer) or _identifier(content, _PURCHASE.buyer)


def columns_of(content: Mapping[str, Any], terms: Terms) -> tuple[dict[str, Any], list[Problem]]:
    """The columns of `contracts`, and doubts about what is kept. Raises UnreadableError."""
    doubts: list[Problem] = []
    states = _states(content)
    notified = _first_date(content, terms.dates)
    suppliers = suppliers_of([state.get(terms.suppliers) for state in reversed(states)], doubts)
    columns = {
        "kind": terms.kind,
        "contract": _text(content.get("id")) or None,
        "object": _text(content.get("objet")) or None,
        "cpv": _text(content.get("codeCPV")) or None,
        "procedure": _text(content.get("procedure")) or None,
        "amount": _amount(_last(states, terms.amount), doubts),
        "months": _months(_last(states, "dureeMois"), doubts),
        "notified": notified,
        "year": notified.year,
        "place_of_work": _place(content.get("lieuExecution")),
        "supplier": "; ".join(one.name for one in suppliers if one.name) or None,
        "supplier_id": "; ".join(one.identifier for one in suppliers if one.identifier) or None,
    }
    return columns, doubts


def version_of(content: Mapping[str, Any]) -> tuple[str, ...]:
    """What orders two publications of one contract: the later tuple is the newer."""
    changes = [_changed(state) for state in _states(content)[1:]]
    return _text(content.get("datePublicationDonnees"))[:10], max(changes, default="")


def _states(content: Mapping[str, Any]) -> Sequence[Mapping[str, Any]]:
    """The contract as first published, then its modifications, oldest first (file order breaks ties)."""
    found: list[Mapping[str, Any]] = []
    waiting = [content.get("modifications")]
    while waiting:
        value = waiting.pop(0)
        if isinstance(value, list):
            waiting[:0] = value
        elif isinstance(value, Mapping):
            inner = value.get("modification")
            found.extend([] if inner else [value])
            waiting[:0] = [inner] if inner else []
    return [content, *sorted(found, key=_changed)]


def _changed(state: Mapping[str, Any]) -> str:
    return next((text[:10] for name in _CHANGED if (text := _text(state.get(name)))), "")


def _last(states: Sequence[Mapping[str, Any]], name: str) -> str:
    stated = (_text(state.get(name)) for state in reversed(states))
    return next((text for text in stated if text), "")


def _amount(text: str, doubts: list[Problem]) -> Decimal | None:
    if not text:
        doubts.append(Problem("contract-amount-missing"))
        return None
    return euros(text)


def _months(text: str, doubts: list[Problem]) -> Decimal | None:
    if not text:
        return None
    try:
        months = parse_float_euros(text)
    except ValueError:
        months = Decimal(-1)
    if 0 <= months <= LONGEST:
        return months
    doubts.append(Problem("duration-unreadable", got=text))
    return None


def _first_date(content: Mapping[str, Any], names: tuple[str, ...]) -> date:
    text = next((text for name in names if (text := _text(content.get(name)))), "")
    try:
        day = parse_period(text.split("+")[0]).day
    except ValueError as error:
        code = "year-implausible" if str(error) == "year-implausible" else "date-unreadable"
        raise UnreadableError(code, text) from None
    if day is None:
        raise UnreadableError("date-unreadable", text)
    return day


def _place(value: Any) -> str | None:
    """Name, code and type of code; the type tells a country from a postcode."""
    if not isinstance(value, Mapping):
        return _text(value) or None
    name, code, kind = (_text(value.get(part)) for part in ("nom", "code", "typeCode"))
    parts = [name if name != kind else "", code, f"({kind})" if kind else ""]
    return " ".join(part for part in parts if part) or None


def _identifier(content: Mapping[str, Any], role: str) -> str:
    nested = content.get(role)
    inside = nested.get("id") if isinstance(nested, Mapping) else nested
    return _text(inside) or _text(content.get(f"{role}.id"))


def _text(value: Any) -> str:
    """What is written, on one line; empty for nothing, `NC`, `nan`, and for anything that is not a value."""
    if not isinstance(value, str):
        return ""
    text = " ".join(value.encode("utf-8", "replace").decode().split())
    return "" if text.lower() in _UNSTATED else text
