"""Rows as the linkage compares them: folded names, rare words, cents, and the keys that bring two rows together."""

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
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

    `list` is the list it comes from (a format, `deliberations`, or `coded` for a line of the accounts): two rows
    of one list are never compared. `minutes` marks a decision, which may be paid the year after. A row is `free`
    when it may be a coded line told otherwise: one that says its function is not.
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

    def columns(self, unique_id: int) -> dict[str, Any]:
        """The row of the model's input; what is not known is null."""
        name = fold(self.name) or None
        return {
            "unique_id": unique_id,
            "list": self.list,
            "year": self.year,
            "direction": self.direction,
            "minutes": self.minutes,
            "name": name,
            "acronym": acronym(self.name),
            "stem": " ".join(word[:STEM] for word in (name or "").split() if word not in _SHORT) or None,
            "text": fold(f"{self.name} {self.object}"[:TEXT_LENGTH]) or None,
            "name_words": rare_words(self.name),
            "text_words": rare_words(f"{self.name} {self.object}"),
            "object_words": rare_words(self.object) or None,
            "identifier": self.identifier,
            "cents": self.cents,
            "amounts": list(self.amounts) or None,
            "roundness": None if self.cents is None else roundness(self.cents),
            "nature": self.nature,
            "day": self.day,
            "free": self.free,
        }


def record_of(candidate: Candidate) -> Record:
    """The record of a found row; a budget line or extract has a label only, which is its name here."""
    columns = candidate.columns
    identifier = re.sub(r"\D", "", columns.get("identifier") or "")[:9]
    return Record(
        at=candidate.key,
        list=candidate.family,
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


def acronym(name: str) -> str | None:
    """Initials of a name of three words and more, legal form included, as acronyms are made; else None."""
    words = [word for word in _plain(name).split() if word not in _SHORT]
    return "".join(word[0] for word in words) if len(words) >= 3 else None


def rare_words(text: str) -> list[str]:
    """The beginnings of the words that tell something, each once, in order of the alphabet."""
    words = fold(text[:TEXT_LENGTH]).split()
    return sorted(
        {word[:STEM] for word in words if len(word) > 2 and not word.isdigit() and word not in _common()}
    )


def linkable(records: Iterable[Record]) -> list[Record]:
    """The records that share a key (identifier, amount, rare word, acronym) with one of another list they may meet.

    The others can be in no link; without any, no model is needed.
    """
    ordered = sorted(records, key=lambda record: record.at)
    lists: dict[tuple[str, ...], set[str]] = defaultdict(set)
    keys = [_keys(record) for record in ordered]
    for record, its in zip(ordered, keys, strict=True):
        for key in its:
            lists[key].add(record.list)
    return [record for record, its in zip(ordered, keys, strict=True) if any(_met(lists[key]) for key in its)]


def _met(lists: set[str]) -> bool:
    return len(lists) > 1 and lists != {MINUTES, CODED}


def _keys(record: Record) -> list[tuple[str, ...]]:
    years = (record.year, record.year + 1) if record.minutes else (record.year,)
    amounts = {record.cents, *record.amounts} - {None}
    marks = [
        ("id", record.identifier or ""),
        *(("cents", str(cents)) for cents in sorted(map(int, filter(None, amounts)))),
    ]
    words = rare_words(f"{record.name} {record.object}" if record.minutes else record.name)
    marks += [("word", word) for word in words]
    marks += [("word", sign) for sign in {acronym(record.name), fold(record.name)} if sign and len(sign) <= 8]
    return [(record.direction, str(year), *mark) for year in years for mark in marks if mark[1]]


@cache
def _common() -> frozenset[str]:
    return frozenset(document("linkage.toml")["common"].split())


def _plain(name: str) -> str:
    return " ".join(fold(word) for word in re.split(r"[\s'’-]+", name) if fold(word))
