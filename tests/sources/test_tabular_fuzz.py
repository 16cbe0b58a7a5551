"""Hostile bytes raise nothing but FileRefused, and no row is lost: one target a reader of tables."""

import io
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st
from official_files import CORPUS, read_file

from jumelles.sources import scdl_budget, scdl_deliberations, scdl_subsidies, spreadsheet
from jumelles.sources.reading import SAMPLE_SIZE, FileRefused, Format, Sample

TARGETS = {
    "subsidies": scdl_subsidies.FORMAT,
    "deliberations": scdl_deliberations.FORMAT,
    "scdl_budget": scdl_budget.FORMAT,
    "spreadsheet": spreadsheet.FORMAT,
}
CSV_BITS = [
    b'"',
    b";",
    b",",
    b"\n",
    b"\r",
    b"\x00",
    b"\xff",
    b"\t",
    b"Total",
    b"1e999999",
    b"20202",
    b"-",
    b"=A1",
]
BITS = st.sampled_from([*CSV_BITS, b"{", b"[", b"]}", b"NaN", b"\\ud800", b"\xef\xbb\xbf", b"PK\x03\x04"])


def _workbook() -> bytes:
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Subventions")
        sheet.write_row(0, 0, ["Bénéficiaire", "Montant", "Année"])
        sheet.write_row(1, 0, ["Deux Rives", 12.5, 2020])
    return buffer.getvalue()


SEEDS = {name: [path.read_bytes() for path in sorted((CORPUS / name).iterdir())] for name in TARGETS}
SEEDS["spreadsheet"].append(_workbook())


@st.composite
def _spoilt(draw: st.DrawFn, name: str) -> bytes:
    """A seed with a few bytes cut, put in or repeated."""
    content = draw(st.sampled_from(SEEDS[name]))
    for _ in range(draw(st.integers(0, 4))):
        start, end = sorted(draw(st.tuples(*[st.integers(0, len(content))] * 2)))
        put = draw(BITS | st.binary(max_size=8) | st.just(content[start:end] * 2))
        content = content[:start] + put + content[end:]
    return content


def _check(format_: Format, content: bytes, folder: Path) -> None:
    path = folder / "fuzzed"
    path.write_bytes(content)
    match = format_.recognise(Sample(path, content[:SAMPLE_SIZE], len(content)))
    assert 0 <= match.score <= 1
    try:
        found = read_file(format_, path, "219999996")
    except FileRefused:
        return
    assert found.reading.balanced
    assert all(problem.text("fr") and problem.text("en") for problem in found.reading.problems)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("fuzz")


@pytest.mark.parametrize("name", TARGETS)
def test_seeds_of_the_corpus_hold_rows(name: str, folder: Path) -> None:
    for content in SEEDS[name]:
        _check(TARGETS[name], content, folder)
        (folder / "seed").write_bytes(content)
        assert read_file(TARGETS[name], folder / "seed", "219999996").reading.kept > 0


@settings(max_examples=120, deadline=None)
@given(content=_spoilt("subsidies"))
def test_subsidies(content: bytes, folder: Path) -> None:
    _check(TARGETS["subsidies"], content, folder)


@settings(max_examples=120, deadline=None)
@given(content=_spoilt("deliberations"))
def test_deliberations(content: bytes, folder: Path) -> None:
    _check(TARGETS["deliberations"], content, folder)


@settings(max_examples=120, deadline=None)
@given(content=_spoilt("scdl_budget"))
def test_budgets(content: bytes, folder: Path) -> None:
    _check(TARGETS["scdl_budget"], content, folder)


@settings(max_examples=200, deadline=None)
@given(content=_spoilt("spreadsheet"))
def test_spreadsheets(content: bytes, folder: Path) -> None:
    _check(TARGETS["spreadsheet"], content, folder)


@settings(max_examples=100, deadline=None)
@given(content=st.binary(max_size=400))
def test_noise(content: bytes, folder: Path) -> None:
    for format_ in TARGETS.values():
        _check(format_, content, folder)
