"""What each budget document of the example says of itself: stage, year, dates, nomenclature, budget."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from jumelles.demo.material import Year, settings

CLOSED_ACCOUNT = "09"
VOTE_CODES = {"nature": "3", "function": "2"}
"""Official codes of NatFonc: by nature with a functional presentation, by function."""


@dataclass(frozen=True)
class Heading:
    """Header of a document: `stage` is the official code of NatDec, `kind` P (main budget) or A (annex)."""

    year: Year
    stage: str
    decided: dt.date
    sealed: dt.datetime
    nomenclature: str
    siret: str
    budget: str
    number: str = ""
    kind: str = "P"
    code: str = "00"

    @property
    def closed(self) -> bool:
        return self.stage == CLOSED_ACCOUNT

    @property
    def by_function(self) -> bool:
        return self.year.by_function and self.kind == "P"


def closed_account(year: Year, sealed: dt.datetime | None = None) -> Heading:
    """The closed account (CA) of `year`; `sealed` when it is not the last version."""
    facts = settings()
    return Heading(
        year=year,
        stage=CLOSED_ACCOUNT,
        decided=year.decided,
        sealed=sealed or year.sealed,
        nomenclature=year.nomenclature,
        siret=facts["siret"],
        budget=facts["main_budget"],
    )


def voted(year: Year, stage: str) -> Heading:
    """A voted budget of `year`: `stage` is BP (first vote) or DM (amendment)."""
    vote: Mapping[str, Any] = settings()["votes"][stage]
    return replace(
        closed_account(year),
        stage=vote["code"],
        number=vote.get("number", ""),
        decided=vote["decided"],
        sealed=vote["sealed"],
    )


def annex_account(year: Year) -> Heading:
    """The closed account of the annex budget."""
    facts: Mapping[str, Any] = settings()["annex"]
    known = closed_account(year)
    return replace(
        known,
        nomenclature=facts["nomenclature"],
        siret=facts["siret"],
        budget=facts["name"],
        kind="A",
        code=facts["code"],
    )
