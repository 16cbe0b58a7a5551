"""Traps of the field: what a name means where it stands, and what the model makes of it."""

import json
import pickle
import random
from typing import Any

import pyarrow as pa
import pytest

from jumelles import detect, reference


def _rows(*texts: str | None, beneficiary: str | None = None) -> pa.RecordBatch:
    ids = [str(i) for i in range(len(texts))]
    return pa.RecordBatch.from_pydict(
        {"id": ids, "beneficiary": [beneficiary] * len(ids), "object": list(texts)}
    )


def _one(text: str, *partners: str) -> dict[str, Any]:
    found: dict[str, Any] = detect.batch(_rows(text), detect.knowledge(partners)).to_pylist()[0]
    return found


def _named(text: str, authority: str | None = None) -> dict[str, Any]:
    row = pa.RecordBatch.from_pydict({"id": ["1"], "authority": [authority], "beneficiary": [text]})
    found: dict[str, Any] = detect.batch(row, detect.knowledge()).to_pylist()[0]
    return found


def _names(found: dict[str, Any]) -> set[str]:
    return {clue["name"] for clue in json.loads(found["evidence"])}


@pytest.mark.parametrize(
    ("text", "countries"),
    [
        ("Puits au MALI", "MLI"),
        ("cooperation avec la Cote d Ivoire", "CIV"),
        ("Projet en République démocratique du Congo", "COD"),
        ("École au Congo", ""),
        ("Palestine et Israël", "ISR;PSE"),
        ("santé en Guinée-Bissau", "GNB"),
        ("santé en Guinée", "GIN"),
        ("agriculture en Guinée équatoriale", "GNQ"),
        ("École au Soudan du Sud", "SSD"),
        ("École au Niger", "NER"),
        ("École au Nigeria", "NGA"),
        ("Support to Cambodia", "KHM"),
        ("École à l'île Maurice", "MUS"),
        ("Jumelage avec Luxembourg", "LUX"),
        ("Projet au Kosovo", "XKX"),
        ("forage à Tombouctou", "MLI"),
        ("échange scolaire à Wrocław", "POL"),
    ],
)
def test_country_names(text: str, countries: str) -> None:
    found = _one(text)
    assert found["countries"] == countries
    assert found["perimeter"] == "core"


@pytest.mark.parametrize(
    "text",
    [
        "12 rue de la Grèce",
        "SCI 4 av. du Maroc",
        "SDC 2 QUAI DE LA TUNISIE",
        "Place de l'Italie, boulevard d’Espagne",
        "place du Niger",
        "rue de Stalingrad",
        "avenue d'Heidelberg",
        "Restaurant du Vietnam",
        "Ordre de Malte",
        "Centre Maurice Ravel",
        "Ecole Saint-Dominique",
        "Les amis du jardin du Luxembourg",
        "atelier jersey et laine",
        "La Réunion et la Guadeloupe",
        "Nouvelle-Calédonie",
        "Polynésie française",
        "Fribourg",
        "Montréal (Aude)",
        "Malin plaisir",
        "Chinegrafie",
        "",
    ],
)
def test_what_is_not_abroad(text: str) -> None:
    for found in (_one(text), _named(text)):
        assert found["perimeter"] == "none"
        assert found["countries"] == ""


@pytest.mark.parametrize("text", ["FNACA Algérie", "Anciens combattants d'Algérie, Tunisie et Maroc"])
def test_veterans_speak_against_the_country(text: str) -> None:
    assert _named(text)["perimeter"] == "none"


