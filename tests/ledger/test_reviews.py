"""A person's word wins, is never lost, and asks to be said again when, and only when, the text has changed."""

import json
import multiprocessing
import sqlite3
from pathlib import Path

import pytest
from town import LIST, NOON, entries, receive, remake, row_of, rows, say, states, town, waiting

from jumelles.build import build
from jumelles.ledger import reviews
from jumelles.ledger.judging import judge
from jumelles.ledger.reviews import Judged, Verdict
from jumelles.ledger.workspace import Workspace, WorkspaceError
from jumelles.publish.evidence import in_words

MALI = ("Les amis du Mali", "puits à Kayes", "5000")
CHESS = ("Club d'échecs", "tournoi", "800")
GYM = ("Gymnastique volontaire", "", "1200")
GRANTS = [CHESS, MALI, GYM]


@pytest.fixture
def place(tmp_path: Path) -> Workspace:
    return town(tmp_path / "v", GRANTS)


def test_a_word_wins_over_the_detector_both_ways(place: Workspace) -> None:
    assert set(entries(place)) == {MALI[0]}
    before = rows(place, "findings")
    say(place, MALI[0], "none")
    say(place, CHESS[0], "extended", countries="SEN", kind="influence", why="tournoi de Dakar")
    (chess,) = rows(place, "entries")
    told = {name: chess[name] for name in ("beneficiary", "certainty", "perimeter", "countries", "kind")}
    assert told == {
        "beneficiary": CHESS[0],
        "certainty": "confirmed",
        "perimeter": "extended",
        "countries": "SEN",
        "kind": "influence",
    }
    assert chess["low"] == chess["central"] == chess["high"] == 800
    assert rows(place, "findings") == before


def test_what_is_not_said_stays_as_the_detector_found_it(place: Workspace) -> None:
    detected = entries(place)[MALI[0]]
    say(place, MALI[0], "core")
    confirmed = entries(place)[MALI[0]]
    assert confirmed["certainty"] == "confirmed"
    for name in ("countries", "kind", "theme", "central"):
        assert confirmed[name] == detected[name]


def test_no_country_can_be_said(place: Workspace) -> None:
    assert entries(place)[MALI[0]]["countries"] == "MLI"
    say(place, MALI[0], "core", countries="")
    assert entries(place)[MALI[0]]["countries"] is None


def test_the_page_says_who_confirmed_and_when(place: Workspace) -> None:
    name = row_of(place, MALI[0])
    (one,) = [w for w in waiting(place) if w.row.id == name]
    reviews.record(place, [Judged(one.row, Verdict("core", why="jumelée"))], "Awa Diop", NOON)
    remake(place)
    evidence = entries(place)[MALI[0]]["evidence"]
    assert in_words(evidence, "fr").startswith("confirmé par Awa Diop le 12 mars 2026 (jumelée); ")
    assert in_words(evidence, "en").startswith("confirmed by Awa Diop on March 12, 2026 (jumelée); ")
    assert json.loads(evidence)[1]["name"] == "prior"


def test_a_later_word_supersedes_and_undo_is_a_record_too(place: Workspace) -> None:
    name = say(place, CHESS[0], "core")
    judge(place, {name: Verdict("none")}, "Paul Roy")
    remake(place)
    assert set(entries(place)) == {MALI[0]}
    assert states(place) == ["superseded", "in_force"]
    assert reviews.undo(place, [name, "g000000000000"], "Awa Diop", "erreur") == 1
    remake(place)
    assert states(place) == ["undone", "undone", None]
    assert [(r.who, r.verdict.perimeter) for r in reviews.read(place)] == [
        ("Awa Diop", "core"),
        ("Paul Roy", "none"),
        ("Awa Diop", "undo"),
    ]
    assert name in {one.row.id for one in waiting(place)}


def test_the_same_word_twice_is_one_record(place: Workspace) -> None:
    name = say(place, CHESS[0], "core")
    done = judge(place, {name: Verdict("core"), "gffffffffffff": Verdict("core")}, "Awa Diop")
    assert (done.new, done.known, done.unknown) == (0, 1, ("gffffffffffff",))
    assert len(reviews.read(place)) == 1


def test_records_refuse_to_be_changed_or_deleted(place: Workspace) -> None:
    say(place, CHESS[0], "core")
    with sqlite3.connect(place.records) as base:
        for command in ("DELETE FROM reviews", "UPDATE reviews SET verdict = 'none'"):
            with pytest.raises(sqlite3.IntegrityError, match="a review is never"):
                base.execute(command)
    base.close()
    assert [one.verdict.perimeter for one in reviews.read(place)] == ["core"]


CASES = [
    pytest.param([MALI, GYM, CHESS], LIST, id="in another order"),
    pytest.param([("Nouveau", "", "10"), *GRANTS], LIST, id="after a new row"),
    pytest.param([CHESS, ("LES AMIS DU  MALI", "Puits, à Kayes !", "5000"), GYM], LIST, id="other typing"),
    pytest.param([CHESS, (*MALI[:2], "6000"), GYM], LIST, id="another amount, same place"),
    pytest.param([(*MALI[:2], "6000"), CHESS, GYM], LIST, id="another amount and place, the only one"),
]


@pytest.mark.parametrize(("grants", "name"), CASES)
def test_a_list_sent_again_keeps_the_verdict(
    place: Workspace, grants: list[tuple[str, str, str]], name: str
) -> None:
    say(place, MALI[0], "none")
    receive(place, grants, name)
    assert states(place) == ["in_force"]
    assert entries(place) == {}
    assert not [one for one in waiting(place) if "mali" in one.row.beneficiary.lower()]


