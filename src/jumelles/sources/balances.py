"""DGFiP *balances comptables* (accounts of the public accountant), with or without the function, as CSV.

One row is an account (`COMPTE`), by function where the file has `FONCTION`, of a budget of an authority.
In the schema published with the data, `OBNETDEB`/`OBNETCRE` are budgetary operations, debit and credit, *net
of cancellations* and *order operations included*; `OOBDEB`/`OOBCRE` are the order operations among them.
`BE*` (opening), `ONB*` (outside the budget) and `SD`/`SC` (closing) are not budgetary: a row with nothing
else is left out (`no-budget-operation`). So:

    real expense = OBNETDEB − OOBDEB        order expense = OOBDEB
    real revenue = OBNETCRE − OOBCRE        order revenue = OOBCRE

**The side alone says expense or revenue, in every class.** A budgetary debit is a payment order (*mandat*), a
budgetary credit a receipt order (*titre*); a cancellation is already taken off its own side and may leave it
negative. So a credit on class 6 is revenue (6419 *remboursements sur rémunérations*, 629 *rabais*: chapter
013) and a debit on class 7 is expense (739x *reversements*: chapter 014), as in the authority's own account,
whose lines bear `CodRD` R on 6419 and D on 739x. Classes 1 and 2 have both sides (165: deposits taken and
given back). Netting one side by the other, as some do, would lower both totals. Results brought forward (001,
002) are not budgetary operations here, and do not appear.

A row gives up to four lines; the locator names the columns of each. `CBUDG`: 1 main budget, 2 main budget of
an attached body (CCAS, caisse des écoles: own SIREN), 3 annex budget. `FONCTION` bears the chapter in budgets
voted by function (930…): how a budget is voted is not stated, and is told from all its functions.
Written from the published schema: no real file was at hand, so the tests read files made to that schema, one
of them out of the lines of a real account.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

from jumelles.records.accounts import function_without_prefix, section_of
from jumelles.records.money import exact_cents
from jumelles.records.nomenclature import longest
from jumelles.records.vocabulary import Budget, Direction, Stage, Vote
from jumelles.sources import named_rows
from jumelles.sources.named_rows import Layout, NamedRow
from jumelles.sources.reading import Format, Match, Reading, Sample
from jumelles.sources.values import UnreadableError, euros, own, year

NAME = "Balance DGFiP"
BUDGETS = {"1": Budget.MAIN, "2": Budget.MAIN, "3": Budget.ANNEX}
_SIDES = ((Direction.EXPENSE, "OBNETDEB", "OOBDEB"), (Direction.REVENUE, "OBNETCRE", "OOBCRE"))
_NEEDED = ("EXER", "SIREN", "CBUDG", "NOMEN", "COMPTE", "OBNETDEB", "OBNETCRE", "OOBDEB", "OOBCRE")
LAYOUT = Layout({name: (name,) for name in (*_NEEDED, "IDENT", "LBUDG", "FONCTION")}, needed=_NEEDED)
_ABRIDGED = re.compile(r"(M\d+)A$")
_ACCOUNT = re.compile(r"[1-7]\d*$", re.ASCII)


@dataclass(frozen=True)
class BudgetKey:
    """A budget of the authority in a year; its name may vary from row to row."""

    year: int
    siret: str
    budget: Budget
    nomenclature: str
    name: str = field(compare=False)


@dataclass(frozen=True)
class Amount:
    """One of the (up to four) budgetary amounts of an account, and the columns it comes from."""

    direction: Direction
    real: bool
    euros: Decimal
    columns: str


@dataclass(frozen=True)
class Account:
    """A row that holds budgetary operations."""

    nature: str
    function: str
    amounts: tuple[Amount, ...]
    place: int
    locator: str


def recognise(sample: Sample) -> Match:
    """A CSV whose first line has the accountant's columns."""
    return named_rows.recognise(sample, LAYOUT)


def read(path: Path, reading: Reading) -> None:
    """The authority's budgets into `documents` and `budget_lines` (stage CA, amounts `executed`).

    Only the authority's own rows stay in memory. Raises FileRefused when needed columns are missing.
    """
    budgets: defaultdict[BudgetKey, list[Account]] = defaultdict(list)
    for row in named_rows.named_rows(path, LAYOUT, reading):
        try:
            skipped = _take(row, reading.authority.siren, budgets)
        except UnreadableError as error:
            reading.refuse(error.problem(row.locator, row.place))
            continue
        if skipped:
            reading.skip(skipped)
    for budget, accounts in budgets.items():
        _write(budget, accounts, reading)


