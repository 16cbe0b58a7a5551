"""Each rule on its traps."""

import json
import pickle
import random
from typing import Any

import pyarrow as pa
import pytest

from jumelles import detect, reference
from jumelles.detect.clues import weights


def _rows(*texts: str | None, beneficiary: str | None = None) -> pa.RecordBatch:
    ids = [str(i) for i in range(len(texts))]
    return pa.RecordBatch.from_pydict(
        {"id": ids, "beneficiary": [beneficiary] * len(ids), "object": list(texts)}
    )


def _one(text: str, *partners: str) -> dict[str, Any]:
    found: dict[str, Any] = detect.batch(_rows(text), detect.knowledge(partners)).to_pylist()[0]
    return found


def _names(found: dict[str, Any]) -> list[str]:
    return [clue["name"] for clue in json.loads(found["evidence"])]


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
        ("Soudan du Sud", "SSD"),
        ("Niger", "NER"),
        ("Nigeria", "NGA"),
        ("Support to Cambodia", "KHM"),
        ("École à l'île Maurice", "MUS"),
        ("au Luxembourg", "LUX"),
        ("Jumelage avec Luxembourg", "LUX"),
        ("Kosovo", "XKX"),
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
        "Restaurant du Vietnam",
        "Hotel de Suède",
        "FNACA Algérie",
        "Anciens combattants d'Algérie, Tunisie et Maroc",
        "Ordre de Malte",
        "Centre Maurice Ravel",
        "Ecole Saint-Dominique",
        "festival international Maurice Jaubert",
        "Les amis du jardin du Luxembourg",
        "atelier jersey et laine",
        "La Réunion et la Guadeloupe",
        "Nouvelle-Calédonie",
        "Polynésie française",
        "Malin plaisir",
        "Chinegrafie",
        "",
    ],
)
def test_what_is_not_a_foreign_country(text: str) -> None:
    found = _one(text)
    assert found["perimeter"] == "none"
    assert found["countries"] == ""


def test_a_street_says_why_it_does_not_count() -> None:
    (clue,) = json.loads(_one("Travaux 12 rue de la Grèce")["evidence"])
    assert clue == {
        "name": "street_name",
        "words": "rue de la Grèce",
        "field": "object",
        "start": 11,
        "end": 26,
        "weight": -1.0,
        "weight_extended": -1.0,
        "direction": "-",
    }


def test_a_street_does_not_hide_the_country_beside_it() -> None:
    found = _one("Association du 12 rue de la Grèce : école au Mali")
    assert found["countries"] == "MLI"
    assert _names(found) == ["street_name", "country"]


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
    assert _names(found) == ([name] if name else [])
    assert found["perimeter"] == ("core" if name else "none")
    assert detect.linked(found["evidence"]) is bool(name)


def test_own_partners_are_whole_words() -> None:
    assert _names(_one("Le chat de Bamako", "Cha")) == []
    assert _names(_one("Ville de Bamako", "Bamako")) == ["own_partner"]


def test_a_partner_may_name_its_country() -> None:
    assert _one("Ville de Beit Sira", "Beit Sira (Palestine)")["countries"] == "PSE"
    assert _one("Les ateliers (nord)", "Les ateliers (nord)")["countries"] == ""


def test_probabilities_are_ordered_and_add_up_in_log_odds() -> None:
    clueless, found, sure = _one(""), _one("au Mali"), _one("Tombouctou au Mali", "Tombouctou")
    assert clueless["p_core"] < 0.05 < found["p_core"] < sure["p_core"]
    assert all(0 <= f["p_core"] <= f["p_extended"] <= 1 for f in (clueless, found, sure))
    assert {"own_partner", "own_partner_cut", "country", "street_name", "veterans"} <= weights().keys()


def test_only_the_id_is_required_and_nulls_are_read() -> None:
    known = detect.knowledge()
    bare = detect.batch(pa.RecordBatch.from_pydict({"id": ["a", "b"]}), known)
    assert bare["perimeter"].to_pylist() == ["none", "none"]
    assert detect.batch(_rows(None, "Mali"), known)["perimeter"].to_pylist() == ["none", "core"]
    assert detect.batch(_rows().cast(_rows("x").schema), known).num_rows == 0
    nothing = pa.RecordBatch.from_arrays([pa.array(["a"]), pa.nulls(1)], names=["id", "object"])
    assert detect.batch(nothing, known).schema == detect.SCHEMA


def test_it_runs_elsewhere_unchanged() -> None:
    rows = _rows("Mali", "rue du Mali", PARTNER)
    known = detect.knowledge([PARTNER])
    sent = pickle.loads(pickle.dumps(known))
    assert sent == known
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


def test_overseas_france_is_not_abroad() -> None:
    codes = {row["iso3"] for row in reference.rows("countries.csv")}
    assert not codes & {"FRA", "GLP", "MTQ", "GUF", "REU", "MYT", "NCL", "PYF", "SPM", "BLM", "MAF", "WLF"}
    assert {"MLI", "PSE", "XKX", "CIV", "COD", "USA"} <= codes
    assert len(codes) == len(reference.rows("countries.csv"))


def test_names_settled_by_hand_are_of_known_countries() -> None:
    codes = {row["iso3"] for row in reference.rows("countries.csv")}
    rows = reference.rows("country_names.csv")
    assert {row["iso3"] for row in rows} <= codes | {""}
    assert {row["context"] for row in rows} == {"", "needed", "place"}
