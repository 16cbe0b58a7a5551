"""Rows as the linkage compares them: folded names, rare words, cents."""

import datetime as dt
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any

from jumelles.ledger.candidate import Candidate, Place, fold
from jumelles.reference import document

MINUTES = "deliberations"
CODED = "coded"
STEM = 5
TEXT_LENGTH = 2_000
_EUROS = re.compile(
    r"(\d{1,3}(?:[ \u00a0\u202f.]\d{3})+|\d+)(?:,(\d{1,2}))?\s*(?:€|euros?\b|EUR\b)", re.IGNORECASE
)
_SHORT = frozenset("de du des d la le les l et en aux au a pour par sur".split())


@dataclass(frozen=True)
class Record:
    """One row of a list, ready to compare. `cents` is its amount of the year, `amounts` those its text states.

    `list` is the list it comes from (a format or a layout, `deliberations`, or `coded` for a line of the accounts):
    two rows of one list are never compared. `minutes` marks a decision, which may be paid the year after. A row is
    `free` when it may be a coded line told otherwise: one that says its function is not.
    """

    at: Place
    list: str
    year: int
    direction: str
    name: str = ""
    object: str = ""
    identifier: str | None = None
    cents: int | None = None
    amounts: tuple[int, ...] = ()
    nature: str | None = None
    day: dt.date | None = None
    free: bool = True

    @property
    def minutes(self) -> bool:
        return self.list == MINUTES

    def columns(self, own: Collection[str] = ()) -> dict[str, Any]:
        """The row of the model's input; what is not known is null. `own` are the words of the authority's name."""
        name = _without_end(fold(self.name), own) or None
        return {
            "list": self.list,
            "year": self.year,
            "direction": self.direction,
            "minutes": self.minutes,
            "name": name,
            "acronym": acronym(self.name),
            "stem": " ".join(word[:STEM] for word in (name or "").split() if word not in _SHORT) or None,
            "text": fold(f"{self.name} {self.object}"[:TEXT_LENGTH]) or None,
            "name_words": rare_words(self.name, own),
            "text_words": rare_words(f"{self.name} {self.object}", own),
            "object_words": rare_words(self.object, own) or None,
            "identifier": self.identifier,
            "cents": self.cents,
            "amounts": list(self.amounts) or None,
            "roundness": None if self.cents is None else roundness(self.cents),
            "nature": self.nature,
            "day": self.day,
            "free": self.free,
            "says": said_by(self.object) if self.minutes else None,
        }


def record_of(candidate: Candidate) -> Record:
    """The record of a found row; a budget line or extract has a label only, which is its name here."""
    columns = candidate.columns
    identifier = re.sub(r"\D", "", columns.get("identifier") or "")[:9]
    return Record(
        at=candidate.key,
        list=candidate.layout or candidate.family,
        year=candidate.year,
        direction=candidate.direction,
        name=candidate.name,
        object=candidate.object,
        identifier=identifier if len(identifier) == 9 else None,
        cents=cents_of(candidate.amount),
        nature=candidate.nature,
        day=columns.get("decided"),
        free=not candidate.function_known,
    )


def minutes_of(row: Mapping[str, Any]) -> Record:
    """The record of a row of `deliberations`: no beneficiary; what its object states in euros may be the amount."""
    text = row["object"] or ""
    return Record(
        at=Place(MINUTES, row["source"], row["place"], row["locator"]),
        list=MINUTES,
        year=row["year"],
        direction="expense",
        object=text[:TEXT_LENGTH],
        amounts=stated(text[:TEXT_LENGTH]),
        day=row["decided"],
        free=False,
    )


def line_of(entry: Mapping[str, Any]) -> Record:
    """The record of a line that the accounts code international: an account and an amount, no name."""
    return Record(
        at=Place("budget_lines", entry["source"], entry["place"], entry["locator"]),
        list=CODED,
        year=entry["year"],
        direction=entry["direction"],
        cents=cents_of(entry["central"]),
        nature=entry["nature"],
    )


def cents_of(amount: Decimal) -> int:
    return int(amount.scaleb(2).to_integral_value())


def roundness(cents: int) -> str:
    """How much an amount tells: `round` (one digit says it), `plain` or `fine` (see linkage.toml)."""
    digits = len(str(abs(cents)).rstrip("0"))
    large = abs(cents) >= document("linkage.toml")["large"] * 100
    if digits <= 1 and not large:
        return "round"
    return "plain" if digits <= 2 else "fine"


def stated(text: str) -> tuple[int, ...]:
    """Cents of the amounts that a text states in euros: `8 000 €`, `1.250,50 euros`."""
    found = {
        int(re.sub(r"\D", "", whole)) * 100 + int((part or "0").ljust(2, "0"))
        for whole, part in _EUROS.findall(text)
    }
    return tuple(sorted(found))


def said_by(decision: str) -> str:
    """What a decision does, as its words tell: `grants` money, `agrees` with a body, or `other`."""
    words = fold(decision[:TEXT_LENGTH]).split()
    for code, level in document("linkage.toml")["decision"].items():
        if any(word.startswith(sign) for sign in level.get("words", "").split() for word in words):
            return str(code)
    return "other"


def acronym(name: str) -> str | None:
    """Initials of a name of three words and more, legal form included, as acronyms are made; else None."""
    words = [word for word in _plain(name).split() if word not in _SHORT]
    return "".join(word[0] for word in words) if len(words) >= 3 else None


def rare_words(text: str, own: Collection[str] = ()) -> list[str]:
    """The beginnings of the words that tell something, each once, in order of the alphabet."""
    words = fold(text[:TEXT_LENGTH]).split()
    dull = _common()
    return sorted(
        {w[:STEM] for w in words if len(w) > 2 and not w.isdigit() and w not in dull and w not in own}
    )


def own_words(authority: str) -> frozenset[str]:
    """Words of the authority's name, which half of its beneficiaries have in theirs."""
    return frozenset(word for word in fold(authority).split() if word not in _SHORT)


def _without_end(name: str, own: Collection[str]) -> str:
    """`... de montpellier` -> `...`: an authority's own name at the end of another tells nothing."""
    words = name.split()
    while len(words) > 2 and (words[-1] in own or words[-1] in _SHORT):
        words.pop()
    return " ".join(words)


@cache
def _common() -> frozenset[str]:
    return frozenset(document("linkage.toml")["common"].split())


def _plain(name: str) -> str:
    return " ".join(fold(word) for word in re.split(r"[\s'’-]+", name) if fold(word))
