"""The worked example of docs/consolidation.md, computed again from its own tables."""

from decimal import Decimal

from repository import DOCS, sections, tables

from jumelles.ledger.candidate import Candidate
from jumelles.ledger.claims import claims
from jumelles.ledger.coded import international_code
from jumelles.ledger.interval import Interval
from jumelles.ledger.overlap import settle

YEAR, NOMENCLATURE = 2024, "M57-M57"


def _example() -> tuple[list[list[str]], list[list[str]], list[list[str]]]:
    page = (DOCS / "consolidation.md").read_text(encoding="utf-8")
    coded, found, answer = (table[1:] for table in tables(sections(page)["A worked example"]))
    return coded, found, answer


def _candidate(cells: list[str]) -> Candidate:
    row, family, name, purpose, nature, group, function, euros = cells
    codes = {"function": function or None, "nature": nature, "nomenclature": NOMENCLATURE, "year": YEAR}
    return Candidate(
        table="contracts" if family == "DECP" else "grants",
        source=family,
        locator=row,
        place=ord(row),
        year=YEAR,
        family=family,
        name=name,
        amount=Decimal(euros),
        nature=nature or None,
        nature_group=group,
        perimeter="core",
        object=purpose,
        function_known=bool(function),
        coded=bool(function) and international_code(codes) is not None,
        committed=family == "DECP",
    )


def test_the_figures_of_the_page_are_those_of_the_code() -> None:
    coded, found, answer = _example()
    lines = {(YEAR, group, nature): Decimal(euros) for nature, group, euros in coded}
    settled = settle(claims(map(_candidate, found)), lines)
    computed = {claim.row.locator: claim.interval for claim in settled}
    computed["found"] = sum(list(computed.values()), Interval())
    computed["coded"] = Interval(*(sum(lines.values(), Decimal(0)),) * 3)
    computed["figure"] = computed["found"] + computed["coded"]
    assert {row[0]: Interval(*map(Decimal, row[1:])) for row in answer} == computed


def test_the_example_shows_each_case() -> None:
    """It would prove little without a repetition, a remainder, a known function and a promise."""
    _, found, answer = _example()
    kept = {row[0] for row in answer}
    (repeated,) = (claim for claim in claims(map(_candidate, found)) if claim.also_in)
    assert [row.locator for row in repeated.also_in] == ["b"]
    assert {"b", "g"}.isdisjoint(kept)
    assert {"d", "f", "h"} <= kept
