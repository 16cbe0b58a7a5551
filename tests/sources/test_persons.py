"""Natural persons are summed by every reader that can tell them, never listed."""

from decimal import Decimal
from pathlib import Path

import pytest
from budget_documents import annex, budget, document, line
from official_files import read_file

from jumelles.sources import budget_xml, scdl_subsidies
from jumelles.sources.persons import has_civility


@pytest.mark.parametrize(
    "name", ["Mme Durand", "M. et Mme Durand", "MR DURAND", " Monsieur  Durand", "Mlle. D"]
)
def test_a_civility_tells_a_person(name: str) -> None:
    assert has_civility(name)


@pytest.mark.parametrize("name", ["Mme", "Mad Jazz", "Madame", "", "M", "Les Amis de M. Durand", "MMES"])
def test_nothing_else_does(name: str) -> None:
    assert not has_civility(name)


def test_a_budget_document_sums_persons_by_their_code_and_by_their_civility(tmp_path: Path) -> None:
    grants = annex(
        "CONCOURS",
        {"LibOrgaBenef": "Deux Rives", "MtSubv": "10", "CodNatJurBenefCA": "P1", "CodArticle": "6574"},
        {"LibOrgaBenef": "Mme Durand", "MtSubv": "20", "CodNatJurBenefCA": "P1", "CodArticle": "6574"},
        {"LibOrgaBenef": "Durand", "MtSubv": "30.50", "CodNatJurBenefCA": "P3", "CodArticle": "6574"},
    )
    path = tmp_path / "document.xml"
    path.write_bytes(document(budget(line(), annexes=grants)))
    found = read_file(budget_xml.FORMAT, path, "219999996")
    assert "Durand" not in str(found.tables)
    listed = {row["beneficiary"]: (row["amount"], row["summed"]) for row in found["grants"]}
    assert listed == {
        "Deux Rives": (Decimal("10.00"), None),
        "Personnes physiques": (Decimal("50.50"), 2),
    }
    assert found.reading.balanced


def test_a_list_of_subsidies_does_the_same(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text(
        "nomAttribuant;idAttribuant;dateConvention;nomBeneficiaire;objet;montant;nature\n"
        "Ville;21999999600015;2020-01-01;Deux Rives;Puits;10;aide en numéraire\n"
        "Ville;21999999600015;2020-01-01;Mme Durand;Bourse;20;aide en numéraire\n"
        "Ville;21999999600015;2020-01-01;M. Durand;Bourse;30,50;aide en numéraire\n",
        encoding="utf-8",
    )
    found = read_file(scdl_subsidies.FORMAT, path, "219999996")
    assert "Durand" not in str(found.tables)
    assert sorted((row["amount"], row["summed"]) for row in found["grants"] if row["summed"]) == [
        (Decimal("50.50"), 2)
    ]
    assert found.reading.balanced
