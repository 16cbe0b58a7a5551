"""The whole account of each year: ordinary, grants, abroad, and the balances carried from year to year."""

from decimal import Decimal
from functools import cache
from itertools import chain

from jumelles.demo.abroad import beside, spendings
from jumelles.demo.grants import ordinary_grants
from jumelles.demo.lines import Amounts, Line, added, balance
from jumelles.demo.material import Year, settings, years
from jumelles.demo.ordinary import ordinary

_NONE = Decimal(0)


@cache
def account(year: Year) -> Amounts:
    """Every line executed in `year`, in euros, balances carried forward (001, 002) included."""
    return added([movements(year), _carried(year)])


@cache
def movements(year: Year) -> Amounts:
    """Lines executed in `year`, but for what is carried over from the years before."""
    granted = ({grant.line: grant.amount} for grant in ordinary_grants(year))
    spent = ({spending.line: spending.amount} for spending in spendings(year))
    besides = ({row.line: row.amount} for row in beside(year))
    return added(chain([ordinary(year)], granted, spent, besides))


def _carried(year: Year) -> Amounts:
    operating, investment = _closing(year.number - 1)
    reserved = min(operating, max(_NONE, -investment))
    chosen = {
        Line("002", "01", "002", "R"): operating - reserved,
        Line("001", "01", "001", "D" if investment < 0 else "R"): abs(investment),
        Line("1068", "01", "10", "R", "", "922"): reserved,
    }
    return {line: amount for line, amount in chosen.items() if amount}


def _closing(number: int) -> tuple[Decimal, Decimal]:
    """Balances at the end of the year `number`: operating, investment."""
    year = next((year for year in years() if year.number == number), None)
    if year is None:
        first = settings()["first_balance"]
        return Decimal(first["operating"]), Decimal(first["investment"])
    lines = account(year)
    return balance(lines, operating=True), balance(lines, operating=False)
