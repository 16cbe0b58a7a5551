"""Procurement data: real files of both formats, modifications, persons, republications, damage."""

import json
from collections import Counter
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from official_files import Outcome, read_file, recognised

from jumelles.sources.decp import FORMAT
from jumelles.sources.reading import FileRefused

SIREN = "219999996"


def _contract(**more: Any) -> dict[str, Any]:
    return {
        "id": "2023-01",
        "acheteur": {"id": SIREN + "00018"},
        "objet": "Accueil d'une délégation",
        "codeCPV": "55120000-7",
        "procedure": "Procédure adaptée",
        "dureeMois": 12,
        "dateNotification": "2023-02-01",
        "datePublicationDonnees": "2023-02-05",
        "montant": 1000.5,
        "titulaires": [{"titulaire": {"typeIdentifiant": "SIRET", "id": "38103128500491"}}],
        **more,
    }


def _read(tmp_path: Path, *contracts: dict[str, Any], kind: str = "marche") -> Outcome:
    path = tmp_path / "decp.json"
    path.write_text(json.dumps({"marches": {kind: contracts}}), encoding="utf-8")
    return read_file(FORMAT, path, SIREN)


REAL = {
    ("decp_test_2019.json", "215002221"): ("79237.00", "12345678900022", "1.0000"),
    ("decp_test_2019.json", "219740222"): ("137614.00", "34027049500021; TVA 1111111111", None),
    ("decp_test_2022.json", "221300015"): (
        "22540.00",
        "12345678900022; 05650171100115; 88359829400030",
        "100.0000",
    ),
    ("decp_test_2022.json", "210300422"): ("124557.46", "81223513300026; 98756638100011", "17.0000"),
    ("decp_test_2022.json", "215002221"): ("49599.25", "91824625700011", "11.0000"),
    ("decp_test_2022.json", "216901231"): (
        "1214900.00",
        "39210031900038; 39210873400063; 39830819700035",
        "49.0000",
    ),
    ("fcp_Marche.xml", "217500016"): ("575000.00", "55204599900869", "48.0000"),
}


@pytest.mark.parametrize("case", REAL, ids="-".join)
def test_real_contracts_as_their_last_modification_leaves_them(shared: Path, case: tuple[str, str]) -> None:
    file, siren = case
    outcome = read_file(FORMAT, shared / "data/procurement" / file, siren)
    row = outcome["contracts"][0]
    amount, suppliers, months = REAL[case]
    assert row["amount"] == Decimal(amount)
    assert row["supplier_id"] == suppliers
    assert row["months"] == (Decimal(months) if months else None)
    assert outcome.reading.balanced
    assert len(outcome["contracts"]) == 1


def test_real_concessions_state_their_whole_value(shared: Path) -> None:
    path = shared / "data/procurement/fcp_marches_concessions.json"
    outcome = read_file(FORMAT, path, "123456789")
    assert [(row["kind"], row["amount"], row["months"]) for row in outcome["contracts"]] == [
        ("concession", Decimal("25.00"), Decimal(14))
    ] * 2
    assert outcome.reading.skipped == Counter({"other-authority": 2})


@pytest.mark.parametrize(
    "file", ["decp_test_2019.json", "decp_test_2022.json", "fcp_marches_concessions.json", "fcp_Marche.xml"]
)
def test_real_files_are_recognised_and_other_buyers_left_out(shared: Path, file: str) -> None:
    path = shared / "data/procurement" / file
    assert recognised(FORMAT, path.read_bytes()).score == 1.0
    reading = read_file(FORMAT, path, SIREN).reading
    assert reading.read > 0
    assert reading.skipped == Counter({"other-authority": reading.read})


def test_the_schema_of_the_format_is_not_a_file_of_that_format(shared: Path) -> None:
    schema = shared / "data/procurement/fcp_schema_decp_v2.0.3.json"
    assert recognised(FORMAT, schema.read_bytes()).score < 0.5


def test_the_same_contract_in_xml_published_twice_is_kept_once(shared: Path) -> None:
    outcome = read_file(FORMAT, shared / "data/procurement/fcp_Marche.xml", "217500016")
    assert outcome.reading.skipped == Counter({"contract-republished": 1})
    assert outcome["contracts"][0]["locator"] == "/marches/marche[2]"


