"""Every grant of a year, at home and abroad, as the grants annex and the open data tell them."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from jumelles.demo.abroad import Spending, beside, spendings
from jumelles.demo.chance import around, draw
from jumelles.demo.lines import Line
from jumelles.demo.material import Year, chapter_of, function_code, growth, service_name, table
from jumelles.records.identifiers import luhn_valid

_STEP = 50
"""Ordinary grants are granted by 50 euros."""


@dataclass(frozen=True)
class Grant:
    """A grant: `object` as the annex of the accounts says it, `published_object` as the open data do."""

    line: Line
    kind: str
    beneficiary: str
    object: str
    published_object: str
    service: str
    amount: Decimal
    in_kind: str = ""
    in_annex: bool = True
    published: bool = True

    @property
    def siret(self) -> str:
        """An invented number, valid by its check digit; empty for a body abroad and for a natural person."""
        if self.kind in ("U6", "P3"):
            return ""
        stem = f"9990{int(draw('siret', self.beneficiary) * 10**8):08d}1"
        return stem + next(d for d in "0123456789" if luhn_valid(stem + d))


def ordinary_grants(year: Year) -> tuple[Grant, ...]:
    """Grants that have nothing international, whatever their names suggest."""
    return tuple(_ordinary(row, year) for row in table("grants.csv"))


def all_grants(year: Year) -> tuple[Grant, ...]:
    """Every grant of `year`, in the order of the annex: biggest account first, then by beneficiary."""
    abroad = (_abroad(spending) for spending in spendings(year) if spending.kind)
    found = [*ordinary_grants(year), *abroad, *_european(year)]
    return tuple(sorted(found, key=lambda grant: (grant.line.nature, grant.beneficiary, grant.object)))


def _ordinary(row: dict[str, str], year: Year) -> Grant:
    wanted = Fraction(row["amount"]) * Fraction(growth("contributions", year))
    varied = wanted * around("grant", row["beneficiary"], row["object"], year.number, spread=4)
    nature = row[year.column]
    line = Line(nature, function_code(row["function"], year.column), chapter_of(nature), "D")
    return Grant(
        line=line,
        kind=row["kind"],
        beneficiary=row["beneficiary"],
        object=row["object"],
        published_object=row["object"],
        service=service_name(row["service"], year),
        amount=Decimal(round(varied / _STEP) * _STEP).quantize(Decimal("0.01")),
        in_kind=row["in_kind"],
        published=row["kind"] != "P3",
    )


def _abroad(spending: Spending) -> Grant:
    return Grant(
        line=spending.line,
        kind=spending.kind,
        beneficiary=spending.beneficiary,
        object=spending.object,
        published_object=spending.published_object,
        service=spending.service,
        amount=spending.amount,
        in_annex="annex" in spending.seen,
        published="scdl" in spending.seen,
    )


def _european(year: Year) -> Iterator[Grant]:
    for row in beside(year):
        if row.kind:
            yield Grant(row.line, row.kind, row.beneficiary, row.object, row.object, row.service, row.amount)
