"""Budget XML and CFU: published sums on real files, and the official traps."""

import csv
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest
from budget_documents import SIRET, annex, budget, document, line
from official_files import Outcome, read_file, recognised

from jumelles.records.accounts import international_function
from jumelles.sources import budget_xml, cfu

SIREN = SIRET[:9]


def read(tmp_path: Path, content: bytes) -> Outcome:
    path = tmp_path / "budget"
    path.write_bytes(content)
    return read_file(budget_xml.FORMAT, path, SIREN)


def total(rows: list[dict[str, object]], **where: object) -> Decimal:
    chosen = [row for row in rows if all(row[name] == value for name, value in where.items())]
    return sum((row["executed"] or Decimal(0) for row in chosen), Decimal(0))


@pytest.mark.parametrize(
    ("file", "expense", "abroad", "received"),
    [
        ("montreuil/CA_2016.xml", "238433511.90", "541700.86", "70456.00"),
        ("montreuil/CA_2018.xml", "256338180.69", "387959.64", "2503.56"),
        ("montpellier/CA_2018.xml", "410624337.33", "0", "0"),
        ("mohon/totem.xml", "968446.15", "0", "0"),
    ],
)
def test_published_sums_to_the_cent(
    shared: Path, file: str, expense: str, abroad: str, received: str
) -> None:
    reader = cfu if "mohon" in file else budget_xml
    lines = read_file(reader.FORMAT, shared / "data/budgets" / file, SIREN)["budget_lines"]
    coded = [
        row
        for row in lines
        if (code := international_function(row["function"], row["nomenclature"], row["year"]))
        and not code.apart
    ]
    assert total(lines, real=True, direction="expense") == Decimal(expense)
    assert total(coded, real=True, direction="expense") == Decimal(abroad)
    assert total(coded, real=True, direction="revenue") == Decimal(received)


def test_every_real_document_balances(shared: Path) -> None:
    files = [p for p in sorted((shared / "data/budgets").rglob("*.xml")) if "broken" not in p.parts]
    assert len(files) >= 12
    for path in files:
        reading = read_file((cfu if "mohon" in path.parts else budget_xml).FORMAT, path, SIREN).reading
        assert reading.balanced
        assert reading.kept > 0
        assert reading.refused == 0


WORDS = {
    "section": {"fonctionnement": "operating", "investissement": "investment", "": None},
    "real": {"réel": True, "ordre": False, "": None},
    "direction": {"dépense": "expense", "recette": "revenue"},
}


def euros(text: str) -> Decimal | None:
    return Decimal(text).quantize(Decimal("0.01")) if text else None


def expected_line(row: dict[str, str], stage: str) -> dict[str, object]:
    """A line of the independent converter, under our names."""
    return {
        "nature": row["BGT_NATURE"] or None,
        "function": row["BGT_FONCTION"] or None,
        "chapter": row["BGT_CONTNAT"] or None,
        "operation": row["BGT_OPERATION"] or None,
        "section": WORDS["section"][row["BGT_SECTION"]],
        "real": WORDS["real"][row["BGT_OPBUDG"]],
        "direction": WORDS["direction"][row["BGT_CODRD"]],
        "executed": euros(row["BGT_MTREAL"]),
        "carried_over": euros(row["BGT_MTRAR3112"]),
        "voted": euros(row["BGT_CREDOUV"] if stage in ("CA", "CFU") else row["BGT_MTPREV"]),
    }


def test_equal_line_by_line_to_an_independent_converter(shared: Path) -> None:
    """All columns both have; two differences, both where the converter leaves a blank that we can fill.

    It gives no section to lines without chapter: we tell it from the account. It gives no open credits where
    the document has none: we fall back on the credits voted (MtPrev).
    """
    folders = [*sorted((shared / "data/budgets/crach").iterdir()), shared / "data/budgets/mohon"]
    differences: Counter[str] = Counter()
    compared = 0
    for folder in folders:
        reader = cfu if folder.name == "mohon" else budget_xml
        ours = read_file(reader.FORMAT, folder / "totem.xml", SIREN)["budget_lines"]
        with (folder / "expected.csv").open(encoding="utf-8", newline="") as file:
            theirs = list(csv.DictReader(file))
        assert len(ours) == len(theirs)
        for mine, their in zip(ours, theirs, strict=True):
            compared += 1
            for name, value in expected_line(their, mine["stage"]).items():
                if mine[name] != value:
                    assert name in ("section", "voted")
                    assert value is None
                    differences[name] += 1
                    assert name != "voted" or mine["voted"] == euros(their["BGT_MTPREV"])
    assert compared == 565
    assert differences == {"section": 144, "voted": 15}


