"""What a person says of two rows wins over the model, is kept while they say the same, and can be taken back."""

import sqlite3
from pathlib import Path

import pytest
from linked import annex, published
from town import NOON, remake
from two_lists import ONE, OTHER, PAID, VOTED, figure, links, receive, town_of_two_lists
from typer.testing import CliRunner, Result

from jumelles.build import build
from jumelles.cli.main import app
from jumelles.ledger import pairs, reviews, rulings
from jumelles.ledger.candidate import Place
from jumelles.ledger.decisions import decided
from jumelles.ledger.identity import Shown
from jumelles.ledger.linkage import Decision, Said, pair_of, pairs_said, record_of
from jumelles.ledger.pairs import PairSeen
from jumelles.ledger.rulings import Proposal, Ruled, Side
from jumelles.ledger.workspace import Workspace, WorkspaceError, create

ONCE, DOUBTED, TWICE = (5000, 5000, 5000), (5000, 5000, 10000), (10000, 10000, 10000)


def _run(*words: object) -> Result:
    return CliRunner().invoke(app, [str(word) for word in words])


def _plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def _only(place: Workspace) -> PairSeen:
    (one,) = pairs.pairs_seen(place, rulings.read(place))
    return one


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """Tables with one doubt, for tests that make none again."""
    workspace = town_of_two_lists(tmp_path_factory.mktemp("told") / "v")
    remake(workspace)
    return workspace


@pytest.fixture
def spare(told: Workspace) -> Workspace:
    """The same, nobody having said anything."""
    told.records.unlink(missing_ok=True)
    return told


def test_a_word_is_built_in_follows_the_rows_and_can_be_taken_back(tmp_path: Path) -> None:
    place = town_of_two_lists(tmp_path / "v")
    remake(place)
    assert (figure(place), links(place)) == (DOUBTED, [("doubt", "model")])
    without = {path.name: path.read_bytes() for path in place.tables.iterdir()}
    name = _only(place).id
    assert _run("link", place.folder, name, "--same", "--who", "Awa Diop").exit_code == 0
    build(place)
    place = Workspace(place.folder)  # the build wrote which columns it guessed
    assert (figure(place), links(place)) == (ONCE, [("same", "person")])
    assert build(place).unchanged
    assert (_only(place).decision, _only(place).said.decision) == (Decision.SAME, "doubt")
    # another word supersedes; the lists are sent again, in another order, under another name, typed otherwise
    assert _run("link", place.folder, name, "--different", "--who", "Paul Roy").exit_code == 0
    (place.inbox / PAID).unlink()
    receive(place, PAID, [(ONE[0].upper(), ONE[1]), ("Club d'échecs", "800")], "paiements v2.csv")
    receive(place, VOTED, [("Un nouveau club", "10"), OTHER])
    remake(place)
    assert (figure(place), links(place)) == (TWICE, [("different", "person")])
    # another amount is another text: the word waits
    receive(place, VOTED, [(OTHER[0], "4999.50")])
    remake(place)
    assert "person" not in {by for _, by in links(place)}
    assert name in _run("links", place.folder, "--all").stdout
    # as at first, and the word taken back: the same bytes
    (place.inbox / "paiements v2.csv").unlink()
    again = town_of_two_lists(tmp_path / "again")
    for path in again.inbox.iterdir():
        (place.inbox / path.name).write_bytes(path.read_bytes())
    assert _run("link", place.folder, name, "--undo", "--why", "erreur", "--who", "Awa").exit_code == 0
    remake(place)
    assert {path.name: path.read_bytes() for path in place.tables.iterdir()} == without
    signed = [(one.decision, one.who) for one in rulings.read(place)]
    assert signed == [("same", "Awa Diop"), ("different", "Paul Roy"), ("undo", "Awa")]


@pytest.mark.parametrize(
    ("language", "sentences"),
    [
        (
            "fr",
            (
                "tableur : Jumelage Mali Sénégal, 5 000,00 €, 2021 – paiements.csv, ligne 3",
                "tableur : Les amis du Sénégal et du Mali, 5 000,00 €, 2021 – votes.csv, ligne 2",
                "peut-être le même euro (chance d’en être un seul, selon le modèle : 72 %)",
                "Pour : même montant, très rond ; les mêmes mots rares dans les deux noms ; même année.",
                "ces lignes y font 5 000,00 € à 10 000,00 €, 5 000,00 € au centre.",
                "Paires montrées : 1 sur 1 ; en doute : 1.",
            ),
        ),
        (
            "en",
            (
                "spreadsheet: Jumelage Mali Sénégal, €5,000.00, 2021 – paiements.csv, line 3",
                "perhaps the same euro (chance that they are one, for the model: 72%)",
                "For: same amount, very round; the same rare words in both names; same year.",
                "perhaps one sum: the lesser row is in the high figure only",
                "these rows make €5,000.00 to €10,000.00, €5,000.00 in the middle.",
            ),
        ),
    ],
)
def test_a_doubt_is_told_in_sentences(spare: Workspace, language: str, sentences: tuple[str, ...]) -> None:
    shown = _run("links", spare.folder, "--lang", language)
    assert shown.exit_code == 0
    told = _plain(shown.stdout)
    for sentence in sentences:
        assert sentence in told
    assert _only(spare).id in told


