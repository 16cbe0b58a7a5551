"""What is said of problems: whole sentences, in both languages, of a case and of a kind."""

import pytest

from jumelles import reference
from jumelles.records.problem import Problem, kind_text

CODES = sorted(reference.document("problems.toml"))


@pytest.mark.parametrize("code", CODES)
def test_a_kind_is_told_without_case(code: str) -> None:
    for language in ("fr", "en"):
        text = kind_text(code, language)
        assert text[0] == text[0].upper()
        assert not {"{", "}", "?"} & set(text)
        assert "()" not in text
        assert len(text) > 12


def test_counts_of_other_rows_are_said_as_people_do() -> None:
    said = [Problem("year-unknown", "line 2", details={"others": n}).text("fr") for n in ("0", "1", "7")]
    assert said == [
        "ligne 2 : aucune année n'est écrite ; la ligne est gardée sans année.",
        "ligne 2 : aucune année n'est écrite ; la ligne est gardée sans année (1 autre ligne).",
        "ligne 2 : aucune année n'est écrite ; la ligne est gardée sans année (7 autres lignes).",
    ]


def test_formats_and_what_lacks_are_said_in_the_reader_s_language() -> None:
    problem = Problem(
        "file-not-recognised", details={"nearest": "scdl-subsidies", "missing": "grantor, OBNETDEB"}
    )
    assert (
        problem.text("fr")
        == "Format non reconnu. Le plus proche : subventions (SCDL). Il manque : attribuant, OBNETDEB."
    )
    assert (
        problem.text("en")
        == "Format not recognised. The nearest is subsidies (SCDL). Missing: grantor, OBNETDEB."
    )
