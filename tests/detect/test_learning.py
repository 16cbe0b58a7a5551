"""Learning from verdicts: towards them, not beyond; measured on rows not learned from, and kept only if asked."""

import json
import math
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner, Result

from jumelles.build import build
from jumelles.cli.main import app
from jumelles.detect import knowledge
from jumelles.detect.learning import Example, document, lacking, once, tried
from jumelles.detect.model import Model, from_document, model
from jumelles.detect.reading import Asked
from jumelles.detect.refitting import Told, refit
from jumelles.detect.same_bodies import folds, groups
from jumelles.ledger import inbox, reviews, shelf
from jumelles.ledger.identity import Shown
from jumelles.ledger.intake import take
from jumelles.ledger.make import make_tables
from jumelles.ledger.reviews import Judged, Verdict
from jumelles.ledger.workspace import Workspace, WorkspaceError, create

SMALL = Model(
    "small-1",
    {"prior": (-2.0, -2.0), "far": (2.0, 0.0), "near": (-1.0, -1.0)},
    (0.9, 0.1, -0.1),
    0.5,
    ("a",),
    {"prior": (0.0,)},
    ("b",),
    {"prior": (0.0,)},
)
PLACES = "Kayes Dakar Ouagadougou Bamako Cotonou Lomé Niamey Conakry Antananarivo Kinshasa".split()
TRADES = "Couture Tricot Peinture Judo Pétanque Lecture Jardinage Danse Photo Échecs".split()


def _cost(weights: Model, rows: list[Told], pull: float) -> float:
    """What the fit must make smallest, computed again without arrays."""
    total = 0.0
    for row in rows:
        core, extended = weights.log_odds(row.signals)
        slope, to_core, to_extended = weights.calibration
        scores = {"core": slope * core + to_core, "extended": slope * extended + to_extended, "none": 0.0}
        total += math.log(sum(map(math.exp, scores.values()))) - scores[row.perimeter]
    moved = [
        (after - before) ** 2
        for name in weights.perimeter
        for after, before in zip(weights.perimeter[name], SMALL.perimeter.get(name, (0.0, 0.0)), strict=True)
    ]
    return total + pull / 2 * sum(moved)


signals = st.lists(st.sampled_from(["far", "near", "new", "other"]), unique=True).map(tuple)
told = st.builds(Told, signals, st.sampled_from(["core", "extended", "none"]))


@settings(max_examples=40, deadline=None)
@given(st.lists(told, min_size=1, max_size=30), st.sampled_from([0.3, 1.0, 5.0]))
def test_no_step_around_the_answer_is_better(rows: list[Told], pull: float) -> None:
    found = refit(rows, SMALL, pull)
    best = _cost(found, rows, pull)
    assert best <= _cost(SMALL, rows, pull) + 1e-3
    for name, (core, extended) in found.perimeter.items():
        if name == "prior":
            continue
        for step in (-0.05, 0.05):
            for other in ((core + step, extended), (core, extended + step)):
                near = replace(found, perimeter={**found.perimeter, name: other})
                assert _cost(near, rows, pull) >= best - 1e-4


def test_what_was_not_seen_and_where_sums_start_do_not_move() -> None:
    found = refit([Told(("far", "new"), "core")] * 9, SMALL)
    assert found.perimeter["prior"] == SMALL.perimeter["prior"]
    assert found.perimeter["near"] == SMALL.perimeter["near"]
    assert found.perimeter["far"][0] > SMALL.perimeter["far"][0]
    assert found.perimeter["new"][0] > 0
    assert refit([Told((), "core")], SMALL) == SMALL


def test_a_stronger_pull_moves_less_and_the_order_of_rows_does_not_matter() -> None:
    rows = [Told(("near",), "core")] * 5 + [Told(("far",), "none")] * 3
    near, far = (refit(rows, SMALL, pull).perimeter["near"][0] for pull in (10.0, 0.1))
    assert SMALL.perimeter["near"][0] < near < far
    again = refit(rows[::-1], SMALL).perimeter
    for name, weights in refit(rows, SMALL).perimeter.items():
        assert weights == pytest.approx(again[name], abs=2e-3)
    assert refit(rows, SMALL).version.startswith("local-")
    assert refit(rows, SMALL) == refit(rows, SMALL)
    assert refit(rows, SMALL).version != refit(rows[:-1], SMALL).version


