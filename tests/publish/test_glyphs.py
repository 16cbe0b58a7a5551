"""Letters that the fonts of the report lack are shown as such, and never stop it."""

import pytest

from jumelles.publish.glyphs import STAND_IN, shown


@pytest.mark.parametrize("text", ["Łódź", "Tiếng Việt", "Київ", "Ελλάδα", "œuvre – « été » €", ""])
def test_what_the_fonts_have_stays(text: str) -> None:
    assert shown(text) == text


@pytest.mark.parametrize("text", ["北京", "🌍", "እት"])
def test_what_they_lack_is_marked(text: str) -> None:
    assert shown(f"Ville de {text}.") == f"Ville de {STAND_IN * len(text)}."