@pytest.mark.parametrize("file", ["decp_test_2022.json", "fcp_Marche.xml"])
def test_truncated_files_are_refused_whole(shared: Path, tmp_path: Path, file: str) -> None:
    content = (shared / "data/procurement" / file).read_bytes()
    path = tmp_path / file
    for size in range(1, 10):
        path.write_bytes(content[: len(content) * size // 10])
        with pytest.raises(FileRefused):
            read_file(FORMAT, path, SIREN)


def test_a_contract_in_full(tmp_path: Path) -> None:
    place = {"code": "SN", "typeCode": "Code pays", "nom": "Sénégal"}
    row = _read(tmp_path, _contract(lieuExecution=place))["contracts"][0]
    assert row["place_of_work"] == "Sénégal SN (Code pays)"
    assert (row["year"], str(row["notified"]), row["kind"]) == (2023, "2023-02-01", "purchase")
    assert (row["contract"], row["cpv"], row["amount"]) == ("2023-01", "55120000-7", Decimal("1000.50"))
    assert (row["siren"], row["locator"], row["place"]) == (SIREN, "$.marches.marche[0]", 1)


def test_an_amount_is_not_multiplied_by_suppliers_nor_added_to_by_modifications(tmp_path: Path) -> None:
    suppliers = [
        {"denominationSociale": "Atelier A", "id": "38103128500491"},
        {"denominationSociale": "Atelier B", "typeIdentifiant": "HORS-UE", "id": "SNATELIER"},
    ]
    changes = [
        {"modification": {"dateNotificationModification": "2023-09-01", "montant": 1500}},
        {"modification": {"dateNotificationModification": "2023-05-01", "montant": 1200, "dureeMois": 18}},
    ]
    rows = _read(tmp_path, _contract(titulaires=suppliers, modifications=changes))["contracts"]
    assert [(row["amount"], row["months"], row["supplier"]) for row in rows] == [
        (Decimal("1500.00"), Decimal(18), "Atelier A; Atelier B")
    ]
    assert rows[0]["supplier_id"] == "38103128500491; HORS-UE SNATELIER"


@pytest.mark.parametrize(
    "person",
    [
        {"denominationSociale": "Mme Awa DIOP", "id": "38103128500491"},
        {"denominationSociale": "Monsieur DURAND", "id": "38103128500491"},
        {"denominationSociale": "DURAND Paul", "typeIdentifiant": "NIR", "id": "180019912345678"},
    ],
)
def test_natural_persons_are_never_listed(tmp_path: Path, person: dict[str, str]) -> None:
    outcome = _read(tmp_path, _contract(titulaires=[person]))
    row = outcome["contracts"][0]
    assert (row["supplier"], row["supplier_id"]) == (None, None)
    assert outcome.codes == ["supplier-is-a-person"]


def test_a_firm_whose_name_starts_like_a_title_is_listed(tmp_path: Path) -> None:
    firm = {"denominationSociale": "MRT Voyages", "id": "38103128500491"}
    assert _read(tmp_path, _contract(titulaires=[firm]))["contracts"][0]["supplier"] == "MRT Voyages"


def test_only_the_newest_publication_counts_but_lots_are_kept_apart(tmp_path: Path) -> None:
    outcome = _read(
        tmp_path,
        _contract(montant=2, datePublicationDonnees="2023-06-01"),
        _contract(montant=1),
        _contract(montant=5, objet="Lot 2"),
    )
    assert [row["amount"] for row in outcome["contracts"]] == [Decimal(2), Decimal(5)]
    assert outcome.reading.skipped == Counter({"contract-republished": 1})
    assert outcome.reading.balanced


def test_durations_and_amounts_not_stated(tmp_path: Path) -> None:
    outcome = _read(tmp_path, _contract(dureeMois="NC", montant=None), _contract(id="2", dureeMois="un an"))
    assert [row["months"] for row in outcome["contracts"]] == [None, None]
    assert outcome["contracts"][0]["amount"] is None
    assert outcome.codes == ["contract-amount-missing", "duration-unreadable"]


def test_a_duration_of_centuries_was_typed_wrong(tmp_path: Path) -> None:
    outcome = _read(tmp_path, _contract(dureeMois=99_999), _contract(id="2", dureeMois=1_188))
    assert [row["months"] for row in outcome["contracts"]] == [None, Decimal(1_188)]
    assert outcome.codes == ["duration-unreadable"]


def test_bad_contracts_are_refused_and_told(tmp_path: Path) -> None:
    outcome = _read(
        tmp_path,
        _contract(montant="beaucoup"),
        _contract(montant=1e17),
        _contract(dateNotification="20202-01-01"),
        _contract(dateNotification="demain"),
        _contract(acheteur=None),
        _contract(acheteur={"id": "2,2E+13"}),
        "pas un marché \ud800",  # type: ignore[arg-type]
        _contract(),
    )
    assert outcome.codes == [
        "amount-unreadable",
        "amount-unreadable",
        "year-implausible",
        "date-unreadable",
        "buyer-missing",
        "identifier-unreadable",
        "contract-unreadable",
    ]
    assert (outcome.reading.kept, outcome.reading.refused) == (1, 7)
    assert all(problem.text("fr") and problem.text("en") for problem in outcome.reading.problems)


def test_amounts_stay_exact_in_text(tmp_path: Path) -> None:
    path = tmp_path / "decp.json"
    text = json.dumps({"marches": [_contract(montant="@")]}).replace('"@"', "9007199254740993.01")
    path.write_text(text, encoding="utf-8")
    assert read_file(FORMAT, path, SIREN)["contracts"][0]["amount"] == Decimal("9007199254740993.01")


def test_records_that_straddle_the_buffer_are_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("jumelles.sources.json_stream.CHUNK", 7)
    outcome = _read(tmp_path, *[_contract(id=str(number)) for number in range(5)])
    assert outcome.reading.kept == 5


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b'{"marches": [' + b"[" * 50_000,
        b'{"marches": []} et la suite',
        b'{"marches": [{"objet": "\xe9"}]}',
        b'{"marches": [{"id": 1} {"id": 2}]}',
        b'<!DOCTYPE m [<!ENTITY e SYSTEM "file:///etc/hostname">]><marches><marche><id>&e;</id></marche></marches>',
        b"<marches><marche>" + b"<a>" * 5_000,
        b"\x00" * 4096,
    ],
)
def test_hostile_files_are_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "hostile"
    path.write_bytes(content)
    with pytest.raises(FileRefused) as refused:
        read_file(FORMAT, path, SIREN)
    assert refused.value.problem.text("fr")


def test_a_key_that_is_not_marches_is_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "decp.json"
    path.write_text(
        json.dumps({"meta": {"a": [1, None]}, "marches": {"marche": None, "n": 1}}), encoding="utf-8"
    )
    reading = read_file(FORMAT, path, SIREN).reading
    assert (reading.read, reading.refused) == (1, 1)