def test_what_was_said_leaves_the_list_and_is_shown_with_all(spare: Workspace) -> None:
    name = _only(spare).id
    ruled = Ruled(_only(spare).sides, _only(spare).said, "same", "même dossier")
    assert rulings.record(spare, [ruled], "Awa Diop", NOON) == 1
    assert rulings.record(spare, [ruled], "Paul Roy", NOON) == 0
    assert name not in _run("links", spare.folder).stdout
    everything = _plain(_run("links", spare.folder, "--all").stdout)
    assert "Awa Diop a dit le 12 mars 2026 : le même euro (même dossier)" in everything
    assert "dans le chiffre à la prochaine construction" in everything
    assert "en doute : 0." in everything


def test_a_build_depends_on_what_was_said(spare: Workspace) -> None:
    before = decided(spare).mark
    one = _only(spare)
    rulings.record(spare, [Ruled(one.sides, one.said, "different")], "A")
    assert decided(spare).mark != before
    (said,) = decided(spare).rulings
    assert (said.id, said.sides, said.said) == (one.id, one.sides, one.said)


def test_bad_input_is_told(spare: Workspace, tmp_path: Path) -> None:
    name = _only(spare).id
    unknown = _run("link", spare.folder, "p00000000", name, "--same")
    assert (unknown.exit_code, len(rulings.read(spare))) == (1, 1)
    assert "aucune paire p00000000" in unknown.stderr
    assert "Enregistrées : 1 ; déjà connues : 0 ; refusées : 1." in _plain(unknown.stdout)
    nothing = _run("link", spare.folder, "p00000000", "--undo", "--lang", "en")
    assert (nothing.exit_code, "nothing is said of pair p00000000" in nothing.stderr) == (1, True)
    for options in ((), ("--same", "--different"), ("--same", "--undo")):
        assert _run("link", spare.folder, name, *options).exit_code == 2
    assert _run("link", spare.folder, "--same").exit_code == 2
    assert _run("links", spare.folder, "--lang", "de").exit_code == 2
    for folder in (tmp_path, create(tmp_path / "new", "219300480", "V").folder):
        for words in (("links", folder), ("link", folder, name, "--same")):
            assert (_run(*words).exit_code, "Traceback" in _run(*words).output) == (2, False)
    assert _run("link", tmp_path, name, "--undo").exit_code == 2


def test_records_of_pairs_refuse_to_be_changed_or_deleted(spare: Workspace) -> None:
    _run("link", spare.folder, _only(spare).id, "--same")
    with sqlite3.connect(spare.records) as base:
        for command in ("DELETE FROM rulings", "UPDATE rulings SET decision = 'different'"):
            with pytest.raises(sqlite3.IntegrityError, match="a ruling is never"):
                base.execute(command)
    base.close()


def test_a_file_of_reviews_alone_is_read_and_gets_its_table_when_written(spare: Workspace) -> None:
    _run("link", spare.folder, _only(spare).id, "--same")
    with sqlite3.connect(spare.records) as base:  # as the version before left it
        base.executescript("DROP TABLE rulings; PRAGMA user_version = 1;")
    base.close()
    assert (rulings.read(spare), reviews.read(spare)) == ((), ())
    assert _run("link", spare.folder, _only(spare).id, "--different").exit_code == 0
    assert [one.decision for one in rulings.read(spare)] == ["different"]


def test_a_damaged_file_stops(spare: Workspace) -> None:
    spare.records.write_bytes(b"not a database at all, but long enough to look like one" * 20)
    with pytest.raises(WorkspaceError, match="ne le supprimez pas"):
        decided(spare)
    assert _run("links", spare.folder).exit_code == 2


# --- from texts to rows ---


def test_two_payments_that_read_alike_are_linked_one_by_one_and_told_apart_all() -> None:
    rows = [annex("Puits", "500", place=n) for n in (1, 2)]
    others = [published("Le puits", "500", place=n) for n in (3, 4, 5)]
    records = [*map(record_of, [*rows, *others])]
    left, right = (frozenset(row.key for row in some) for some in (rows, others))
    same = pairs_said([Said(left, right, Decision.SAME)], records)
    first, second = zip(rows, others, strict=False)
    assert set(same) == {pair_of(one.key, other.key) for one, other in (first, second)}
    assert len(pairs_said([Said(left, right, Decision.DIFFERENT)], records)) == 6
    assert pairs_said([Said(right, left, Decision.SAME)], records) == same


def test_rows_of_one_list_and_rows_that_do_not_count_make_no_pair() -> None:
    one, other = annex("Puits", "500"), annex("Le puits", "500")
    gone = Place("grants", "z", 0, "1")
    said = Said(frozenset([one.key]), frozenset([other.key, gone]), Decision.SAME)
    assert pairs_said([said], [record_of(one), record_of(other)]) == {}


def test_rows_that_read_the_same_in_two_lists_are_a_pair() -> None:
    one, other = annex("Puits", "500"), published("Puits", "500")
    both = frozenset([one.key, other.key])
    said = pairs_said([Said(both, both, Decision.DIFFERENT)], [record_of(one), record_of(other)])
    assert said == {pair_of(one.key, other.key): Decision.DIFFERENT}


def test_a_pair_has_one_name_whichever_row_comes_first() -> None:
    one = Shown("grants", 2021, "Puits", "", "", None, "a.csv", "line 2")
    other = Shown("deliberations", 2020, "", "Subvention à Puits", "", None, "d.csv", "line 9")
    sides, said = (Side("a", one), Side("d", other)), Proposal("doubt", 0.5, "m")
    assert Ruled(sides, said, "same").id == Ruled(sides[::-1], said, "same").id
    assert Ruled(sides, said, "same").id != Ruled((sides[0], sides[0]), said, "same").id
