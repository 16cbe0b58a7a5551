"""The ordinary money of the town: staff, purchases, works, taxes… everything but grants and abroad."""

from decimal import Decimal
from fractions import Fraction
from functools import cache

from jumelles.demo.chance import around, draw, euros, share
from jumelles.demo.lines import Amounts, Line, added
from jumelles.demo.material import Year, function_code, growth, table


def ordinary(year: Year) -> Amounts:
    """Lines of the ordinary accounts in `year`, in euros."""
    return added(_spread(account, year) for account in table("accounts.csv"))


def _spread(account: dict[str, str], year: Year) -> Amounts:
    total = _total(account, year)
    weights = _weights(account, year)
    if total == 0 and not account["order"]:
        return {}
    return {_line(account, function, year): amount for function, amount in share(total, weights).items()}


def _total(account: dict[str, str], year: Year) -> Decimal:
    amount = Fraction(account["amount"]) * Fraction(growth(account["family"], year))
    if account["order"] or account["family"] in ("refinancing", "contributions"):
        return euros(amount)
    return euros(amount * around(account["m14"], account["direction"], year.number, spread=2))


def _weights(account: dict[str, str], year: Year) -> dict[str, Fraction]:
    spread = account["spread"]
    if not spread:
        return {"01": Fraction(1)}
    if spread.startswith("at:"):
        return {spread.removeprefix("at:"): Fraction(1)}
    rows = [row for row in table("functions.csv") if row[spread] != "0"]
    used = [row for row in rows if _books(account, row["key"])] or rows[:1]
    return {row["key"]: int(row[spread]) * _taste(account, row["key"], year) for row in used}


def _books(account: dict[str, str], function: str) -> bool:
    """True when the function uses the account: always where international money hides, never alone there."""
    if (account["m14"], function) in _hiding_places():
        return True
    return draw("books", account["m14"], account["direction"], function) < Fraction(account["coverage"])


@cache
def _hiding_places() -> frozenset[tuple[str, str]]:
    return frozenset((row["m14"], row["function"]) for row in table("actions.csv"))


def _taste(account: dict[str, str], function: str, year: Year) -> Fraction:
    habit = around("habit", account["m14"], function, spread=60)
    return habit * around("year", account["m14"], function, year.number, spread=8)


def _line(account: dict[str, str], function: str, year: Year) -> Line:
    chapter = (account["chapter_m57"] if year.column == "m57" else "") or account["chapter"]
    code = function_code(function, year.column)
    return Line(
        account[year.column], code, chapter, account["direction"], account["order"], account["unallocated"]
    )
