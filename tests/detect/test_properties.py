"""What must hold whatever the text: the answer does not depend on how it is typed, nor on its neighbours."""

import json
import time
import unicodedata
from functools import cache
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jumelles import detect
from jumelles.detect.model import model

PARTNER = "Association des amis de Tombouctou et du fleuve"
TEXTS = (
    "INITIATIVE AGRICOLE POUR LE MALI EN FRANCE",
    "Jumelage avec Heidelberg, école de la rue de Stalingrad",
    "Association Côte d'Ivoire espoir : forages à Bouaké",
    "ASSOCIATION SOLIDARITE DEVELOP.",
    "Amicale des anciens combattants d'Algérie",
    "Secours populaire — aide aux réfugiés ukrainiens",
    "ASSOCIATION DES AMIS DE TOMBOUC",
    "Fête de la musique",
    "Échange scolaire franco-allemand, lycée d’Alembert",
)
WORDS = (
    "mali dakar jumelage avec la rue de solidarité échange école du Sénégal europe œuvre mairie 2018".split()
)
written = st.sampled_from(TEXTS) | st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join) | st.text()
blanks = st.sampled_from([" ", "  ", "\t", "\n", "\u00a0", " - ", " / ", ", "])
fields = st.fixed_dictionaries(
    {
        "authority": st.none() | st.sampled_from(["Montpellier", "Ville de Paris", "Montreuil", "?"]),
        "beneficiary": st.none() | written,
        "object": st.none() | written,
        "department": st.none() | st.sampled_from(["DGRI", "Relations internationales", "Voirie"]),
    }
)


@cache
def _known() -> detect.Knowledge:
    return detect.knowledge([PARTNER])


def _ask(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    names = ("authority", "beneficiary", "object", "department")
    columns = {name: pa.array([row.get(name) for row in rows], pa.string()) for name in names}
    ids = pa.array([str(i) for i in range(len(rows))], pa.string())
    found: list[dict[str, Any]] = detect.batch(
        pa.RecordBatch.from_pydict({"id": ids, **columns}), _known()
    ).to_pylist()
    return found


def _said(answer: dict[str, Any]) -> tuple[Any, ...]:
    """All of an answer but the words and their places; of those, which clue weighs what."""
    weighed = [(one["name"], one["weight"], one["weight_extended"]) for one in json.loads(answer["evidence"])]
    rest = ("perimeter", "p_core", "p_extended", "countries", "kind", "theme", "mode")
    return *(answer[name] for name in rest), weighed


def _bare(text: str) -> str:
    """Without accents, as old software prints."""
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))


@settings(deadline=None)
@given(text=st.sampled_from(TEXTS), as_typed=st.sampled_from([str.upper, str.lower, str.title, _bare]))
def test_case_and_accents_do_not_change_the_answer(text: str, as_typed: Any) -> None:
    decomposed = unicodedata.normalize("NFD", text)
    rows = [{"object": one} for one in (text, as_typed(text), decomposed, as_typed(decomposed))]
    assert len({str(_said(answer)) for answer in _ask(rows)}) == 1


@settings(deadline=None)
@given(words=st.lists(st.sampled_from(WORDS), min_size=1, max_size=10), data=st.data())
def test_spacing_and_punctuation_do_not_change_the_answer(words: list[str], data: st.DataObject) -> None:
    apart = "".join(word + data.draw(blanks) for word in words)
    first, second = _ask([{"object": " ".join(words)}, {"object": f"  {apart}"}])
    assert _said(first) == _said(second)


@settings(deadline=None)
@given(st.lists(fields, min_size=1, max_size=8), st.data())
def test_neighbours_and_batches_do_not_change_the_answer(
    rows: list[dict[str, Any]], data: st.DataObject
) -> None:
    order = data.draw(st.permutations(range(len(rows))))
    whole = [{**answer, "id": ""} for answer in _ask(rows)]
    assert [{**answer, "id": ""} for answer in _ask([rows[i] for i in order])] == [whole[i] for i in order]
    assert [{**_ask([row])[0], "id": ""} for row in rows] == whole


