"""Found rows, made for tests."""

from decimal import Decimal
from typing import Any

from jumelles.ledger.candidate import Candidate


def found(name: str, amount: str, **more: Any) -> Candidate:
    """A grant of 2021 found in the annex of a budget; `more` overrides any field."""
    fields: dict[str, Any] = {
        "table": "grants",
        "source": "s1",
        "locator": f"{name}-{amount}-{more.get('place', 0)}",
        "place": 0,
        "year": 2021,
        "family": "budget_xml",
        "nature": None,
        "nature_group": "grants",
        "perimeter": "core",
    } | more
    return Candidate(name=name, amount=Decimal(amount), **fields)
