"""DGFiP balances: which side is what, order apart, functions without their chapter, nothing lost."""

from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest
from balance_file import SIREN, TOWN, Balance, balance_file
from hypothesis import given, settings
from hypothesis import strategies as st
from official_files import Outcome, Row, read_file, recognised

from jumelles.sources import budget_xml
from jumelles.sources.balances import FORMAT, nomenclature_of
from jumelles.sources.reading import FileRefused

SIDES = ("debit", "credit", "order_debit", "order_credit")


def _read(tmp_path: Path, balances: list[Balance], **how: object) -> Outcome:
    path = tmp_path / "balance.csv"
    path.write_bytes(balance_file(balances, **how))  # type: ignore[arg-type]
    return read_file(FORMAT, path, SIREN)


def _sum(outcome: Outcome, **where: object) -> Decimal:
    rows = [
        row for row in outcome["budget_lines"] if all(row[name] == value for name, value in where.items())
    ]
    return sum((row["executed"] for row in rows), Decimal(0))


def test_is_recognised_whatever_the_encoding() -> None:
    for encoding in ("cp1252", "utf-8-sig", "utf-16"):
        assert recognised(FORMAT, balance_file(TOWN, encoding)).score == 1.0
    partial = recognised(FORMAT, balance_file(TOWN, without=("OOBDEB",)))
    assert partial.score < 0.5
    assert partial.missing == ("OOBDEB",)
    assert recognised(FORMAT, b"").score == 0.0


def test_each_side_is_expense_or_revenue_in_every_class(tmp_path: Path) -> None:
    outcome = _read(tmp_path, TOWN)
    found = {(r["nature"], r["direction"], r["real"]): r["executed"] for r in outcome["budget_lines"]}
    assert found[("6419", "revenue", True)] == Decimal("15000.25")
    assert found[("739211", "expense", True)] == Decimal("300000.00")
    assert found[("60611", "expense", True)] == Decimal("-120.30")
    assert found[("1641", "expense", True)] == Decimal("150000.00")
    assert found[("1641", "revenue", True)] == Decimal("500000.00")


def test_order_operations_are_rows_apart(tmp_path: Path) -> None:
    outcome = _read(tmp_path, TOWN)
    works = [row for row in outcome["budget_lines"] if row["nature"] == "2313"]
    assert [(row["real"], row["executed"]) for row in works] == [
        (True, Decimal("600000.00")),
        (False, Decimal("40000.00")),
    ]
    assert works[0]["locator"] == "line 9, OBNETDEB − OOBDEB"
    assert (
        _sum(outcome, real=False, direction="expense")
        == _sum(outcome, real=False, direction="revenue") + 40000
    )


def test_sections_and_totals(tmp_path: Path) -> None:
    outcome = _read(tmp_path, TOWN)
    operating = Decimal("1200000.50") + 80000 + 45000 + 300000 - Decimal("120.30")
    assert _sum(outcome, real=True, direction="expense", section="operating") == operating
    assert _sum(outcome, real=True, direction="expense", section="investment") == Decimal("750700.00")
    assert _sum(outcome, function="048", direction="expense") == Decimal("125000.00")


def test_a_row_counts_once_and_an_account_without_operation_is_left_out(tmp_path: Path) -> None:
    reading = _read(tmp_path, TOWN).reading
    assert (reading.read, reading.kept, reading.refused) == (len(TOWN), len(TOWN) - 1, 0)
    assert reading.skipped == Counter({"no-budget-operation": 1})
    assert reading.balanced


def test_budgets_years_and_other_authorities(tmp_path: Path) -> None:
    other = Balance("6411", siren="200000008", debit="1,00")
    annex = Balance("6061", kind="3", nomenclature="M49", debit="10,00")
    outcome = _read(tmp_path, [*TOWN, annex, other, Balance("6411", year="2021", debit="5,00")])
    documents = {(row["year"], row["budget"]): row for row in outcome["documents"]}
    assert set(documents) == {(2022, "main"), (2022, "annex"), (2021, "main")}
    assert documents[(2022, "annex")]["siret"] == SIREN + "00026"
    assert documents[(2022, "main")]["budget_name"] == "ESSAI-SUR-MER (Hôtel de Ville)"
    assert documents[(2022, "main")]["vote"] == "nature"
    assert {row["stage"] for row in documents.values()} == {"CA"}
    assert outcome.reading.skipped["other-authority"] == 1
    assert outcome.reading.balanced


def test_chapters_are_taken_off_functions_of_budgets_voted_by_function(tmp_path: Path) -> None:
    voted = [Balance("65748", "93048", debit="10,00"), Balance("2313", "90211", debit="20,00")]
    outcome = _read(tmp_path, voted)
    assert outcome["documents"][0]["vote"] == "function"
    found = [(row["function"], row["chapter"], row["section"]) for row in outcome["budget_lines"]]
    assert found == [("048", "930", "operating"), ("211", "902", "investment")]