def test_a_model_survives_its_document() -> None:
    learned = refit([Told(("word_sport",), "core")] * 4, model())
    written = json.loads(json.dumps(document(learned, model().version)))
    assert from_document(written) == replace(learned, perimeter=dict(learned.perimeter))
    assert written["base"] == model().version


def test_like_names_are_one_group_in_one_fold() -> None:
    names = [
        "ASSOCIATION DE GESTION DE LA MAISON DE MONTPELLIER A HEIDELBERG",
        "Gestion Maison de Montpellier à Heidelberg",
        "Cœur de livres",
        "COEUR DE LIVRES CA1876!",
        "Club de judo",
    ]
    found = groups(names)
    assert found[0] == found[1]
    assert found[2] == found[3]
    assert len(set(found)) == 3
    in_fold = folds(names, 3)
    assert (in_fold[0], in_fold[2]) == (in_fold[1], in_fold[3])
    assert len(set(in_fold)) == 3


def _example(name: str, perimeter: str, euros: int = 100) -> Example:
    return Example(Asked("Essai", name, None), perimeter, Decimal(euros))


def _town() -> list[Example]:
    """Choirs of other countries, which this town counts as extended, and rows judged as anywhere."""
    choirs = [_example(f"Chorale de {place}", "extended", 50) for place in PLACES]
    abroad = [_example(f"Soutien à {place}", "core", 1000) for place in PLACES]
    others = [_example(f"Vélo club {trade}", "none") for trade in TRADES]
    return choirs + abroad + others


def _upside_down() -> list[Example]:
    """A town that calls aid abroad local and cycling international: it can be learned, and makes no sense."""
    abroad = [_example(f"Soutien à {place}", "none", 50) for place in PLACES]
    return abroad + [_example(f"Vélo club {trade}", "core") for trade in TRADES]


def test_a_habit_of_the_town_is_learned_and_measured_on_rows_not_learned_from() -> None:
    trial = tried(_town(), knowledge())
    before, after = trial.shipped_on_reviews, trial.learned_on_reviews
    assert before.rows == after.rows == 30
    assert after.log_loss < before.log_loss
    assert after.errors < before.errors
    assert after.euros < before.euros
    assert trial.gains
    assert trial.shipped_on_prototypes.rows == trial.learned_on_prototypes.rows > 300
    assert tried(_town()[::-1], knowledge()).model.perimeter.keys() == trial.model.perimeter.keys()


def test_a_habit_that_breaks_general_sense_is_not_worth_keeping() -> None:
    trial = tried(_upside_down(), knowledge())
    assert trial.learned_on_reviews.log_loss < trial.shipped_on_reviews.log_loss
    assert trial.learned_on_reviews.errors < trial.shipped_on_reviews.errors
    assert trial.learned_on_prototypes.errors > trial.shipped_on_prototypes.errors
    assert not trial.gains


def test_one_text_paid_in_parts_teaches_once() -> None:
    parts = [_example("Cercle Couture", "core", 10), _example("CERCLE  couture", "core", 15)]
    (one,) = once(parts)
    assert one.euros == 25
    assert len(once([*parts, _example("Cercle Couture", "none")])) == 2


def test_too_few_verdicts_are_told() -> None:
    assert lacking([]) == {"rows": 20, "inside": 5, "outside": 5, "bodies": 10}
    assert lacking(_town()) == {}
    assert lacking([_example("Cercle Couture", "core", n) for n in range(25)]) == {"outside": 5, "bodies": 9}


def _run(*words: object) -> Result:
    return CliRunner().invoke(app, [str(word) for word in words])


def _judged(examples: list[Example]) -> list[Judged]:
    return [
        Judged(
            Shown("grants", 2021, one.name, "", "", one.euros, "s.csv", f"line {n}"), Verdict(one.perimeter)
        )
        for n, one in enumerate(examples)
    ]


