"""Hostile budget documents raise nothing but FileRefused, and no row is lost: spoilt bytes, values, structure."""

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from official_files import CORPUS, Outcome, read_file

from jumelles.sources import budget_xml, cfu
from jumelles.sources.reading import SAMPLE_SIZE, FileRefused, Format, Sample

SIREN = "219999996"
TARGETS = {"budget_xml": budget_xml.FORMAT, "cfu": cfu.FORMAT}
SEEDS = {name: [path.read_bytes() for path in sorted((CORPUS / name).iterdir())] for name in TARGETS}
ROWS = {"1_by_nature.xml": 12, "2_by_function_latin.xml": 2, "1_account.xml": 3}
VALUE = re.compile(rb'V="[^"]*"')
HOSTILE = [
    b"",
    b" ",
    b"-",
    b"NaN",
    b"1e999999999",
    b"1.234,56 \xc2\xa0",
    b"20202",
    b"\xc2\xb2\xc2\xb2\xc2\xb2\xc2\xb2",
]
HOSTILE += [
    b"9" * 40,
    b"&#9;&#10;",
    b"&lt;!ENTITY",
    b"\xd9\xa1" * 14,
    b"T",
    b"P3",
    b"n.c.",
    b"0001-01-01T00:00:00",
]
HOSTILE += [
    b"9999-12-31T23:59:59+23:59",
    b"M99",
    b"-0.001",
    b"999999999999999999.99",
    "12 € de prêt".encode(),
]
BITS = [
    b"<",
    b">",
    b"/",
    b'"',
    b"&",
    b"&a;",
    b"\x00",
    b"\xff",
    b"<!DOCTYPE a [",
    b"<!--",
    b"<?xml ?>",
    b"]]>",
    b"\xfe\xff",
]


def _read(format_: Format, content: bytes, folder: Path) -> Outcome | None:
    """What was read, None when refused; the checks of any reading made."""
    path = folder / "fuzzed.xml"
    path.write_bytes(content)
    assert 0 <= format_.recognise(Sample(path, content[:SAMPLE_SIZE], len(content))).score <= 1
    try:
        found = read_file(format_, path, SIREN)
    except FileRefused:
        return None
    assert found.reading.balanced
    assert all(problem.text("fr") and problem.text("en") for problem in found.reading.problems)
    return found


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("fuzz")


@pytest.mark.parametrize("name", TARGETS)
def test_every_row_of_the_corpus_is_met(name: str, folder: Path) -> None:
    for path in sorted((CORPUS / name).iterdir()):
        found = _read(TARGETS[name], path.read_bytes(), folder)
        assert found is not None
        assert found.reading.read == ROWS[path.name]
        assert found.reading.refused == 0


@st.composite
def spoilt_bytes(draw: st.DrawFn, name: str) -> bytes:
    """A seed with a few bytes cut, put in or repeated."""
    content = draw(st.sampled_from(SEEDS[name]))
    for _ in range(draw(st.integers(1, 3))):
        start, end = sorted(draw(st.tuples(*[st.integers(0, len(content))] * 2)))
        put = draw(st.sampled_from(BITS) | st.binary(max_size=8) | st.just(content[start:end] * 2))
        content = content[:start] + put + content[end:]
    return content


@st.composite
def spoilt_values(draw: st.DrawFn, name: str) -> bytes:
    """A seed, well formed, some of whose values are replaced by hostile ones."""
    content = draw(st.sampled_from(SEEDS[name]))
    places = list(VALUE.finditer(content))
    for place in sorted(draw(st.sets(st.sampled_from(range(len(places))), max_size=6)), reverse=True):
        value = draw(st.sampled_from(HOSTILE))
        start, end = places[place].span()
        content = content[:start] + b'V="' + value + b'"' + content[end:]
    return content


@st.composite
def spoilt_tree(draw: st.DrawFn, name: str) -> bytes:
    """A seed, well formed, some of whose elements are dropped, or copied inside others."""
    root = etree.fromstring(draw(st.sampled_from(SEEDS[name])))
    for _ in range(draw(st.integers(1, 4))):
        elements = list(root.iter(etree.Element))
        one = draw(st.sampled_from(elements))
        parent = one.getparent()
        if parent is not None and draw(st.booleans()):
            parent.remove(one)
        elif len(elements) < 400:  # copies of copies stay small
            draw(st.sampled_from(elements)).insert(0, etree.fromstring(etree.tostring(one, with_tail=False)))
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8"))


@pytest.mark.parametrize("name", TARGETS)
@settings(max_examples=120, deadline=None)
@given(data=st.data())
def test_spoilt_bytes(name: str, data: st.DataObject, folder: Path) -> None:
    _read(TARGETS[name], data.draw(spoilt_bytes(name)), folder)


@pytest.mark.parametrize("name", TARGETS)
@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_spoilt_values(name: str, data: st.DataObject, folder: Path) -> None:
    _read(TARGETS[name], data.draw(spoilt_values(name)), folder)


@pytest.mark.parametrize("name", TARGETS)
@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_spoilt_tree(name: str, data: st.DataObject, folder: Path) -> None:
    _read(TARGETS[name], data.draw(spoilt_tree(name)), folder)


@pytest.mark.parametrize("name", TARGETS)
@settings(max_examples=50, deadline=None)
@given(content=st.binary(max_size=200))
def test_noise(name: str, content: bytes, folder: Path) -> None:
    assert _read(TARGETS[name], content, folder) is None
