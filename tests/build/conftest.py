"""Workspaces to build: some papers of the shipped example, which holds every kind of file."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from runs import SIREN, run

from jumelles.demo import generate
from jumelles.ledger.workspace import create

PAPERS = ("CA_2023_stationnement.xml", "subventions_2020.csv", "extraction_mandats_2019.xlsx")
MakeWorkspace = Callable[..., Path]


@pytest.fixture(scope="session")
def papers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The inbox of the shipped example."""
    folder = tmp_path_factory.mktemp("papers")
    generate(folder)
    return folder / "inbox"


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """A workspace with an empty inbox."""
    return create(tmp_path / "espace", SIREN, "Ville").folder


@pytest.fixture(scope="session")
def fresh(tmp_path_factory: pytest.TempPathFactory, papers: Path) -> Path:
    """A workspace with a few papers, not built yet. Copy it before use."""
    folder = create(tmp_path_factory.mktemp("fresh") / "espace", SIREN, "Ville").folder
    for name in PAPERS:
        shutil.copy(papers / name, folder / "inbox")
    return folder


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory, fresh: Path) -> Path:
    """The same, built without disturbance. Copy it before use."""
    folder = tmp_path_factory.mktemp("built") / "espace"
    shutil.copytree(fresh, folder)
    ended = run("build", folder)
    assert ended.code == 0, ended.err
    return folder


@pytest.fixture
def fresh_copy(tmp_path: Path, fresh: Path) -> Path:
    return Path(shutil.copytree(fresh, tmp_path / "copie"))


@pytest.fixture
def built_copy(tmp_path: Path, built: Path) -> Path:
    return Path(shutil.copytree(built, tmp_path / "copie"))
