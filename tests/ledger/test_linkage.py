"""What links the rows of several lists that tell one grant, and with what evidence."""

import json
import math
import subprocess
import sys
from collections import Counter

import pytest
from linked import annex, line, minute, only, published, scored

from jumelles.ledger.candidate import Candidate
from jumelles.ledger.linkage import Decision, link, links_table, record_of
from jumelles.ledger.linkage.keys import keyed
from jumelles.ledger.linkage.levels import COMPARISONS, Comparison, level, priors
from jumelles.ledger.linkage.records import acronym, roundness, said_by, stated
from jumelles.records.tables import TABLES


@pytest.mark.parametrize("comparison", COMPARISONS, ids=lambda one: one.name)
def test_every_level_has_its_priors_and_they_are_probabilities(comparison: Comparison) -> None:
    name, levels = comparison.name, comparison.levels
    assert list(priors()[name]) == list(levels)
    assert list(levels.values())[-1] == "ELSE"
    known = [level(name, code) for code in levels]
    assert math.isclose(sum(one.m for one in known), 1, abs_tol=1e-9)
    assert math.isclose(sum(one.u for one in known), 1, abs_tol=1e-9)
    assert all(one.fr and one.en for one in known)


@pytest.mark.parametrize(
    ("one", "other", "met"),
    [
        ("Association Puits du Sahel", "ASSO PUITS DU SAHEL", "exact"),
        (
            "RESEAU COOPERAT DECENTRAL PALESTINE",
            "Réseau de coopération décentralisée pour la Palestine",
            "abbreviated",
        ),
        ("COMITE DE JUMELAGE VAUBRELLE OLDE", "Comité de jumelage Vaubrelle-Oldenburg", "truncated"),
        ("AFCCRE", "Association française du Conseil des communes et régions d'Europe", "acronym"),
        ("Hydraulique Villageoise Solidaire", "Hydrolique Villageoise Solidaire", "close"),
    ],
)
def test_names_written_otherwise_are_linked(one: str, other: str, met: str) -> None:
    answer = only([annex(one, "8350"), published(other, "8350")])
    assert dict(answer.levels)["name"] == met
    assert answer.decision is Decision.SAME


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (annex("Amis de Bamako", "1000"), published("Judo club", "1000")),
        (annex("Comité de jumelage Podor", "8350"), published("Comité de jumelage Cocody", "1200")),
    ],
)
def test_other_bodies_are_not(one: Candidate, other: Candidate) -> None:
    assert all(found.decision is Decision.DIFFERENT for found in scored([record_of(one), record_of(other)]))


def test_an_identifier_links_what_names_do_not() -> None:
    columns = {"identifier": "853 318 459 00042"}
    rows = [annex("Puits du Sahel", "8350", columns=columns), published("PDS Mali", "8350", columns=columns)]
    assert dict(only(rows).levels) == {
        "name": "other",
        "identifier": "same",
        "amount": "fine",
        "date": "year",
    }
    assert only(rows).decision is Decision.SAME


def test_another_identifier_tells_two_bodies_apart() -> None:
    columns = [{"identifier": "853318459"}, {"identifier": "341189716"}]
    rows = [
        annex("Solidarité Sahel", "1000", columns=columns[0]),
        published("SOLIDARITE SAHEL", "1000", columns=columns[1]),
    ]
    assert only(rows).decision is not Decision.SAME


def test_a_deliberation_that_grants_is_linked_even_a_year_before() -> None:
    text = "Attribution d'une subvention de 8 350 € à l'association Puits du Sahel : forages à Ségou"
    paid = annex("PUITS DU SAHEL", "8350", object="Forages à Ségou")
    assert only([paid], minute(text)).decision is Decision.SAME
    assert dict(only([paid], minute(text, 2020)).levels)["date"] == "next"
    assert only([paid], minute(text, 2020)).decision is Decision.SAME
    assert scored([record_of(paid), minute(text, 2019)]) == []


def test_a_deliberation_that_only_names_the_body_is_a_doubt() -> None:
    answer = only([annex("PUITS DU SAHEL", "8350")], minute("Convention de partenariat avec Puits du Sahel"))
    assert answer.decision is Decision.DOUBT


def test_a_coded_line_needs_the_same_account() -> None:
    line_and_row = line("22000", "65738"), annex("Commune de Podor", "22000", nature="65738")
    assert only([line_and_row[1]], line_and_row[0]).decision is Decision.SAME
    assert scored([line("22000", "6574"), record_of(line_and_row[1])]) == []
    known = annex("Commune de Podor", "22000", nature="65738", function_known=True)
    assert scored([line_and_row[0], record_of(known)]) == []


def test_a_coded_line_that_two_rows_fit_is_a_doubt() -> None:
    rows = [annex(name, "15000", nature="6574") for name in ("Urgence Ukraine", "Club Export")]
    decisions = Counter(one.decision for one in scored([line("15000", "6574"), *map(record_of, rows)]))
    assert decisions == {Decision.DOUBT: 1, Decision.DIFFERENT: 1}


def test_the_evidence_adds_up_to_the_weight_and_the_weight_to_the_probability() -> None:
    rows = [
        annex("Puits du Sahel", "8350", object="Forages"),
        published("PUITS DU SAHEL MALI", "8350", object="Forages"),
    ]
    answer = only(rows)
    (row,) = links_table([answer]).to_pylist()
    weight = sum(one["weight"] for one in json.loads(row["evidence"]))
    assert math.isclose(weight, row["weight"], abs_tol=1e-5)
    assert math.isclose(2**weight / (1 + 2**weight), row["probability"], abs_tol=1e-5)
    assert links_table([answer]).schema == TABLES["links"].schema


def test_what_texts_say() -> None:
    assert stated("Subvention de 8 000 € puis 1.250,50 euros, en 2021") == (125050, 800000)
    assert acronym("Association française du Conseil des communes et régions d'Europe") == "afccre"
    assert [roundness(n * 100) for n in (500, 8000, 30000, 8300, 8350)] == [
        "round",
        "round",
        "plain",
        "plain",
        "fine",
    ]
    assert said_by("Attribution d'une subvention") == "grants"
    assert said_by("Dénomination du square de Stalingrad") == "other"


# --- the process apart ---


def test_another_process_gives_the_same_links() -> None:
    records = [record_of(row) for row in (annex("PUITS DU SAH", "8350"), published("Puits du Sahel", "8350"))]
    assert link(records) == scored(records) != []


def test_the_engine_is_not_loaded_without_two_lists() -> None:
    rows = [record_of(annex("Puits du Sahel", "8350", place=n)) for n in range(3)]
    assert keyed(rows) == []
    code = (
        "import sys; from jumelles.records.lean import leave_pandas_out; leave_pandas_out();"
        "from jumelles.ledger.linkage import link; import pyarrow as pa;"
        "import jumelles.ledger.consolidate; assert link([]) == [] and len(pa.array(['a'])) == 1;"
        "assert not {'splink', 'duckdb', 'pandas'} & set(sys.modules), sorted(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
