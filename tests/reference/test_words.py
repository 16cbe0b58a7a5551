"""Everything a person reads has French words, and French typography."""

import ast
import re
from collections.abc import Iterator
from importlib.resources import files
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_file
from babel.messages.pofile import read_po

import jumelles
from jumelles.reference.words import words

HOME = Path(jumelles.__file__).parent
SPEAKERS = {"_", "say", "N_"}
FIELD = re.compile(r"\{[^}]*\}")


def spoken_in(source: str) -> Iterator[str]:
    """Messages written in Python: the literal given to a function that speaks."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            if name in SPEAKERS and isinstance(node.args[0].value, str):
                yield node.args[0].value


@pytest.fixture(scope="module")
def messages() -> set[str]:
    found = {text for path in HOME.rglob("*.py") for text in spoken_in(path.read_text(encoding="utf-8"))}
    for path in HOME.rglob("*.j2"):
        found |= {str(text) for _, text, *_ in extract_from_file("jinja2.ext:babel_extract", str(path))}
    return found


@pytest.fixture(scope="module")
def catalogue() -> dict[str, str]:
    text = (files("jumelles.reference") / "locale" / "fr.po").read_bytes()
    return {str(m.id): str(m.string) for m in read_po(BytesIO(text), locale="fr") if m.id}


def test_every_message_has_french(messages: set[str], catalogue: dict[str, str]) -> None:
    assert sorted(text for text in messages if not catalogue.get(text)) == []


def test_no_french_without_message(messages: set[str], catalogue: dict[str, str]) -> None:
    assert sorted(set(catalogue) - messages) == []


def test_french_fills_the_same_fields(catalogue: dict[str, str]) -> None:
    unlike = {
        text
        for text, french in catalogue.items()
        if sorted(FIELD.findall(text)) != sorted(FIELD.findall(french))
    }
    assert unlike == set()


def test_french_spaces_do_not_break(catalogue: dict[str, str]) -> None:
    assert [french for french in catalogue.values() if re.search(r" [:;?!»€%]|« ", french)] == []


def test_languages() -> None:
    assert words("fr")("Staff") == "Personnel"
    assert words("en")("Staff") == "Staff"
    with pytest.raises(ValueError, match="'de' is not spoken"):
        words("de")
