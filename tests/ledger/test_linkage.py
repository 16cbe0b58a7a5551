"""The same grant in several lists: what links it, who decides, and what it does to the figure."""

import json
import math
import random
import subprocess
import sys
from collections import Counter
from collections.abc import Sequence
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rows import found

from jumelles.ledger.candidate import Candidate, Place
from jumelles.ledger.claims import Claim, claims
from jumelles.ledger.interval import Interval
from jumelles.ledger.linkage import (
    Decider,
    Decision,
    Link,
    Record,
    line_of,
    link,
    links_table,
    minutes_of,
    pair_of,
    record_of,
    settled,
)
from jumelles.ledger.linkage.keys import keyed
from jumelles.ledger.linkage.levels import COMPARISONS, level, priors
from jumelles.ledger.linkage.model import score
from jumelles.ledger.linkage.records import acronym, roundness, said_by, stated
from jumelles.ledger.overlap import settle
from jumelles.ledger.ties import Ties
from jumelles.records.tables import TABLES

EURO = Decimal("1.00")
SCDL = "scdl_subsidies"


def annex(name: str, amount: str, **more: object) -> Candidate:
    return found(name, amount, source="a", **more)


def published(name: str, amount: str, **more: object) -> Candidate:
    return found(name, amount, source="b", family=SCDL, **more)


def minute(text: str, year: int = 2021, place: int = 0) -> Record:
    row = {
        "source": "d",
        "locator": str(place),
        "place": place,
        "object": text,
        "year": year,
        "decided": None,
    }
    return minutes_of(row)


def line(amount: str, nature: str, place: int = 0) -> Record:
    row = {"source": "x", "locator": str(place), "place": place, "year": 2021, "direction": "expense"}
    return line_of({**row, "central": Decimal(amount), "nature": nature})


def scored(records: Sequence[Record], authority: str = "") -> list[Link]:
    """What `link` answers, asked in this process: starting another for each example would take minutes."""
    chosen = keyed(records, authority.casefold().split())
    rows = [{"unique_id": i, "keys": keys, **one.columns()} for i, (one, keys) in enumerate(chosen)]
    pairs = [(chosen[a][0], chosen[b][0], p, met) for a, b, p, met in (score(rows) if rows else [])]
    return settled(Link(a.at, b.at, (a.list, b.list), a.year, p, met) for a, b, p, met in pairs)


def only(rows: Sequence[Candidate], *more: Record) -> Link:
    (one,) = scored([*map(record_of, rows), *more])
    return one


def total(some: list[Claim]) -> Interval:
    return sum((claim.interval for claim in some), Interval())


def interval(low: str, central: str, high: str) -> Interval:
    return Interval(Decimal(low), Decimal(central), Decimal(high))


# --- the model ---


@pytest.mark.parametrize("comparison", COMPARISONS, ids=lambda one: one.name)
def test_every_level_has_its_priors_and_they_are_probabilities(comparison: object) -> None:
    name, levels = comparison.name, comparison.levels  # type: ignore[attr-defined]
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


# --- one partner a list; a person decides ---

A, B, C = (Place("grants", source, 0, "1") for source in "abc")


def between(left: Place, right: Place, probability: float) -> Link:
    return Link(left, right, (left.source, right.source), 2021, probability)


def test_the_most_probable_partner_of_a_list_wins() -> None:
    other = B._replace(place=1)
    best, second = settled([between(A, B, 0.98), between(A, other, 0.95)])
    assert (best.decision, second.decision) == (Decision.SAME, Decision.DIFFERENT)
    assert second.decided_by is Decider.ONE_PARTNER


def test_a_third_row_settles_a_doubt() -> None:
    links = settled([between(A, B, 0.95), between(B, C, 0.95), between(A, C, 0.5)])
    assert [one.decision for one in links] == [Decision.SAME] * 3
    assert links[1].decided_by is Decider.THIRD_ROW


def test_a_person_wins_over_the_model_and_over_a_better_partner() -> None:
    other = B._replace(place=1)
    links = [between(A, B, 0.98), between(A, other, 0.3)]
    after = settled(links, {pair_of(other, A): Decision.SAME})
    assert [one.decision for one in after] == [Decision.DIFFERENT, Decision.SAME]
    apart = settled(
        [between(A, B, 0.95), between(B, C, 0.95), between(A, C, 0.95)], {(A, C): Decision.DIFFERENT}
    )
    assert Counter(one.decision for one in apart) == {Decision.SAME: 1, Decision.DIFFERENT: 2}
    assert {one.pair: one.decision for one in apart}[(A, C)] is Decision.DIFFERENT


def test_settling_twice_changes_nothing_and_a_decision_can_be_taken_back() -> None:
    links = [between(A, B, 0.98), between(A, B._replace(place=1), 0.6), between(B, C, 0.7)]
    once = settled(links)
    assert settled(once) == once
    assert settled(settled(links, {(A, B): Decision.DIFFERENT})) == once


def test_a_person_can_link_rows_that_the_model_never_saw_together() -> None:
    one, other = record_of(annex("Puits du Sahel", "100")), record_of(published("Judo", "7000"))
    assert link([one, other]) == []
    (made,) = link([one, other], {pair_of(one.at, other.at): Decision.SAME})
    assert (made.decision, made.probability, made.decided_by) == (Decision.SAME, None, Decider.PERSON)
    (row,) = links_table([made]).to_pylist()
    assert (row["probability"], row["weight"], row["evidence"]) == (None, None, "[]")