def _take(row: NamedRow, siren: str, budgets: defaultdict[BudgetKey, list[Account]]) -> str:
    """Put the account with its budget, or answer the reason to skip the row. Raises UnreadableError."""
    values = row.values
    if own(values["SIREN"], siren) is None:
        return "other-authority"
    amounts = tuple(_amounts(values))
    if not amounts:
        return "no-budget-operation"
    if not _ACCOUNT.match(values["COMPTE"]):
        raise UnreadableError("account-unreadable", values["COMPTE"])
    account = Account(values["COMPTE"], values.get("FONCTION", ""), amounts, row.place, row.locator)
    budgets[_budget(values)].append(account)
    return ""


def _amounts(values: Any) -> Iterator[Amount]:
    for direction, total_column, order_column in _SIDES:
        total, order = (euros(values[name] or "0") for name in (total_column, order_column))
        real = _real(total, order)
        if real:
            yield Amount(direction, True, real, f"{total_column} − {order_column}")
        if order:
            yield Amount(direction, False, order, order_column)


def _real(total: Decimal, order: Decimal) -> Decimal:
    try:
        return exact_cents(total - order)
    except ValueError:
        raise UnreadableError("amount-unreadable", f"{total} − {order}") from None


def _budget(values: Any) -> BudgetKey:
    kind = BUDGETS.get(values["CBUDG"].removesuffix(".0"))
    if kind is None:
        raise UnreadableError("budget-kind-unknown", values["CBUDG"])
    siret = values.get("IDENT", "")
    name = values.get("LBUDG", "")
    return BudgetKey(year(values["EXER"]), siret, kind, nomenclature_of(values["NOMEN"]), name)


def nomenclature_of(written: str) -> str:
    """The nomenclature in the form of budget documents: `M57A` (abridged) is `M57-M57_A`."""
    abridged = _ABRIDGED.match(written.upper())
    return f"{abridged[1]}-{abridged[1]}_A" if abridged else written.upper()


def vote_of(accounts: list[Account], nomenclature: str) -> Vote | None:
    """How a budget is voted: by function when every function bears a chapter, by nature when none does.

    None when there is no function to tell it from, or when only some bear one.
    """
    functions = {account.function for account in accounts if account.function}
    chapters = {code for code in functions if _bears_chapter(code, nomenclature)}
    if not functions or (chapters and chapters != functions):
        return None
    return Vote.FUNCTION if chapters else Vote.NATURE


def _bears_chapter(function: str, nomenclature: str) -> bool:
    return len(function) > 2 and longest("chapter_prefixes.csv", "prefix", function, nomenclature) is not None


def _write(budget: BudgetKey, accounts: list[Account], reading: Reading) -> None:
    vote = vote_of(accounts, budget.nomenclature)
    shared = {
        "siren": reading.authority.siren,
        "year": budget.year,
        "stage": Stage.CA,
        "budget": budget.budget,
        "nomenclature": budget.nomenclature,
    }
    document = reading.document(
        **shared,
        format=NAME,
        siret=budget.siret,
        decision_number="0",
        authority=reading.authority.name,
        budget_name=budget.name,
        vote=vote,
    )
    lines = [line for account in accounts for line in _lines(account, budget.nomenclature, vote)]
    columns = {name: [line[name] for line in lines] for name in lines[0]}
    columns |= {name: [value] * len(lines) for name, value in {**shared, "document": document}.items()}
    reading.rows("budget_lines", columns, kept=len(accounts))


def _lines(account: Account, nomenclature: str, vote: Vote | None) -> Iterator[dict[str, Any]]:
    function, chapter = function_without_prefix(account.function, nomenclature, vote)
    for amount in account.amounts:
        yield {
            "nature": account.nature,
            "function": function,
            "chapter": chapter,
            "section": section_of(account.nature, chapter, nomenclature),
            "direction": amount.direction,
            "real": amount.real,
            "executed": amount.euros,
            "place": account.place,
            "locator": f"{account.locator}, {amount.columns}",
        }


FORMAT = Format(NAME, recognise, read)
