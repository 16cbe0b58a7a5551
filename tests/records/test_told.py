"""Places of files in words; what is not known stays as it is."""

import pytest

from jumelles.records.told import format_name, place_name
from jumelles.sources.registry import FORMATS


@pytest.mark.parametrize(
    ("locator", "french", "english"),
    [
        ("line 12", "ligne 12", "line 12"),
        ("line 12, OBNETDEB", "ligne 12, OBNETDEB", "line 12, OBNETDEB"),
        ("character 80", "caractère 80", "character 80"),
        ("Mandats 2019!165", "Mandats 2019, ligne 165", "Mandats 2019, line 165"),
        ("/DocumentBudgetaire/Budget[2]", "budget 2", "budget 2"),
        ("/DocumentBudgetaire/Budget[1]/LigneBudget[508]", "budget 1, ligne 508", "budget 1, line 508"),
        (
            "/CompteFinancierUnique/DocumentBudgetaire/Budget[1]/Annexes/DATA_CONCOURS/CONCOURS[24]",
            "budget 1, annexe des subventions, ligne 24",
            "budget 1, annex of grants, row 24",
        ),
        (
            "/DocumentBudgetaire/Budget[1]/Annexes/DATA_CONCOURS/CONCOURS[CodNatJurBenefCA/@V='P3']",
            "budget 1, annexe des subventions, personnes physiques ensemble",
            "budget 1, annex of grants, natural persons together",
        ),
        ("/marches/marche[3]", "marché 3", "contract 3"),
        ("$.data[3]", "data, objet 4", "data, item 4"),
        ("$[0]", "objet 1", "item 1"),
        ("/DocumentBudgetaire/Budget[1]/Other[3]", *["/DocumentBudgetaire/Budget[1]/Other[3]"] * 2),
        ("", "", ""),
    ],
)
def test_places(locator: str, french: str, english: str) -> None:
    assert (place_name(locator, "fr"), place_name(locator, "en")) == (french, english)


def test_every_format_has_a_name_in_both_languages() -> None:
    unnamed = [
        f.name for f in FORMATS for language in ("fr", "en") if format_name(f.name, language) == f.name
    ]
    assert [name for name in unnamed if name != "spreadsheet"] == []  # English says it with the same word