@pytest.mark.parametrize(
    ("text", "perimeter", "kind"),
    [
        ("INITIATIVE AGRICOLE POUR LE MALI EN FRANCE", "core", "solidarity"),
        ("RESEAU COOPERAT DECENTRAL PALESTINE", "core", None),
        ("Comité de jumelage", "core", "twinning"),
        ("Maison de l'Europe", "core", "european"),
        ("Festival international du film", "extended", "influence"),
        ("Amicale des Portugais", "extended", "diaspora"),
        ("Accueil des réfugiés", "extended", "asylum"),
        ("Secours populaire français", "none", None),
        ("Coopérative scolaire OCCE", "none", None),
    ],
)
def test_settled_cases_of_the_guide(text: str, perimeter: str, kind: str | None) -> None:
    found = _named(text)
    assert found["perimeter"] == perimeter
    if kind:
        assert found["kind"] == kind


def test_a_street_says_why_it_does_not_count() -> None:
    clue = next(
        c for c in json.loads(_one("Travaux 12 rue de la Grèce")["evidence"]) if c["name"] == "street"
    )
    assert (clue["words"], clue["field"], clue["start"], clue["end"]) == ("rue de la Grèce", "object", 11, 26)


def test_a_street_does_not_hide_the_country_beside_it() -> None:
    found = _one("Association du 12 rue de la Grèce : école au Mali")
    assert found["countries"] == "MLI"
    assert {"street", "country"} <= _names(found)


def test_the_longest_name_is_meant() -> None:
    assert _one("écoles au Soudan du Sud")["countries"] == "SSD"
    assert "body_none" in _names(_named("Emmaüs"))
    assert "body_core" in _names(_named("Emmaüs international"))


def test_twin_towns_are_those_of_the_authority() -> None:
    assert "twin_town" in _names(_named("Les amis de Rome", "Ville de Paris"))
    assert "twin_town" not in _names(_named("Les amis de Rome", "Ville de Nantes"))


def test_words_cut_or_grown_together_are_seen() -> None:
    assert _named("ASSOCIATION POUR L AIDE AU VILLAGE DU CAMEROU")["countries"] == "CMR"
    assert "glued" in _names(_named("Cambodgesolidaire"))
    assert "elsewhere@beneficiary" in _names(_named("Amis de Kingamakuni"))


PARTNER = "Association des amis de Tombouctou et du fleuve"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (PARTNER, "own_partner"),
        ("ASS. DES AMIS DE TOMBOUCTOU ET DU FLEUVE", "own_partner"),
        ("Subvention aux « amis de Tombouctou et du fleuve »", None),
        ("ASSO DES AMIS DE TOMBOUCTOU ET DU", "own_partner_cut"),
        ("ASSO DES AMIS DE TOMBOUCTOU ET D", "own_partner_cut"),
        ("ASSO DES AMIS DE", None),
        ("Des amis de Tombouctou sont venus", None),
        ("Association des amis", None),
    ],
)
def test_own_partners_are_found_whole_or_cut_at_the_end(text: str, name: str | None) -> None:
    found = _one(text, PARTNER)
    assert {clue for clue in _names(found) if clue.startswith("own_partner")} == ({name} if name else set())
    assert detect.linked(found["evidence"]) is bool(name)
    if name:
        assert found["perimeter"] == "core"


def test_own_partners_are_whole_words() -> None:
    assert "own_partner" not in _names(_one("Le chat de Bamako", "Cha"))
    assert "own_partner" in _names(_one("Ville de Bamako", "Bamako"))


def test_a_partner_may_name_its_country() -> None:
    assert _one("Ville de Beit Sira", "Beit Sira (Palestine)")["countries"] == "PSE"
    assert _one("Les ateliers (nord)", "Les ateliers (nord)")["countries"] == ""


def test_a_word_of_the_authority_counts() -> None:
    known = detect.knowledge(words=["Horizon 12"])
    assert detect.batch(_rows("aide HORIZON 12"), known)["perimeter"].to_pylist() == ["core"]
    assert _one("aide HORIZON 12")["perimeter"] == "none"


def test_a_department_of_international_relations_counts() -> None:
    rows = pa.RecordBatch.from_pydict(
        {
            "id": ["a", "b"],
            "object": ["projet", "projet"],
            "department": ["Relations internationales", "Sports"],
        }
    )
    core = detect.batch(rows, detect.knowledge())["p_core"].to_pylist()
    assert core[0] > core[1]


