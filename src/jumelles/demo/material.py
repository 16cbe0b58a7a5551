"""The descriptive data of the example, as kept in the TOML and CSV files beside this module."""

import csv
import datetime as dt
import tomllib
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any

_HERE = files("jumelles.demo")


@cache
def table(name: str) -> tuple[dict[str, str], ...]:
    """Rows of the data file `name` (CSV, UTF-8, comma; lines starting with # are comments)."""
    text = (_HERE / name).read_text(encoding="utf-8")
    return tuple(csv.DictReader(line for line in text.splitlines() if not line.startswith("#")))


@cache
def settings() -> dict[str, Any]:
    """Who the authority is, its years and its growth (`authority.toml`)."""
    return tomllib.loads((_HERE / "authority.toml").read_text(encoding="utf-8"))


@dataclass(frozen=True)
class Year:
    """One year of accounts, and the nomenclature that it follows."""

    number: int
    population: int
    nomenclature: str
    encoding: str
    vote: str
    decided: dt.date
    sealed: dt.datetime
    superseded: dt.datetime | None = None

    @property
    def column(self) -> str:
        """Column of the data files that holds the account numbers of this year."""
        return "m57" if self.nomenclature.startswith("M57") else "m14"

    @property
    def by_function(self) -> bool:
        return self.vote == "function"


@cache
def years() -> tuple[Year, ...]:
    """The years of the example, oldest first."""
    return tuple(Year(int(number), **facts) for number, facts in sorted(settings()["years"].items()))


def growth(family: str, year: Year) -> Decimal:
    """Level of a family of accounts in `year`, 1 in the first year."""
    return Decimal(settings()["index"][family][year.number - years()[0].number]) / 1000


@cache
def function_code(key: str, column: str) -> str:
    """Code of the function `key` in the nomenclature of `column` (m14 or m57)."""
    return next(row[column] for row in table("functions.csv") if row["key"] == key)


def chapter_of(nature: str) -> str:
    """Chapter by nature of an account of grants or of international spending."""
    return str(settings()["chapters"][nature[:2]])


def service_name(key: str, year: Year) -> str:
    """Name that the service `key` had in `year`: services are renamed."""
    names: dict[str, str] = settings()["services"][key]
    return names[max(since for since in names if int(since) <= year.number)]
