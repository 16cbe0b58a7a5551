"""One edition of the made-up authority, published once for all tests of the folder."""

from pathlib import Path

import confluence
import pytest

from jumelles.publish import Publication, publish


@pytest.fixture(scope="session")
def publication() -> Publication:
    return confluence.publication()


@pytest.fixture(scope="session")
def published(publication: Publication, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder `out` in French, in a workspace with the copies its pages lead to."""
    return confluence.shelve(tmp_path_factory.mktemp("workspace"), publication, "fr")


@pytest.fixture(scope="session")
def published_in_english(publication: Publication, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("english") / "out"
    publish(out, publication, "en")
    return out
