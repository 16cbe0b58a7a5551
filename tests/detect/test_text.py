"""Folding of text, and the way back to the original."""

from hypothesis import given
from hypothesis import strategies as st

from jumelles.detect.text import fold, words_of


def test_case_accents_and_punctuation_do_not_count() -> None:
    assert words_of("CÔTE-D'IVOIRE").words == words_of("côte d’ivoire").words == ["cote", "d", "ivoire"]
    assert words_of("Cœur").words == words_of("COEUR").words
    assert words_of("E\u0301gypte").words == ["egypte"]
    assert fold("Île-de-Man") == "ile de man"
    assert fold("Łódź, Ærø") == "lodz  aero"


def test_places_are_those_of_the_original() -> None:
    text = "Nœud d'E\u0301gypte et œuvres du Mali"
    found = words_of(text)
    start, end = found.spans()[found.words.index("mali")]
    assert text[start:end] == "Mali"
    start, end = found.spans()[found.words.index("egypte")]
    assert text[start:end] == "E\u0301gypte"


@given(st.text())
def test_any_text_folds_to_words_within_it(text: str) -> None:
    found = words_of(text)
    for word, (start, end) in zip(found.words, found.spans(), strict=True):
        assert 0 <= start < end <= len(text)
        assert word in fold(text[start:end]).replace(" ", "") or word in fold(text)