def test_functions_in_nine_of_old_nomenclatures_stay(tmp_path: Path) -> None:
    voted = [
        Balance("6574", "94", debit="1,00", nomenclature="M14"),
        Balance("611", "04", debit="1,00", nomenclature="M14"),
    ]
    outcome = _read(tmp_path, voted)
    assert [row["function"] for row in outcome["budget_lines"]] == ["94", "04"]


def test_files_by_nature_alone_are_read_without_function(tmp_path: Path) -> None:
    outcome = _read(tmp_path, TOWN, without=("FONCTION",))
    assert {row["function"] for row in outcome["budget_lines"]} == {None}
    assert outcome["documents"][0]["vote"] is None


def test_abridged_nomenclatures_keep_their_norm() -> None:
    assert nomenclature_of("M57A") == "M57-M57_A"
    assert nomenclature_of("m14") == "M14"


def test_bad_rows_are_refused_and_told(tmp_path: Path) -> None:
    bad = [
        Balance("6411", debit="n.c."),
        Balance("6411", debit="12,345"),
        Balance("6411", debit="1e17"),
        Balance("6411", debit="9e15", order_debit="-9e15"),
        Balance("ABC", debit="1,00"),
        Balance("8011", debit="1,00"),
        Balance("6411", debit="1,00", year="20202"),
        Balance("6411", debit="1,00", kind="7"),
        Balance("6411", debit="1,00", siren="2,2E+8"),
        Balance("6411", debit="2,00"),
    ]
    outcome = _read(tmp_path, bad)
    assert outcome.codes == [
        *["amount-unreadable"] * 4,
        *["account-unreadable"] * 2,
        "year-implausible",
        "budget-kind-unknown",
        "identifier-unreadable",
    ]
    assert (outcome.reading.kept, outcome.reading.refused) == (1, 9)
    assert all(problem.text("fr") and problem.text("en") for problem in outcome.reading.problems)


def test_a_row_cut_short_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "cut.csv"
    path.write_bytes(balance_file(TOWN)[:-60])
    outcome = read_file(FORMAT, path, SIREN)
    assert outcome.codes == ["row-width"]
    assert outcome.reading.balanced


def test_missing_columns_refuse_the_file(tmp_path: Path) -> None:
    with pytest.raises(FileRefused) as refused:
        _read(tmp_path, TOWN, without=("COMPTE", "OOBCRE"))
    assert refused.value.problem.details == {"missing": "COMPTE, OOBCRE"}


def _as_balances(lines: list[Row]) -> list[Balance]:
    """The accountant's view of an authority's account: by nature and function, order within the total."""
    sums: dict[tuple[str, str], dict[str, Decimal]] = {}
    for line in lines:
        sides = sums.setdefault((line["nature"], line["function"] or ""), dict.fromkeys(SIDES, Decimal(0)))
        side = "debit" if line["direction"] == "expense" else "credit"
        sides[side] += line["executed"] or 0
        sides[f"order_{side}"] += 0 if line["real"] else line["executed"] or 0
    return [
        Balance(nature, function, nomenclature="M14", **{side: str(euros) for side, euros in sides.items()})
        for (nature, function), sides in sums.items()
    ]


def test_a_real_account_seen_by_the_accountant_gives_the_same_figures(shared: Path, tmp_path: Path) -> None:
    account = read_file(budget_xml.FORMAT, shared / "data/budgets/montreuil/CA_2018.xml", "219300480")
    lines = [line for line in account["budget_lines"] if line["nature"] not in ("001", "002")]
    outcome = _read(tmp_path, _as_balances(lines))
    for direction in ("expense", "revenue"):
        for real in (True, False):
            told = sum(
                ln["executed"] or 0 for ln in lines if (ln["direction"], ln["real"]) == (direction, real)
            )
            assert _sum(outcome, direction=direction, real=real) == told
    abroad = {
        direction: _sum(outcome, direction=direction, function="048") for direction in ("expense", "revenue")
    }
    assert abroad == {"expense": Decimal("387959.64"), "revenue": Decimal("2503.56")}
    assert outcome.reading.balanced


CENTS = st.integers(-(10**9), 10**9)


@settings(max_examples=60, deadline=None)
@given(rows=st.lists(st.tuples(CENTS, CENTS, CENTS, CENTS), min_size=1, max_size=8))
def test_real_and_order_add_up_to_the_accountants_totals(
    rows: list[tuple[int, int, int, int]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    def euros(cents: int) -> str:
        return f"{'-' if cents < 0 else ''}{abs(cents) // 100},{abs(cents) % 100:02}"

    balances = [Balance("2188", "", *map(euros, row)) for row in rows]
    outcome = _read(tmp_path_factory.mktemp("sums"), balances)
    assert _sum(outcome, direction="expense") * 100 == sum(row[0] for row in rows)
    assert _sum(outcome, direction="revenue", real=False) * 100 == sum(row[3] for row in rows)
    assert outcome.reading.balanced
