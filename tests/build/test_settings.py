"""Settings and folders that cannot be used: exit code 2, one sentence that says where and what to do."""

import os
import shutil
import sys
from pathlib import Path

import pytest
from runs import SIREN, contents, run
from typer.testing import CliRunner

from jumelles.cli.main import app

# what becomes of jumelles.toml -> what is said
BROKEN = {
    "quote": (lambda text: text.replace('name = "Ville"', 'name = "Ville'), "vers la ligne 6"),
    "section twice": (lambda text: text + "[authority]\n", "section en double"),
    "siren": (lambda text: text.replace(SIREN, "219300481"), "[authority] siren"),
    "no siren": (lambda text: text.replace(f'siren = "{SIREN}"', ""), "n'est pas un SIREN : neuf chiffres"),
    "perimeter": (lambda text: text.replace('"core"', '"tout"'), 'écrivez "core" ou "extended"'),
    "partners": (lambda text: text.replace("= []", '= "Kayes"'), 'écrivez une liste, ["A", "B"]'),
    "not a section": (
        lambda text: "perimeter = 3\n" + text.replace("[perimeter]", "[x]"),
        "être une section",
    ),
    "field": (lambda text: text + '[columns.x]\n"A" = "euros"\n', "ce champ n'existe pas"),
}


@pytest.mark.parametrize("case", BROKEN)
def test_broken_settings(workspace: Path, case: str) -> None:
    change, said = BROKEN[case]
    path = workspace / "jumelles.toml"
    path.write_text(change(path.read_text(encoding="utf-8")), encoding="utf-8")
    ended = CliRunner().invoke(app, ["build", str(workspace)])
    assert ended.exit_code == 2
    assert said in ended.stderr
    assert ended.stderr.count("\n") == 1
    assert "jumelles.toml" in ended.stderr


def test_broken_settings_leave_everything_in_place(built_copy: Path) -> None:
    (built_copy / "jumelles.toml").write_text("siren = ", encoding="utf-8")
    before = contents(built_copy)
    ended = run("build", built_copy)
    assert ended.code == 2
    assert "Traceback" not in ended.err
    assert contents(built_copy) == before


def test_settings_as_notepad_saves_them(built_copy: Path) -> None:
    path = built_copy / "jumelles.toml"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert run("build", built_copy).code == 0


@pytest.mark.parametrize("saved", [b'[authority]\nname = "\xe9"\n', "[authority]\n".encode("utf-16")])
def test_settings_in_another_encoding(workspace: Path, saved: bytes) -> None:
    (workspace / "jumelles.toml").write_bytes(saved)
    ended = CliRunner().invoke(app, ["build", str(workspace)])
    assert ended.exit_code == 2
    assert "n'est pas enregistré en UTF-8" in ended.stderr


@pytest.mark.parametrize("made", ["absent", "empty folder", "file"])
def test_not_a_workspace(tmp_path: Path, made: str) -> None:
    folder = tmp_path / "x"
    if made == "file":
        folder.touch()
    elif made == "empty folder":
        folder.mkdir()
    ended = CliRunner().invoke(app, ["build", str(folder)])
    assert ended.exit_code == 2
    assert f"commencez par : jumelles init {folder}" in ended.stderr


@pytest.mark.parametrize("name", ["inbox", "read"])
def test_a_file_where_a_folder_belongs(workspace: Path, name: str) -> None:
    shutil.rmtree(workspace / name, ignore_errors=True)
    (workspace / name).touch()
    ended = CliRunner().invoke(app, ["build", str(workspace)])
    assert ended.exit_code == 2
    assert ended.stderr == (
        f"{workspace / name} : un dossier est attendu ici, il y a un fichier. Vérifiez ce dossier et relancez.\n"
    )


@pytest.mark.skipif(sys.platform != "linux", reason="paths are bytes on Linux only")
def test_a_path_and_a_name_that_are_no_text(tmp_path: Path) -> None:
    no_text = os.fsdecode(b"\xe9t\xe9")
    ended = run("init", tmp_path / no_text, "--siren", SIREN, "--name", "Ville")
    assert ended.code == 2
    assert "renommez ce dossier" in ended.err
    assert run("init", tmp_path / "ville", "--siren", SIREN, "--name", no_text).code == 0
    assert 'name = "?t?"' in (tmp_path / "ville" / "jumelles.toml").read_text(encoding="utf-8")


def test_a_terminal_that_lacks_letters_and_a_folder_like_markup(tmp_path: Path, built: Path) -> None:
    folder = Path(shutil.copytree(built, tmp_path / "[red]espace[bold]"))
    ended = run("build", folder, env={"PYTHONIOENCODING": "ascii:strict", "PYTHONUTF8": "0"})
    assert ended.code == 0
    assert ended.err == ""
    assert f"{folder}/out/index.html" in ended.out