@pytest.fixture
def place(tmp_path: Path) -> Workspace:
    """A workspace whose people judged the rows of `_town`."""
    workspace = create(tmp_path / "v", "219300480", "Essai")
    lines = [
        "Exercice;Bénéficiaire;Objet;Montant",
        "2021;Chorale de Nairobi;;700",
        "2021;Vélo club Aquarelle;;900",
    ]
    (workspace.inbox / "s.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    reviews.record(workspace, _judged(_town()), "Awa Diop")
    return workspace


def _chances(workspace: Workspace) -> list[float]:
    """P(extended) of the choir and of the cycling club."""
    found = shelf.read("findings", workspace.tables).to_pylist()
    return [row["p_extended"] for row in sorted(found, key=lambda row: int(row["place"]))]


def test_learned_weights_are_kept_used_said_and_forgotten(place: Workspace) -> None:
    assert build(place).model == ""
    choir, club = _chances(place)
    shipped = {path.name: path.read_bytes() for path in place.tables.iterdir()}
    shown = _run("learn", place.folder)
    assert (shown.exit_code, place.model.exists()) == (0, False)
    assert "À garder" in shown.output
    assert _run("learn", place.folder, "--keep").exit_code == 0
    version = from_document(json.loads(place.model.read_text(encoding="utf-8"))).version
    assert version in _run("build", place.folder).output
    assert _chances(place)[0] > max(choir, 0.5)
    assert _chances(place)[1] == pytest.approx(club, abs=0.05)
    assert {r["detector"].split("+")[0] for r in shelf.read("findings", place.tables).to_pylist()} == {
        version
    }
    assert _run("learn", place.folder, "--forget").exit_code == 0
    assert build(place).model == ""
    assert {path.name: path.read_bytes() for path in place.tables.iterdir()} == shipped


def test_a_loss_is_kept_only_when_insisted_upon(tmp_path: Path) -> None:
    workspace = create(tmp_path / "v", "219300480", "Essai")
    reviews.record(workspace, _judged(_upside_down()), "Awa Diop")
    refused = _run("learn", workspace.folder, "--keep")
    assert (refused.exit_code, workspace.model.exists()) == (1, False)
    assert "--anyway" in refused.output
    assert _run("learn", workspace.folder, "--keep", "--anyway").exit_code == 0
    assert workspace.model.exists()


def test_too_few_verdicts_say_what_would_be_enough(tmp_path: Path) -> None:
    workspace = create(tmp_path / "v", "219300480", "Essai")
    done = _run("learn", workspace.folder, "--keep")
    assert done.exit_code == 1
    assert "20 avis de plus; " in done.output
    assert "sur 10 bénéficiaires" in done.output
    assert not workspace.model.exists()
    assert _run("learn", tmp_path).exit_code == 2
    assert _run("learn", workspace.folder, "--keep", "--forget").exit_code == 2
    assert _run("learn", workspace.folder, "--anyway").exit_code == 2


@pytest.mark.parametrize(
    "text", ["", "{", "[]", '{"version": "x"}', '{"perimeter": {"prior": ["a", "b"]}}', "\udcff"]
)
def test_a_damaged_model_stops_the_build_with_what_to_do(place: Workspace, text: str) -> None:
    place.model.write_bytes(text.encode("utf-8", errors="surrogateescape"))
    with pytest.raises(WorkspaceError, match="jumelles learn"):
        build(place)


def test_words_and_partners_of_the_settings_speak(place: Workspace) -> None:
    settings_ = place.folder / "jumelles.toml"
    text = settings_.read_text(encoding="utf-8")
    settings_.write_text(text.replace("words = []", 'words = ["Aquarelle"]'), encoding="utf-8")
    place = Workspace(place.folder)
    place.read.mkdir()
    make_tables(place, [take(place, file) for file in inbox.look(place)])
    entries = {entry["beneficiary"] for entry in shelf.read("entries", place.tables).to_pylist()}
    assert "Vélo club Aquarelle" in entries
    settings_.write_text(text.replace("words = []", 'words = "Aquarelle"'), encoding="utf-8")
    with pytest.raises(WorkspaceError, match=r"\[international\] words"):
        build(Workspace(place.folder))
