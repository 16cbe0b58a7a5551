"""The files of the detector's knowledge: closed lists respected, nothing said twice."""

import pytest

from jumelles import reference
from jumelles.detect.knowledge import knowledge
from jumelles.detect.model import model
from jumelles.detect.names import name_words
from jumelles.publish.evidence import signal_in_words

KINDS = set(
    "decentralised_cooperation twinning solidarity humanitarian citizenship_education european mobility "
    "attractiveness influence network diaspora asylum".split()
)
REGIONS = {"AFRICA", "EUROPE", "ASIA", "AMERICA_LATIN", "MIDDLE_EAST", "WORLD"}
CONTEXTS = {"", "needed", "place", "alone"}


def _codes() -> set[str]:
    return {row["iso3"] for row in reference.rows("countries.csv")} | REGIONS


@pytest.mark.parametrize(
    ("file", "column"),
    [
        ("bodies.csv", "countries"),
        ("areas.csv", "codes"),
        ("demonyms.csv", "codes"),
        ("country_names.csv", "iso3"),
        ("places.csv", "iso3"),
        ("twin_towns.csv", "country"),
    ],
)
def test_codes_and_contexts_are_known(file: str, column: str) -> None:
    rows = reference.rows(file)
    assert len(rows) > 50
    assert {code for row in rows for code in row[column].split(";")} <= _codes() | {""}
    assert {row.get("context", "") for row in rows} <= CONTEXTS


@pytest.mark.parametrize(
    ("file", "column"), [("bodies.csv", "name"), ("areas.csv", "name"), ("demonyms.csv", "stem")]
)
def test_no_name_is_said_twice(file: str, column: str) -> None:
    names = [name_words(row[column]) for row in reference.rows(file)]
    assert all(names)
    assert len(names) == len(set(names))


def test_kinds_and_themes_are_those_of_the_guide() -> None:
    themes = set(reference.document("themes.toml"))
    assert len(themes) == 13
    for row in reference.rows("bodies.csv"):
        assert {row["kind"], row["theme"]} <= ({""} if row["perimeter"] == "none" else KINDS | themes)
    for clue in reference.document("clues.toml")["clues"].values():
        assert clue.get("kind", "") in KINDS | {""}
        assert clue.get("theme", "") in themes | {""}
    assert set(model().kind_names) <= KINDS
    assert set(model().theme_names) <= themes


def test_groups_are_made_of_clues_that_exist() -> None:
    clues = set(reference.document("clues.toml")["clues"])
    groups = reference.document("detection.toml")
    named = " ".join(
        [groups["bearing"]["out"], *groups["abroad"].values(), *groups["beside"].values()]
    ).split()
    assert set(named) <= clues


def test_every_signal_that_weighs_is_said_in_words() -> None:
    for name in model().perimeter:
        for language in ("fr", "en"):
            said = signal_in_words(name, language)
            assert "_" not in said
            assert "@" not in said


def test_the_model_weighs_sorts_of_clues_and_no_word() -> None:
    parts = {part.partition("@")[0] for name in model().perimeter for part in name.split("+")}
    known = {*reference.document("clues.toml")["clues"], *reference.document("clues.toml")["signals"]}
    sorts = {f"{part}_{sort}" for part in ("noun", "adjective") for sort in ("developed", "recipient")}
    groups = reference.document("detection.toml")
    assert parts <= known | sorts | {*groups["abroad"], *groups["beside"]}


def test_knowledge_is_ready_in_a_second_language_of_names() -> None:
    found = {names[0].clue for _, _, names in knowledge().names.matches(["friends", "of", "cambodia"])}
    assert "country" in found
