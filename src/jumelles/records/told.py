"""Names and places of files, as people say them."""

import re

from jumelles import reference

_LINE = re.compile(r"^(line|character) (\S+)")
_SHEET = re.compile(r"^([^/$].*)!(\d+)$")
_WORDS = {
    "fr": {"line": "ligne", "character": "caractère", "row": "ligne"},
    "en": {"line": "line", "character": "character", "row": "row"},
}


def format_name(name: str, language: str) -> str:
    """What the format `name` is called; the name itself when it has no words."""
    return str(reference.document("formats.toml").get(name, {}).get(language, name))


def place_name(locator: str, language: str) -> str:
    """Where something stands in a file: `ligne 12`, `Mandats 2019, ligne 12`; other locators as they are."""
    words = _WORDS[language]
    said = _LINE.sub(lambda found: f"{words[found[1]]} {found[2]}", locator)
    return _SHEET.sub(lambda found: f"{found[1]}, {words['row']} {found[2]}", said)
