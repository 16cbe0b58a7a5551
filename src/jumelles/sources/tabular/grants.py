"""A row of a table of subsidies, as a row of `grants`: money, beneficiary, dates, natural persons."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from jumelles import reference
from jumelles.records.dates import Period, parse_period, parse_year
from jumelles.sources.persons import has_civility
from jumelles.sources.tabular.cells import aid_of, code_of, is_blank, read_amount, worded
from jumelles.sources.tabular.doubts import Doubts
from jumelles.sources.tabular.headers import plain
from jumelles.sources.tabular.identifiers import is_personal_number, read_identifier, rounded_span
from jumelles.sources.tabular.layout import Table
from jumelles.sources.tabular.outcomes import LeftOut, Refused
from jumelles.sources.tabular.rows import Row

_PERIODS = ("period", "period_start", "period_more", "period_end")
_OTHER_MONEY = ("loan", "guarantee", "in_kind_detail", "in_kind", "operating", "investment")


@dataclass(frozen=True)
class Money:
    """What a subsidy is worth: euros in cash, euros in kind, and the section when the column says it."""

    amount: Decimal | None
    in_kind: Decimal | None
    section: str | None


def euros(table: Table, row: Row, field: str, doubts: Doubts) -> Decimal | None:
    """The amount in the column of `field`, None when blank. Raises Refused when unreadable."""
    position = table.columns.get(field)
    if position in row.unread:
        raise Refused("formula-without-value")
    text = table.cell(row, field)
    if is_blank(text):
        return None
    try:
        amount, doubt = read_amount(text)
    except ValueError as error:
        raise Refused(str(error), text) from None
    if doubt:
        doubts.add(doubt, row, text)
    return amount


def money(table: Table, row: Row, doubts: Doubts) -> Money:
    """The money of a row. Raises Refused when there should be some, LeftOut when there is none to expect."""
    amount, section = euros(table, row, "amount", doubts), None
    if amount is None:
        amount, section = _by_section(table, row, doubts)
    if amount is None:
        amount = euros(table, row, "already", doubts)
    in_kind = euros(table, row, "in_kind", doubts)
    if aid_of(table.cell(row, "aid")) == "in_kind" and in_kind is None:
        amount, in_kind = None, amount
    if amount is None and in_kind is None:
        raise _without_money(table, row)
    return Money(amount, in_kind or None if amount is not None else in_kind, section)


def _by_section(table: Table, row: Row, doubts: Doubts) -> tuple[Decimal | None, str | None]:
    operating, investment = (euros(table, row, name, doubts) for name in ("operating", "investment"))
    if operating is not None and investment is not None:
        return operating + investment, None
    return (
        (operating, "operating")
        if operating is not None
        else (investment, "investment" if investment else None)
    )


def _without_money(table: Table, row: Row) -> Exception:
    if not is_blank(table.cell(row, "detail_amount")):
        return LeftOut("detail-of-total")
    several = any(table.cell(row, name) for name in _OTHER_MONEY) or "operating" in table.columns
    return LeftOut("no-money") if several else Refused("amount-missing", table.cell(row, "amount"))


@dataclass(frozen=True)
class When:
    """When a subsidy was decided and is paid, and the year it belongs to."""

    year: int | None
    decided: date | None
    paid_from: date | None
    paid_to: date | None


def when(table: Table, row: Row, default_year: int | None, doubts: Doubts) -> When:
    """The dates of a row; its year from the year column, the decision, the payments, else `default_year`.

    Raises Refused (`year-implausible`).
    """
    decided = _period(table, row, "decided", doubts, tell=True)
    paid = [p for name in _PERIODS if (p := _period(table, row, name, doubts, tell=False))]
    year = _year(table, row)
    if year is None:
        year = decided.year if decided else min(p.year for p in paid) if paid else default_year
    if year is None:
        doubts.add("year-unknown", row, "")
    start, end = min((p.start for p in paid), default=None), max((p.end for p in paid), default=None)
    return When(year, decided.day if decided else None, start, end)


def _year(table: Table, row: Row) -> int | None:
    text = table.cell(row, "year")
    if is_blank(text):
        return None
    try:
        return parse_year(text)
    except ValueError as error:
        if str(error) == "year-implausible":
            raise Refused("year-implausible", text) from None
    try:
        return parse_period(text).year
    except ValueError:
        return None


def _period(table: Table, row: Row, field: str, doubts: Doubts, *, tell: bool) -> Period | None:
    """The date in a column; payment columns often hold sentences, of which nothing is said (`tell`)."""
    text = table.cell(row, field)
    if is_blank(text):
        return None
    try:
        return parse_period(text)
    except ValueError as error:
        if tell and str(error) == "year-implausible":
            raise Refused("year-implausible", text) from None
        if tell:
            doubts.add("date-unreadable", row, text)
        return None


def is_natural_person(table: Table, row: Row) -> bool:
    """True when the beneficiary is a person: by legal form, civility, or social security number."""
    persons: dict[str, list[str]] = reference.document("spreadsheet.toml")["persons"]
    form = plain(table.cell(row, "legal_form"))
    if form in persons["forms"] or form.startswith("personnes physiques"):
        return True
    name, code = table.cell(row, "beneficiary"), table.cell(row, "beneficiary_id")
    return has_civility(name) or is_personal_number(code)


def grantor_siren(table: Table, row: Row, own: str, doubts: Doubts) -> str | None:
    """The SIREN of who grants: its column, else the workspace's authority (`own`).

    A number that a spreadsheet rounded is taken for `own` when it can be it; otherwise nobody knows whose.
    """
    text = table.cell(row, "grantor_id")
    if is_blank(text):
        return own
    span = rounded_span(text)
    if span:
        lowest, highest = int(own) * 100_000, int(own) * 100_000 + 99_999
        fits = span[0] <= highest and lowest <= span[1]
        doubts.add("siret-damaged" if fits else "grantor-unknown", row, text)
        return own if fits else None
    found = read_identifier(text, row, doubts)
    return found[:9] if found else own


def described(table: Table, row: Row, heading: str) -> dict[str, str | None]:
    """The words of a row: beneficiary, object (after the `heading` of its block), and who handles it."""
    beneficiary = " ".join(
        filter(None, (table.cell(row, "beneficiary"), table.cell(row, "beneficiary_more")))
    )
    thing = table.cell(row, "object")
    parts = [part for part in (heading, "" if is_blank(thing) else thing) if part]
    return {
        "beneficiary": " ".join(beneficiary.split()),
        "object": " – ".join(parts) or None,
        "grantor": _told(table.cell(row, "grantor")),
        "reference": _told(table.cell(row, "reference")),
        "beneficiary_kind": _told(table.cell(row, "legal_form")),
        "department": _told(table.cell(row, "department")),
        "function": code_of(table.cell(row, "function")),
        "nature": code_of(table.cell(row, "account")),
        "section": worded("sections", table.cell(row, "usage")),
    }


def _told(text: str) -> str | None:
    return None if is_blank(text) else text