def _check_evidence(row: dict[str, Any], answer: dict[str, Any]) -> None:
    evidence = json.loads(answer["evidence"])
    sums = (sum(one["weight"] for one in evidence), sum(one["weight_extended"] for one in evidence))
    core, extended = model().probabilities(sums)
    assert (answer["p_core"], answer["p_extended"]) == pytest.approx((core, extended), abs=2e-6)
    assert evidence[0]["name"] == "prior"
    for one in evidence:
        assert one["direction"] == ("+" if max(one["weight"], one["weight_extended"]) > 0 else "-")
        for seen in (one, *one.get("with", ())):
            if "words" in seen:
                assert seen["words"]
                assert row[seen["field"]][seen["start"] : seen["end"]].startswith(seen["words"])
        if one.get("country"):
            assert set(one["country"].split(";")) <= set(answer["countries"].split(";"))


@settings(deadline=None, max_examples=300)
@given(fields)
def test_evidence_adds_up_and_points_to_the_words(row: dict[str, Any]) -> None:
    _check_evidence(row, _ask([row])[0])


@pytest.mark.parametrize("authority", [None, "Montpellier"])
def test_evidence_adds_up_on_texts_that_say_much(authority: str | None) -> None:
    rows = [{"authority": authority, "beneficiary": a, "object": b} for a in TEXTS for b in TEXTS]
    answers = _ask(rows)
    for row, answer in zip(rows, answers, strict=True):
        _check_evidence(row, answer)
    assert sum(len(json.loads(answer["evidence"])) > 3 for answer in answers) > len(rows) / 2


MEGABYTE = 1_000_000
ODD = {
    "empty": "",
    "blank": " \t\n\u00a0 ",
    "emoji": "🎉🇲🇱👩‍👩‍👧 jumelage 🇸🇳",
    "control characters": "Mali\x00\x01\x1b[31m\x7f\u202e Sénégal\ufeff",
    "other alphabets": "مالي السنغال 日本国 Ελλάδα Россия 한국 ไทย",
    "web page": "<p>Jumelage avec <b>Dakar</b>&nbsp;(S&eacute;n&eacute;gal)</p><script>alert(1)</script>",
    "JSON and quotes": '{"a": "Mali\\", \'%s %d {0}"} 100 % "Dakar"',
    "a megabyte of one word": "mali " * (MEGABYTE // 5),
    "a megabyte of a body": "maurice " * (MEGABYTE // 8),
    "a megabyte of blanks": "Côte" + " " * MEGABYTE + "d'Ivoire",
    "a megabyte without blanks": "é" * MEGABYTE,
    "a megabyte of marks": "e" + "\u0301" * MEGABYTE,
    "a megabyte of everything": " ".join(TEXTS) * (MEGABYTE // 300),
    "a megabyte of characters": "".join(map(chr, range(0x20, 0xD800))) * 18,
    "all words of the field": " ".join(WORDS) * 8000,
}


@pytest.mark.parametrize("name", ODD)
def test_odd_texts_are_answered_soon_and_shortly(name: str) -> None:
    text = ODD[name]
    start = time.process_time()
    rows = [
        {"beneficiary": text},
        {"object": text},
        {"beneficiary": text, "object": text, "department": text},
    ]
    answers = _ask([{"authority": "Montpellier", **row} for row in rows])
    assert time.process_time() - start < 5
    for row, answer in zip(rows, answers, strict=True):
        _check_evidence(row, answer)
        assert len(answer["evidence"]) < 200_000


def test_a_text_that_says_nothing_is_answered_as_no_text() -> None:
    nothing, *others = _ask([{}, {"object": None}, {"object": ""}, {"beneficiary": "  "}, {"object": "?!"}])
    assert {str(_said(answer)) for answer in others} == {str(_said(nothing))}
