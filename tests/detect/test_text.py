"""Folding of text, and the way back to the original."""

from hypothesis import given
from hypothesis import strategies as st

from jumelles.detect.text import Words, fold


def test_case_accents_and_punctuation_do_not_count() -> None:
    assert Words("CÔTE-D'IVOIRE").words == Words("côte d’ivoire").words == ["cote", "d", "ivoire"]
    assert Words("Cœur").words == Words("COEUR").words
    assert Words("E\u0301gypte").words == ["egypte"]
    assert fold("Île-de-Man") == "ile de man"
    assert fold("Łódź, Ærø") == "lodz  aero"


def test_places_are_those_of_the_original() -> None:
    text = "Nœud d'E\u0301gypte et œuvres du Mali"
    found = Words(text)
    mali, egypt = found.words.index("mali"), found.words.index("egypte")
    asked = [(mali, mali), (egypt, egypt), (egypt, mali)]
    assert [text[start:end] for start, end in found.spans(asked)] == ["Mali", "E\u0301gypte", text[7:]]


@given(st.text())
def test_any_text_folds_to_words_within_it(text: str) -> None:
    found = Words(text)
    spans = found.spans((place, place) for place in range(len(found.words)))
    for word, (start, end) in zip(found.words, spans, strict=True):
        assert 0 <= start < end <= len(text)
        assert word in fold(text[start:end]).replace(" ", "") or word in fold(text)
