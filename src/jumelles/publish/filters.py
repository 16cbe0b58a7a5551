"""The filter under each table of the report, in the words that the spreadsheet `ledger.xlsx` uses."""

from jumelles.publish.edition import Edition
from jumelles.publish.labels import COLUMNS, PARTS
from jumelles.reference.words import N_

_SHEETS = {
    "ledger": N_("Entries"),
    "documents": N_("Documents"),
    "problems": N_("Problems"),
    "general_budget": N_("By year"),
}
_OTHERS = {"amount": N_("General budget"), "population": N_("Population"), "code": N_("Code")}


def spoken(edition: Edition, which: str) -> str:
    """`ledger: part = coded | found, year = …` as sheet, columns and values of `ledger.xlsx`."""
    return " ; ".join(_sheet(edition, piece) for piece in which.split("; ")) if which else ""


def _sheet(edition: Edition, piece: str) -> str:
    name, _, conditions = piece.partition(": ")
    sheet = edition.say("sheet “{name}”").format(name=edition.say(_SHEETS[name]))
    said = ", ".join(_condition(edition, one) for one in conditions.split(", ") if one)
    return f"{sheet}, {said}" if said else sheet


def _condition(edition: Edition, text: str) -> str:
    say = edition.say
    less, column, values = text.startswith("less "), *text.removeprefix("less ").partition(" = ")[::2]
    name = say(COLUMNS[column]) if column in COLUMNS else say(_OTHERS.get(column, column))
    quoted = say(" or ").join(_value(edition, column, value) for value in values.split(" | ") if value)
    return f"{say('less') + ' ' if less else ''}{name}{f' = {quoted}' if quoted else ''}"


def _value(edition: Edition, column: str, value: str) -> str:
    known = column == "part" and value in PARTS
    return edition.say("“{name}”").format(name=edition.say(PARTS[value])) if known else value
