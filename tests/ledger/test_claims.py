"""The same euro in several lists counts once; money told differently widens the interval."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st
from rows import found

from jumelles.ledger.candidate import Candidate, fold
from jumelles.ledger.claims import Claim, claims
from jumelles.ledger.interval import Interval

EURO = Decimal("1.00")


def total(found_claims: list[Claim]) -> Interval:
    return sum((claim.interval for claim in found_claims), Interval())


def interval(low: str, central: str, high: str) -> Interval:
    return Interval(Decimal(low), Decimal(central), Decimal(high))


def test_names_are_compared_without_case_accents_and_legal_form() -> None:
    assert fold("Association « L'Été à Bamako »") == fold("ASSO ETE A BAMAKO") == "ete a bamako"


def test_a_grant_in_the_annex_and_in_the_published_list_is_one() -> None:
    rows = [found("Asso Été", "5000"), found("ASSOCIATION ETE", "5000", source="s2", family="scdl_subsidies")]
    (claim,) = claims(rows)
    assert claim.interval == interval("5000", "5000", "5000")
    assert [row.source for row in claim.also_in] == ["s2"]


def test_the_largest_list_is_taken_and_the_rest_may_be_more() -> None:
    rows = [
        found("A", "5000"),
        found("A", "3000", source="s2", family="scdl_subsidies"),
    ]
    assert total(claims(rows)) == interval("5000", "5000", "8000")


def test_two_equal_rows_of_one_list_are_two_grants() -> None:
    rows = [found("A", "100", place=1), found("A", "100", place=2)]
    assert total(claims(rows)) == interval("200", "200", "200")


def test_files_of_one_format_add_up_but_for_their_repetitions() -> None:
    rows = [
        found("A", "100", source="s1", object="Fête", family="scdl_subsidies"),
        found("A", "100", source="s2", object="FETE", family="scdl_subsidies"),
        found("A", "100", source="s2", object="Voyage", family="scdl_subsidies"),
    ]
    found_claims = claims(rows)
    assert total(found_claims) == interval("200", "200", "200")
    assert [len(claim.also_in) for claim in found_claims] == [1, 0]


def test_years_and_directions_are_never_mixed() -> None:
    rows = [
        found("A", "100"),
        found("A", "100", year=2022),
        found("A", "100", direction="revenue", source="s3"),
    ]
    assert len(claims(rows)) == 3


def test_an_extract_that_names_a_beneficiary_joins_it() -> None:
    rows = [
        found("Hydraulique sans frontières", "900"),
        found(
            "Subvention Hydraulique sans frontières, solde",
            "900",
            table="extracts",
            family="spreadsheet",
            source="x",
        ),
    ]
    (claim,) = claims(rows)
    assert claim.row.table == "grants"
    assert claim.also_in[0].table == "extracts"


def test_a_contract_is_never_certain() -> None:
    assert total(claims([found("Traductions SA", "900", committed=True)])) == interval("0", "900", "900")


rows = st.builds(
    lambda name, cents, source, family, place: found(
        name, str(Decimal(cents) / 100), source=source, family=family, place=place, locator=f"{source}{place}"
    ),
    st.sampled_from("ABC"),
    st.integers(1, 500),
    st.sampled_from(["s1", "s2", "s3"]),
    st.sampled_from(["budget_xml", "scdl_subsidies"]),
    st.integers(0, 10_000),
)
lists = st.lists(rows, max_size=12, unique_by=lambda row: row.key)


@given(lists, st.randoms())
def test_the_order_of_rows_does_not_matter(some: list[Candidate], random: object) -> None:
    shuffled = list(some)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert claims(some) == claims(shuffled)


@given(lists)
def test_every_row_is_a_claim_or_a_repetition_of_one(some: list[Candidate]) -> None:
    answer = claims(some)
    told = [claim.row.key for claim in answer] + [row for claim in answer for row in claim.also_in]
    assert sorted(told) == sorted(row.key for row in some)
    for claim in answer:
        assert claim.interval.low <= claim.interval.central <= claim.interval.high
