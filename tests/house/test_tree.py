"""House rules on files: small, explained, free of what only one machine knows."""

import ast
import re
import tomllib
from collections.abc import Iterator
from fnmatch import fnmatch
from itertools import takewhile
from pathlib import Path

import pytest
from repository import ROOT, shown, text_of, tracked

LONGEST = 300
SHORT = 3  # lines: a function whose body is one expression, with a name that says it
_MACHINE_PATH = re.compile(r"(?<![\w.~*/…])/(?:home|root|tmp|work|mnt|Users|opt|private)/\w")
_URL_HOST = re.compile(r"https?://([^\s/:\"'<>)\]}]+)(:\d+)?")
_PUBLIC_ENDINGS = (".fr", ".org", ".com", ".eu", ".net", ".int", ".io")
_PINNED = re.compile(r"[a-z0-9][a-z0-9._-]*==[0-9][0-9a-z.+!]*( ; .+)?$")
SOURCES = [path for path in tracked("*.py") if path.is_relative_to(ROOT / "src")]
REFERENCE = ROOT / "src" / "jumelles" / "reference"
STATED = {
    "source": r"\bsource: |settled by hand|general knowledge|rebuilt by scripts/",
    "licence": r"\blicence\b",
    "date or version": r"\b20[0-9]{2}\b|\b[0-9]+\.[0-9]+\.[0-9]+\b",
}


def test_every_test_is_run(pytestconfig: pytest.Config) -> None:
    """Pytest passes over folders of some names, as `build` is by default, and says nothing of it."""
    passed_over = pytestconfig.getini("norecursedirs")
    folders = {part for path in tracked("tests/*.py") for part in path.relative_to(ROOT).parent.parts}
    assert "build" in folders
    assert [name for name in folders if any(fnmatch(name, pattern) for pattern in passed_over)] == []


@pytest.mark.parametrize("path", tracked("*.py"), ids=shown)
def test_files_are_short(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST


def _unexplained(path: Path) -> Iterator[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    if not ast.get_docstring(tree):
        yield f"{shown(path)}: the module"
    for node in tree.body:
        if not isinstance(node, ast.FunctionDef | ast.ClassDef) or node.name.startswith("_"):
            continue
        long = (node.end_lineno or node.lineno) - node.lineno >= SHORT
        if (long or isinstance(node, ast.ClassDef)) and not ast.get_docstring(node):
            yield f"{shown(path)}:{node.lineno}: {node.name}"


def test_public_functions_and_classes_say_what_they_are_for() -> None:
    assert [place for path in SOURCES for place in _unexplained(path)] == []


def test_the_rule_on_explanations_sees_a_bare_function(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bare = tmp_path / "bare.py"
    bare.write_text('"""A module."""\n\n\ndef gross(a, b):\n    c = a\n    d = b\n    return c + d\n')
    monkeypatch.setattr("repository.ROOT", tmp_path)
    assert list(_unexplained(bare)) == ["bare.py:4: gross"]


def test_no_file_names_a_place_of_one_machine() -> None:
    found = [
        f"{shown(path)}:{number}: {line.strip()[:80]}"
        for path in tracked()
        for number, line in enumerate((text_of(path) or "").splitlines(), 1)
        if _MACHINE_PATH.search(line)
    ]
    assert found == []


def test_a_place_of_one_machine_would_be_seen() -> None:
    assert _MACHINE_PATH.search("read from /" + "home/amina/accounts")
    assert not _MACHINE_PATH.search("see docs/" + "work/plan.md or https://example.org/" + "tmp/x")


def test_addresses_are_public() -> None:
    """A host without a public ending, an address in numbers or a port is somebody's own machine."""
    private = [
        f"{shown(path)}: {found[0]}"
        for path in tracked()
        for found in _URL_HOST.finditer(text_of(path) or "")
        if found[2] or not (found[1].endswith(_PUBLIC_ENDINGS) or found[1] == "x")
    ]
    assert private == []


def test_the_lock_pins_every_dependency_and_names_no_host() -> None:
    lines = (ROOT / "requirements.lock").read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if not _PINNED.match(line)] == []
    locked = {line.partition("==")[0] for line in lines}
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    asked = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    names = {re.split(r"[\[<>=!~ ]", line)[0].lower().replace("_", "-") for line in asked}
    assert names - locked == set()


def test_dependencies_are_bounded() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert [line for line in project["dependencies"] if ">=" not in line or "<" not in line] == []


@pytest.mark.parametrize(
    "path", [p for p in tracked() if p.parent == REFERENCE and p.suffix in (".csv", ".toml")], ids=shown
)
def test_reference_data_states_source_licence_and_date(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    header = " ".join(line.strip("# ") for line in takewhile(lambda line: line.startswith("#"), lines))
    for what, said in STATED.items():
        assert re.search(said, header, re.IGNORECASE), f"no {what} in the comment at its head"
