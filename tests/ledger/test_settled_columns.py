"""Columns in `jumelles.toml`: what a person is told of them, and what is refused."""

import tomllib
from pathlib import Path

import pytest

from jumelles import reference
from jumelles.ledger.workspace import SETTINGS, Workspace, WorkspaceError, create

LAYOUT = "spreadsheet-0a1b2c3d"


def _saved(folder: Path) -> str:
    workspace = create(folder, "219300480", "Ville")
    workspace.save_mappings({LAYOUT: {"N° mandat": "", "Montant": "amount"}}, {LAYOUT: "mandats\n2019.xlsx"})
    return (folder / SETTINGS).read_text(encoding="utf-8")


def test_the_settings_tell_every_field_that_a_column_can_be(tmp_path: Path) -> None:
    told = "".join(line for line in _saved(tmp_path).splitlines() if line.startswith("#"))
    for subject in ("grants", "budget", "deliberations"):
        for field in reference.document("headers.toml")[subject]:
            assert f"{field} (" in told


def test_the_settings_stay_what_a_person_can_edit(tmp_path: Path) -> None:
    text = _saved(tmp_path)
    assert tomllib.loads(text)["columns"] == {LAYOUT: {"N° mandat": "", "Montant": "amount"}}
    assert max(map(len, text.splitlines())) < 130
    assert "# d'après mandats 2019.xlsx" in text


def test_what_a_person_settled_is_not_written_over(tmp_path: Path) -> None:
    before = _saved(tmp_path).replace('"amount"', '"in_kind"')
    (tmp_path / SETTINGS).write_text(before, encoding="utf-8")
    Workspace(tmp_path).save_mappings({LAYOUT: {"Montant": "amount"}})
    assert (tmp_path / SETTINGS).read_text(encoding="utf-8") == before


def test_a_field_that_does_not_exist_is_told_with_its_place(tmp_path: Path) -> None:
    (tmp_path / SETTINGS).write_text(_saved(tmp_path).replace('"amount"', '"euros"'), encoding="utf-8")
    with pytest.raises(WorkspaceError, match=r'\[columns\.spreadsheet-0a1b2c3d\] "Montant" = "euros"'):
        Workspace(tmp_path).mappings  # noqa: B018