def test_a_list_of_another_name_keeps_the_verdict(place: Workspace) -> None:
    say(place, MALI[0], "none")
    (place.inbox / LIST).unlink()
    receive(place, [GYM, MALI], "subventions v2.csv")
    assert states(place) == ["in_force"]
    assert entries(place) == {}


def test_the_same_grant_in_two_lists_is_judged_once(place: Workspace) -> None:
    receive(place, [MALI], "annexe.csv")
    (one,) = [one for one in waiting(place) if one.row.beneficiary == MALI[0]]
    assert one.times == 2
    say(place, MALI[0], "none")
    assert entries(place) == {}


@pytest.mark.parametrize(
    "grants",
    [
        pytest.param([CHESS, (MALI[0], "puits à Ségou", "5000"), GYM], id="the object"),
        pytest.param([CHESS, GYM, (MALI[0], "école à Ségou", "5000")], id="the object, elsewhere"),
        pytest.param(
            [CHESS, ("Amis du Mali et du Niger", MALI[1], "7000"), GYM], id="beneficiary and amount"
        ),
    ],
)
def test_a_changed_text_opens_the_row_again(place: Workspace, grants: list[tuple[str, str, str]]) -> None:
    say(place, MALI[0], "none", why="section locale")
    receive(place, grants)
    assert states(place) == ["reopened"]
    first = waiting(place)[0]
    assert "Mali" in first.row.beneficiary
    assert first.before is not None
    assert (first.before.verdict.perimeter, first.before.row.object) == ("none", MALI[1])
    assert [one.before for one in waiting(place)[1:]] == [None, None]
    assert len(entries(place)) == 1  # the detector's answer counts again


def test_a_word_on_the_changed_row_closes_it(place: Workspace) -> None:
    say(place, MALI[0], "none")
    receive(place, [CHESS, (MALI[0], "puits à Ségou", "5000"), GYM])
    say(place, MALI[0], "core")
    assert states(place) == ["absent", "in_force"]
    assert all(one.before is None for one in waiting(place))


def test_a_row_that_left_waits_and_comes_back_with_its_verdict(place: Workspace) -> None:
    say(place, MALI[0], "none")
    receive(place, [CHESS, GYM])
    assert states(place) == ["absent"]
    assert all(one.before is None for one in waiting(place))
    receive(place, GRANTS)
    assert states(place) == ["in_force"]


def test_rows_of_one_text_and_other_euros_are_judged_apart(place: Workspace) -> None:
    receive(place, [("Régie", "frais de mission", "100"), ("Régie", "frais de mission", "200")])
    (first, _) = waiting(place)
    judge(place, {first.row.id: Verdict("core")}, "Awa Diop")
    remake(place)
    assert [entry["central"] for entry in rows(place, "entries")] == [200]
    receive(place, [("Régie", "frais de mission", "300"), ("Régie", "frais de mission", "400")])
    assert states(place) == ["reopened"]
    assert rows(place, "entries") == []


def test_a_year_read_otherwise_keeps_the_verdict(place: Workspace) -> None:
    say(place, MALI[0], "none")
    receive(place, GRANTS, year=2022)
    assert states(place) == ["in_force"]
    assert entries(place) == {}


def test_other_alphabets_are_other_words(place: Workspace) -> None:
    receive(place, [("Σύλλογος", "", "100"), ("Община", "", "100"), ("جمعية", "", "100")])
    assert len({one.row.id for one in waiting(place)}) == 3


def test_a_build_counts_them_and_knows_when_they_change(tmp_path: Path) -> None:
    place = town(tmp_path / "v", GRANTS)
    first = build(place)
    assert first.reviews == {}
    without = {path.name: path.read_bytes() for path in place.tables.iterdir()}
    assert not place.records.exists()
    place = Workspace(place.folder)  # the first build wrote which columns it guessed
    assert build(place).unchanged
    name = row_of(place, CHESS[0])
    judge(place, {name: Verdict("core")}, "Awa Diop")
    second = build(place)
    assert (second.unchanged, second.reviews) == (False, {"in_force": 1})
    assert (build(place).unchanged, build(place).reviews) == (True, {"in_force": 1})
    with_one = {path.name: path.read_bytes() for path in place.tables.iterdir()}
    changed = {name for name, content in with_one.items() if content != without[name]}
    assert changed == {"entries.parquet", "reviews.parquet"}
    for path in place.tables.iterdir():
        path.unlink()
    build(place)
    assert {path.name: path.read_bytes() for path in place.tables.iterdir()} == with_one


def test_a_damaged_file_stops_and_is_not_touched(place: Workspace) -> None:
    place.records.write_bytes(b"not a database at all, but long enough to look like one" * 20)
    for command in (lambda: reviews.read(place), lambda: build(place), lambda: say(place, CHESS[0], "core")):
        with pytest.raises(WorkspaceError, match="ne le supprimez pas"):
            command()
    assert place.records.read_bytes().startswith(b"not a database")


def test_a_file_of_a_later_version_is_left_alone(place: Workspace) -> None:
    base = sqlite3.connect(place.records)
    base.execute("PRAGMA user_version = 99")
    base.close()
    with pytest.raises(WorkspaceError, match="version plus récente"):
        reviews.read(place)


def _record(place: Workspace, number: int) -> None:
    one = waiting(place)[0]
    reviews.record(place, [Judged(one.row, Verdict("core", why=str(number)))], f"person {number}")


def test_two_people_at_once_lose_nothing(place: Workspace) -> None:
    context = multiprocessing.get_context("spawn")
    people = [context.Process(target=_record, args=(place, number)) for number in range(2)]
    for one in people:
        one.start()
    for one in people:
        one.join()
    assert [one.exitcode for one in people] == [0, 0]
    assert {one.who for one in reviews.read(place)} == {"person 0", "person 1"}
