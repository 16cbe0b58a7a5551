"""The report on paper: complete, tagged, in the reader's language, and the filter under each table."""

from pathlib import Path

import confluence
import pytest
from pypdf import PdfReader

from jumelles.publish.report import printable


def text_of(pdf: Path) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(pdf).pages)


def flat(text: str) -> str:
    return " ".join(text.replace("\u202f", " ").replace("\u00a0", " ").split())


@pytest.fixture(scope="module")
def reader(published: Path) -> PdfReader:
    return PdfReader(published / "report.pdf")


def test_says_what_it_is(reader: PdfReader) -> None:
    assert reader.metadata is not None
    assert reader.metadata.title == "Budget consolidé de l’action internationale – Ville de Confluence"
    catalog = reader.trailer["/Root"]
    assert catalog["/Lang"] == "fr"
    assert catalog["/MarkInfo"]["/Marked"]
    assert b"pdfuaid" in catalog["/Metadata"].get_object().get_data()


def test_holds_the_sections_and_their_filters(published: Path) -> None:
    text = flat(text_of(published / "report.pdf"))
    for words in (
        "L’action internationale en 2023",
        "Recettes et coût net",
        "Avec quels pays",
        "Documents lus",
    ):
        assert words in text
    assert (
        "feuille « Écritures », Part du chiffre = « Codé comme international par les comptes » ou «" in text
    )


def test_english(published_in_english: Path) -> None:
    assert "International action in 2023" in flat(text_of(published_in_english / "report.pdf"))


def test_markup_in_names_is_only_text(tmp_path: Path) -> None:
    name = '#panic("x") *a* $b$ @c <d> ]#['
    rows = [confluence.entry(2021, rank, beneficiary=name, department=name) for rank in range(3)]
    made = confluence.publication(entries=confluence.table("entries", rows), authority=name, truths=())
    out = confluence.shelve(tmp_path, made, "fr")
    assert name in flat(text_of(out / "report.pdf"))


def test_printable_text() -> None:
    assert printable("a\x00b") == "a b"
    assert "\u200b" in printable("x" * 40)
    assert printable("Comité de jumelage") == "Comité de jumelage"