# --- what links do to the figure ---


def test_linked_rows_count_once_and_tell_where_else_they_are() -> None:
    rows = [
        annex("COMITE DE JUMELAGE VAUBRELLE OLDE", "8350"),
        published("Comité de jumelage Vaubrelle-Oldenburg", "8350"),
    ]
    assert total(claims(rows)) == interval("16700", "16700", "16700")
    (claim,) = claims(rows, Ties(scored([*map(record_of, rows)])))
    assert claim.interval == interval("8350", "8350", "8350")
    assert claim.also_in == (rows[1].key,)


@pytest.mark.parametrize(("probability", "central"), [(0.6, "1000"), (0.45, "2000")])
def test_a_doubt_counts_once_in_low_and_twice_in_high(probability: float, central: str) -> None:
    rows = [annex("Amis de Podor", "1000"), published("Podor Amitié", "1000")]
    links = settled([Link(*pair_of(*(row.key for row in rows)), ("budget_xml", SCDL), 2021, probability)])
    assert total(claims(rows, Ties(links))) == interval("1000", central, "2000")


def test_rows_that_a_person_told_apart_both_count() -> None:
    rows = [annex("Amis de Podor", "1000"), published("AMIS DE PODOR", "1000")]
    pair = pair_of(rows[0].key, rows[1].key)
    apart = Ties(settled([Link(*pair, ("budget_xml", SCDL), 2021, 0.99)], {pair: Decision.DIFFERENT}))
    assert total(claims(rows)) == interval("1000", "1000", "1000")
    assert total(claims(rows, apart)).high == 2000


def test_a_deliberation_is_told_and_adds_no_euro() -> None:
    row = annex("PUITS DU SAHEL", "8350")
    text = minute("Subvention de 8 350 € à Puits du Sahel")
    (claim,) = claims([row], Ties(scored([record_of(row), text])))
    assert claim.interval == interval("8350", "8350", "8350")
    assert claim.also_in == (text.at,)


def test_a_row_that_is_a_coded_line_makes_no_entry() -> None:
    rows = [annex("Commune de Podor", "22000", nature="65738"), annex("Amis de Podor", "700", nature="65738")]
    ties = Ties(scored([line("22000", "65738"), *map(record_of, rows)]))
    (left,) = settle(claims(rows, ties), {(2021, "grants", "65738"): Decimal(22000)})
    assert (left.row.name, left.interval) == ("Amis de Podor", interval("700", "700", "700"))


def test_a_function_known_in_one_list_is_known_in_all() -> None:
    rows = [
        annex("Amis de Podor", "700"),
        found("Amis de Podor", "700", source="m", family="spreadsheet", function_known=True, coded=True),
    ]
    (claim,) = claims(rows)
    assert claim.row.function_known
    assert settle([claim], {}) == []


names = st.sampled_from(
    [
        "Puits du Sahel",
        "PUITS DU SAHEL",
        "ASSO PUITS DU SAH",
        "Comité Podor Jumelage",
        "Cte Podor Jumelage",
        "Judo",
    ]
)
some_rows = st.lists(
    st.builds(
        lambda name, euros, family, place: found(name, str(euros), source=family, family=family, place=place),
        names,
        st.sampled_from([500, 1000, 8350, 8351]),
        st.sampled_from(["budget_xml", SCDL, "spreadsheet"]),
        st.integers(0, 1000),
    ),
    max_size=8,
    unique_by=lambda row: row.key,
)
few = settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))


@few
@given(some_rows, st.randoms())
def test_properties_of_links_and_claims(rows: list[Candidate], chance: random.Random) -> None:
    records = [record_of(row) for row in rows]
    links = scored(records)
    shuffled = list(records)
    chance.shuffle(shuffled)
    assert scored(shuffled) == links
    assert all(one.left != one.right and one.lists[0] != one.lists[1] for one in links)
    partners = Counter(
        (place, other)
        for one in links
        if one.decision is not Decision.DIFFERENT
        for place, other in zip(one.pair, reversed(one.lists), strict=True)
    )
    assert all(count == 1 for count in partners.values())
    made = claims(rows, Ties(links))
    assert all(claim.interval.low <= claim.interval.central <= claim.interval.high for claim in made)
    assert claims(chance.sample(rows, len(rows)), Ties(links)) == made
    told = [claim.row.key for claim in made] + [place for claim in made for place in claim.also_in]
    assert sorted(told) == sorted(row.key for row in rows)
    alone = claims(rows)
    assert total(made).low <= total(alone).low
    assert total(made).high <= total(alone).high


# --- the process apart ---


def test_another_process_gives_the_same_links() -> None:
    records = [record_of(row) for row in (annex("PUITS DU SAH", "8350"), published("Puits du Sahel", "8350"))]
    assert link(records) == scored(records) != []


def test_the_engine_is_not_loaded_without_two_lists() -> None:
    rows = [record_of(annex("Puits du Sahel", "8350", place=n)) for n in range(3)]
    assert keyed(rows) == []
    code = (
        "import sys, jumelles.cli; from jumelles.ledger.linkage import link; import pyarrow as pa;"
        "import jumelles.ledger.consolidate; assert link([]) == [] and len(pa.array(['a'])) == 1;"
        "assert not {'splink', 'duckdb', 'pandas'} & set(sys.modules), sorted(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
