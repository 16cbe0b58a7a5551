"""Names and places of files, as people say them."""

import re

from jumelles import reference
from jumelles.reference.words import N_, words

_LINE = re.compile(r"(line|character) (.+)")
_SHEET = re.compile(r"([^/$].*)!(\d+)")
_BUDGET = re.compile(r"(?:/CompteFinancierUnique)?/DocumentBudgetaire/Budget\[(\d+)\](?:/(.+))?")
_ROW = re.compile(r"(?:Annexes/DATA_\w+/)?(\w+)\[(?:(\d+)|.*)\]")
_CONTRACT = re.compile(r"/marches/([\w-]+)\[(\d+)\]")
_ITEM = re.compile(r"\$(?:\.(.+))?\[(\d+)\]")
_PLACES = {
    "line": N_("line {number}"),
    "character": N_("character {number}"),
    "LigneBudget": N_("line {number}"),
    "CONCOURS": N_("annex of grants, row {number}"),
    "PERSONNEL": N_("annex of staff, row {number}"),
    "ORGANISME_ENG": N_("annex of engagements, row {number}"),
    "marche": N_("contract {number}"),
    "contrat-concession": N_("concession {number}"),
}


def format_name(name: str, language: str) -> str:
    """What the format `name` is called; the name itself when it has no words."""
    return str(reference.document("formats.toml").get(name, {}).get(language, name))


def place_name(locator: str, language: str) -> str:
    """Where something stands in a file: `ligne 12`, `Mandats 2019, ligne 12`, `budget 1, ligne 508`.

    A locator that is none of these stays as it is.
    """
    say = words(language)
    if found := _LINE.fullmatch(locator) or _CONTRACT.fullmatch(locator):
        return say(_PLACES[found[1]]).format(number=found[2]) if found[1] in _PLACES else locator
    if found := _SHEET.fullmatch(locator):
        return f"{found[1]}, {say(_PLACES['line']).format(number=found[2])}"
    if found := _ITEM.fullmatch(locator):
        item = say("item {number}").format(number=int(found[2]) + 1)  # JSON counts from 0, people from 1
        return f"{found[1]}, {item}" if found[1] else item
    found = _BUDGET.fullmatch(locator)
    return _in_budget(found[1], found[2] or "", language) or locator if found else locator


def _in_budget(budget: str, inside: str, language: str) -> str:
    """The place in a budget document; empty when its row is of no known kind."""
    say = words(language)
    where = say("budget {number}").format(number=budget)
    row = _ROW.fullmatch(inside)
    if row is None or row[1] not in _PLACES:
        return "" if inside else where
    if row[2] is None:
        return f"{where}, {say('annex of grants, natural persons together')}"
    return f"{where}, {say(_PLACES[row[1]]).format(number=row[2])}"
