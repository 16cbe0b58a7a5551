"""Hostile bytes raise nothing but FileRefused, and no row is lost: one target a reader, with its corpus."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from official_files import CORPUS, read_file

from jumelles.sources import balances, decp, ofgl
from jumelles.sources.reading import FileRefused, Format

SIREN = "219999996"
TARGETS = {"decp": decp.FORMAT, "balances": balances.FORMAT, "ofgl": ofgl.FORMAT}
SEEDS = {name: [path.read_bytes() for path in sorted((CORPUS / name).iterdir())] for name in TARGETS}
BITS = st.sampled_from(
    [b'"', b";", b"{", b"]", b"\n", b"<", b"&a;", b"\xff", b"\x00", b"1e999999999", b"NaN", b"\\ud800"]
)


@st.composite
def _spoilt(draw: st.DrawFn, name: str) -> bytes:
    """A seed with a few bytes cut, put in or repeated."""
    content = draw(st.sampled_from(SEEDS[name]))
    for _ in range(draw(st.integers(0, 4))):
        start, end = sorted(draw(st.tuples(*[st.integers(0, len(content))] * 2)))
        content = (
            content[:start]
            + draw(BITS | st.binary(max_size=8) | st.just(content[start:end] * 2))
            + content[end:]
        )
    return content


def _check(format_: Format, content: bytes, folder: Path) -> None:
    path = folder / "fuzzed"
    path.write_bytes(content)
    try:
        outcome = read_file(format_, path, SIREN)
    except FileRefused:
        return
    assert outcome.reading.balanced
    assert all(problem.text("fr") and problem.text("en") for problem in outcome.reading.problems)


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("fuzz")


@pytest.mark.parametrize("name", TARGETS)
def test_seeds_of_the_corpus_hold_rows(name: str, folder: Path) -> None:
    for content in SEEDS[name]:
        _check(TARGETS[name], content, folder)
    (folder / "seed").write_bytes(SEEDS[name][0])
    assert read_file(TARGETS[name], folder / "seed", SIREN).reading.kept > 0


@settings(max_examples=150, deadline=None)
@given(content=_spoilt("decp"))
def test_decp(content: bytes, folder: Path) -> None:
    _check(decp.FORMAT, content, folder)


@settings(max_examples=150, deadline=None)
@given(content=_spoilt("balances"))
def test_balances(content: bytes, folder: Path) -> None:
    _check(balances.FORMAT, content, folder)


@settings(max_examples=150, deadline=None)
@given(content=_spoilt("ofgl"))
def test_ofgl(content: bytes, folder: Path) -> None:
    _check(ofgl.FORMAT, content, folder)


@settings(max_examples=60, deadline=None)
@given(content=st.binary(max_size=200), name=st.sampled_from(sorted(TARGETS)))
def test_any_bytes(content: bytes, name: str, folder: Path) -> None:
    _check(TARGETS[name], content, folder)
