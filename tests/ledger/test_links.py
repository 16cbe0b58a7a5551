"""Who decides that two rows are one euro, and what that does to the figure."""

import random
from collections import Counter
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from linked import SCDL, annex, interval, line, minute, published, scored, total
from rows import found

from jumelles.ledger.candidate import Candidate, Place
from jumelles.ledger.claims import claims
from jumelles.ledger.linkage import Decider, Decision, Link, link, links_table, pair_of, record_of, settled
from jumelles.ledger.overlap import settle
from jumelles.ledger.ties import Ties

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