def test_a_cfu_read_without_its_calculated_totals(shared: Path) -> None:
    outcome = read_file(cfu.FORMAT, shared / "data/budgets/mohon/totem.xml", SIREN)
    assert outcome.reading.skipped["calculated"] == 650
    assert {row["stage"] for row in outcome["documents"]} == {"CFU"}


@pytest.mark.parametrize(
    ("file", "code"),
    [
        ("totem_mauvais_siret.xml", "siret-unreadable"),
        ("totem_mauvaise_annee.xml", "year-implausible"),
        ("totem_mauvaise_etape.xml", "stage-unknown"),
        ("totem_mauvaise_nomenclature.xml", "nomenclature-unknown"),
    ],
)
def test_published_broken_documents(shared: Path, file: str, code: str) -> None:
    outcome = read_file(budget_xml.FORMAT, shared / "data/budgets/broken" / file, SIREN)
    assert outcome.codes[0] == code
    assert outcome.reading.balanced
    assert (outcome.reading.refused > 0) == (code != "nomenclature-unknown")


def test_the_header_of_each_budget(tmp_path: Path) -> None:
    two = document(
        budget(line()), budget(line(), line(), CodTypBud="A", NatDec="01", NumDec="02", Exer="2022")
    )
    outcome = read(tmp_path, two)
    first, second = outcome["documents"]
    assert (first["stage"], first["budget"], first["year"], first["population"]) == (
        "CA",
        "main",
        2021,
        42000,
    )
    assert (second["stage"], second["budget"], second["decision_number"]) == ("BP", "annex", "2")
    assert first["authority"] == "Ville d'Été"
    assert [row["document"] for row in outcome["budget_lines"]] == [first["document"]] + [
        second["document"]
    ] * 2
    assert outcome["budget_lines"][2]["locator"] == "/DocumentBudgetaire/Budget[2]/LigneBudget[2]"


def test_one_bad_budget_does_not_cost_the_other(tmp_path: Path) -> None:
    outcome = read(tmp_path, document(budget(line(), line(), Exer="20202"), budget(line())))
    assert (outcome.reading.kept, outcome.reading.refused) == (1, 2)
    assert outcome.codes == ["year-implausible"]


def test_encodings_follow_the_xml_declaration(tmp_path: Path) -> None:
    for encoding in ("UTF-8", "ISO-8859-1", "UTF-16"):
        outcome = read(tmp_path, document(budget(line(LibCpte="Été à Bamako")), encoding=encoding))
        assert outcome["budget_lines"][0]["label"] == "Été à Bamako"


def test_repeated_keys_negatives_and_missing_fields_are_kept(tmp_path: Path) -> None:
    lines = [line(), line(), line(MtReal="-2.50"), line(Fonction=None, MtReal=None, OpBudg="T")]
    rows = read(tmp_path, document(budget(*lines)))["budget_lines"]
    assert total(rows) == Decimal("17.50")
    assert rows[3]["function"] is None
    assert rows[3]["executed"] is None
    assert rows[3]["real"] is None


def test_prefixes_of_a_budget_voted_by_function(tmp_path: Path) -> None:
    by_function = budget(line(Fonction="93048", ContFon="930"), NatFonc="2", Nomenclature="M57-M57")
    row = read(tmp_path, document(by_function))["budget_lines"][0]
    assert (row["function"], row["chapter"], row["section"]) == ("048", "930", "operating")


def test_what_is_voted_depends_on_the_stage(tmp_path: Path) -> None:
    amounts = {"MtPrev": "5.00", "CredOuv": "7.00"}
    for stage, voted in (("01", "5.00"), ("09", "7.00")):
        row = read(tmp_path, document(budget(line(**amounts), NatDec=stage)))["budget_lines"][0]
        assert row["voted"] == Decimal(voted)