def test_probabilities_are_ordered() -> None:
    clueless, found, sure = _one(""), _one("école au Mali"), _one("Tombouctou au Mali", "Tombouctou")
    assert clueless["p_core"] < 0.1 < found["p_core"] < sure["p_core"]
    assert all(f["p_core"] + f["p_extended"] <= 1 for f in (clueless, found, sure))


def test_only_the_id_is_required_and_nulls_are_read() -> None:
    known = detect.knowledge()
    bare = detect.batch(pa.RecordBatch.from_pydict({"id": ["a", "b"]}), known)
    assert bare["perimeter"].to_pylist() == ["none", "none"]
    assert detect.batch(_rows(None, "puits au Mali"), known)["perimeter"].to_pylist() == ["none", "core"]
    assert detect.batch(_rows().cast(_rows("x").schema), known).num_rows == 0
    nothing = pa.RecordBatch.from_arrays([pa.array(["a"]), pa.nulls(1)], names=["id", "object"])
    assert detect.batch(nothing, known).schema == detect.SCHEMA


def test_it_runs_elsewhere_unchanged() -> None:
    rows = _rows("Mali", "rue du Mali", PARTNER)
    known = detect.knowledge([PARTNER])
    sent = pickle.loads(pickle.dumps(known))
    assert detect.batch(rows, sent).equals(detect.batch(rows, known))


def test_order_and_cutting_into_batches_do_not_matter() -> None:
    texts = ["Mali", "rue du Mali", PARTNER, "FNACA Algérie", "", "Maurice", "au Pérou"]
    random.Random(1).shuffle(texts)
    known = detect.knowledge([PARTNER])
    whole = detect.batch(_rows(*texts), known)
    parts = [detect.batch(_rows(*texts).slice(i, 1), known) for i in range(len(texts))]
    assert pa.Table.from_batches(parts).equals(pa.Table.from_batches([whole]).combine_chunks())


def test_the_version_changes_with_what_is_known() -> None:
    assert detect.knowledge().version == detect.knowledge([" "]).version
    assert detect.knowledge(["a", "b"]).version == detect.knowledge(["b", "a"]).version
    assert detect.knowledge(["a"]).version != detect.knowledge().version
    assert detect.knowledge(words=["a"]).version != detect.knowledge().version


def test_overseas_france_is_not_abroad() -> None:
    codes = {row["iso3"] for row in reference.rows("countries.csv")}
    assert not codes & {"FRA", "GLP", "MTQ", "GUF", "REU", "MYT", "NCL", "PYF", "SPM", "BLM", "MAF", "WLF"}
    assert {"MLI", "PSE", "XKX", "CIV", "COD", "USA"} <= codes
    assert len(codes) == len(reference.rows("countries.csv"))


@pytest.mark.parametrize(
    ("beneficiary", "text", "mode"),
    [
        ("Commune de Kayes", "état civil", "institutional_support"),
        ("MAIRIE DE RAMALLAH", None, "institutional_support"),
        ("Association Solidarité Mali", "puits à Kayes", None),
        ("Cités Unies France", "cotisation", "network_dues"),
    ],
)
def test_the_mode_comes_from_who_the_beneficiary_is(
    beneficiary: str, text: str | None, mode: str | None
) -> None:
    row = pa.RecordBatch.from_pydict({"id": ["1"], "beneficiary": [beneficiary], "object": [text]})
    assert detect.batch(row, detect.knowledge())["mode"].to_pylist() == [mode]


def test_a_town_comes_with_where_it_is() -> None:
    town = next(c for c in json.loads(_one("école à Tombouctou")["evidence"]) if c["name"] == "city")
    assert (round(town["latitude"]), round(town["longitude"])) == (17, -3)
    street = _one("rue de Tombouctou")["evidence"]
    assert "latitude" not in street