def test_an_unreadable_amount_costs_one_row(tmp_path: Path) -> None:
    outcome = read(tmp_path, document(budget(line(), line(MtReal="n.c."), line(MtReal="1 234,56"))))
    assert [row["executed"] for row in outcome["budget_lines"]] == [Decimal("10.00"), Decimal("1234.56")]
    assert outcome.codes == ["amount-unreadable"]
    assert outcome.reading.problems[0].locator.endswith("LigneBudget[2]")
    assert (outcome.reading.kept, outcome.reading.refused) == (2, 1)


def test_a_line_on_neither_side_is_refused(tmp_path: Path) -> None:
    outcome = read(tmp_path, document(budget(line(CodRD=None), line())))
    assert outcome.codes == ["direction-missing"]
    assert outcome.reading.balanced


def test_grants_in_money_and_in_kind(tmp_path: Path) -> None:
    rows = annex(
        "CONCOURS",
        {"LibOrgaBenef": " ASSO  A ", "MtSubv": "100.0", "CodArticle": "6574", "CodInvFonc": "F"},
        {
            "LibOrgaBenef": "B",
            "MtSubv": "0",
            "LibPrestaNat": "3 644 € Mise à disposition",
            "Siret": "2,43E+13",
        },
        {"LibOrgaBenef": "C", "MtSubv": "0", "LibPrestaNat": "MAD Personnel"},
    )
    outcome = read(tmp_path, document(budget(annexes=rows)))
    a, b, c = outcome["grants"]
    assert (a["beneficiary"], a["amount"]) == ("ASSO A", Decimal(100))
    assert (a["nature"], a["section"]) == ("6574", "operating")
    assert (b["in_kind"], b["beneficiary_id"]) == (Decimal(3644), None)
    assert (c["in_kind"], c["object"]) == (None, "MAD Personnel")


def test_natural_persons_are_summed_and_never_named(tmp_path: Path) -> None:
    people = [
        {"LibOrgaBenef": name, "MtSubv": amount, "CodNatJurBenefCA": "P3"}
        for name, amount in (("DUPONT JEAN", "100"), ("DURAND ZOE", "50.25"))
    ]
    outcome = read(
        tmp_path, document(budget(annexes=annex("CONCOURS", *people, {"LibOrgaBenef": "A", "MtSubv": "1"})))
    )
    summed, other = sorted(outcome["grants"], key=lambda row: row["place"])
    assert (summed["amount"], summed["summed"], summed["beneficiary"]) == (
        Decimal("150.25"),
        2,
        "Personnes physiques",
    )
    assert other["beneficiary"] == "A"
    assert "DUPONT" not in str(outcome.tables)
    assert (outcome.reading.read, outcome.reading.kept) == (3, 3)


def test_staff_and_engagements(tmp_path: Path) -> None:
    posts = annex(
        "PERSONNEL",
        {"EmploiGradeAgent": "Attaché", "CodCatAgent": "A", "EffectifBud": "2", "EffectifPourvu": "0.857"},
    )
    bodies = annex("ORGANISME_ENG", {"NomOrgEng": "CITES UNIES", "NatEng": "Adhésion", "MtOrgEng": "1500"})
    courses = annex("FORMATION", {"NomElu": "X"})
    unknown = annex("CHOSE_NOUVELLE", {"A": "1"}, {"A": "2"})
    outcome = read(tmp_path, document(budget(annexes=posts + bodies + courses + unknown)))
    assert outcome["staff"][0]["filled"] == Decimal("0.857")
    assert outcome["engagements"][0]["amount"] == Decimal(1500)
    assert outcome.reading.skipped == {"councillor-training": 1, "other-annex": 2}
    assert outcome.reading.balanced


def test_recognition_from_content() -> None:
    assert recognised(budget_xml.FORMAT, document(budget())).score == 1
    assert recognised(budget_xml.FORMAT, b"<html><body>404</body></html>").score < 0.5
    assert recognised(budget_xml.FORMAT, b"PK\x03\x04").missing == ("XML",)
    assert recognised(budget_xml.FORMAT, b"<DocumentBudgetaire><a/>").score < 0.5
    assert recognised(cfu.FORMAT, b'<doccfu:CompteFinancierUnique xmlns:doccfu="x">').score == 1
