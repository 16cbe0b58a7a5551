"""Reference data about accounts against the official plans, read where they are (13 years, every variant)."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
from lxml import etree

from jumelles import reference
from jumelles.records.accounts import (
    function_without_prefix,
    international_function,
    international_nature,
    nature_group,
    outside_general_budget,
    section_of,
)
from jumelles.records.nomenclature import in_force, norm_of

SECTIONS = {"F": "operating", "I": "investment"}


@dataclass(frozen=True)
class Plan:
    """One official plan. Year and variant are those of its folder: two files contradict theirs."""

    year: int
    nomenclature: str
    natures: dict[str, str]
    functions: dict[str, str]
    prefixed: tuple[str, ...]
    nature_chapters: dict[str, str]
    function_chapters: dict[str, str]


@cache
def _plans(folder: Path) -> tuple[Plan, ...]:
    return tuple(_plan(path) for path in sorted(folder.glob("*/*/*/planDeCompte.xml")))


def _plan(path: Path) -> Plan:
    root = etree.parse(str(path))
    year, norm, variant = path.parts[-4:-1]

    def found(where: str, name: str) -> dict[str, str]:
        return {e.get("Code"): e.get(name) for e in root.iterfind(where)}

    return Plan(
        int(year),
        f"{norm}-{variant}",
        found("Nature/Comptes//Compte", "Libelle"),
        found("Fonction/RefFonctionnelles//RefFonc", "Libelle"),
        tuple(found("Fonction/Comptes//Compte", "Code")),
        found("Nature/Chapitres/Chapitre", "Section"),
        found("Fonction/Chapitres/Chapitre", "Section"),
    )


@pytest.fixture(scope="module")
def plans(shared: Path) -> tuple[Plan, ...]:
    found = _plans(shared / "data" / "nomenclatures")
    assert len(found) > 45
    return found


def test_every_prefixed_code_gives_a_function_of_its_plan_or_a_chapter(plans: tuple[Plan, ...]) -> None:
    for plan in plans:
        # the file of M57_P at 2023 and 2024 lists finer functions in its chapters than in its functions
        for code in (c for c in plan.prefixed if len(c) >= 3 and not plan.nomenclature.endswith("_P")):
            function, chapter = function_without_prefix(code, plan.nomenclature, "function")
            assert function is None or function in plan.functions, (plan.nomenclature, code)
            assert chapter is not None
            known = plan.function_chapters
            if function is not None and len(code) >= 4:
                assert chapter in known or chapter[:3] in known, (plan.nomenclature, code, chapter)


def test_no_plain_function_is_cut_in_a_budget_voted_by_nature(plans: tuple[Plan, ...]) -> None:
    for plan in plans:
        for code in plan.functions:
            for vote in ("nature", "mixed", None):
                assert function_without_prefix(code, plan.nomenclature, vote) == (code, None)


def test_every_chapter_of_every_plan_is_in_its_section(plans: tuple[Plan, ...]) -> None:
    for plan in plans:
        for chapter, section in {**plan.nature_chapters, **plan.function_chapters}.items():
            assert section_of(None, chapter, plan.nomenclature) == SECTIONS[section], (plan, chapter)


def _international_in(plan: Plan) -> Iterator[str]:
    for code in plan.functions:
        if international_function(code, plan.nomenclature, plan.year):
            yield code


def test_international_functions_carry_the_label_of_their_plan_and_year(plans: tuple[Plan, ...]) -> None:
    for plan in plans:
        for row in reference.rows("international_functions.csv"):
            if row["nomenclature"] != norm_of(plan.nomenclature) or row["kind"] == "none":
                continue
            label = plan.functions.get(row["function"])
            if in_force(row, plan.year):
                assert label == row["label"], (plan.nomenclature, plan.year, row)
            else:
                assert label != row["label"], (plan.nomenclature, plan.year, row)


def test_no_function_of_a_plan_named_after_the_world_is_forgotten(plans: tuple[Plan, ...]) -> None:
    words = ("coopération décentralisée", "internationa", "européen", "aide publique au dév", "interrégion")
    for plan in plans:
        named = {c for c, label in plan.functions.items() if any(w in label.lower() for w in words)}
        assert named <= set(_international_in(plan)), (plan.nomenclature, plan.year)
        assert {c for c in _international_in(plan) if not c.startswith(("04", "05", "6"))} == set()


def test_the_same_digits_mean_another_thing_in_m57_and_m71() -> None:
    assert international_function("041", "M57-M57", 2020).apart == "european_funds"  # type: ignore[union-attr]
    assert international_function("041", "M71-M71", 2020).apart is None  # type: ignore[union-attr]
    assert international_function("043", "M57-M57_D", 2023).axis == "european"  # type: ignore[union-attr]
    assert international_function("043", "M71-M71", 2020).apart == "european_funds"  # type: ignore[union-attr]


@pytest.mark.parametrize("nomenclature", ["M14-M14_COM_500_3500", "M14-M14_COM_INF500", "M4-M49", "", None])
def test_nomenclatures_without_international_function_have_none(nomenclature: str | None) -> None:
    assert international_function("04", nomenclature, 2021) is None


def test_finer_functions_inherit_the_longest_listed_one() -> None:
    found = international_function("0481", "M14-M14_COM_SUP3500", 2016)
    assert found is not None
    assert (found.code, found.axis, found.apart) == ("048", "other", None)
    assert international_function("64", "M71-M71", 2021) is None  # recovery plan, under the European funds


def test_6562_is_international_exactly_where_its_label_says_so(plans: tuple[Plan, ...]) -> None:
    for plan in plans:
        named = {c for c, label in plan.natures.items() if "coopération décentralisée" in label.lower()}
        found = {c for c in plan.natures if international_nature(c, plan.nomenclature, plan.year)}
        # the stored M57_P of 2023 is a copy of M57_D, so that only M57_A lacks the account
        assert found == named, (plan.nomenclature, plan.year)


def test_nature_groups_carry_labels_of_the_plans(plans: tuple[Plan, ...]) -> None:
    labels: dict[tuple[str, str], set[str]] = {}
    for plan in plans:
        for code, label in plan.natures.items():
            norm = norm_of(plan.nomenclature) or ""
            labels.setdefault((norm, code), set()).add(label.lower())
            labels.setdefault(("", code), set()).add(label.lower())
    for row in reference.rows("nature_groups.csv"):
        known = labels[(row["nomenclature"], row["prefix"])]
        start = row["label"].split("(")[0].strip().lower()[:12]
        assert any(label.startswith(start) for label in known), (row, sorted(known)[:3])


def test_every_account_of_expense_has_a_group(plans: tuple[Plan, ...]) -> None:
    for plan in plans:
        for code in (c for c in plan.natures if c.startswith(("2", "60", "61", "62", "63", "64"))):
            group = nature_group(code, "expense", plan.nomenclature, plan.year)
            assert group != "other" or code.startswith(("28", "29", "2")), (plan.nomenclature, code)


@pytest.mark.parametrize(
    ("nature", "nomenclature", "group"),
    [
        ("64111", "M14-M14_COM_SUP3500", "staff"),
        ("6218", "M57", "staff"),
        ("6251", "M14", "travel_receptions"),
        ("6257", "M14", "travel_receptions"),
        ("6234", "M57", "travel_receptions"),
        ("65312", "M57", "travel_receptions"),
        ("6532", "M57", "other"),
        ("6281", "M14", "dues"),
        ("6561", "M52", "dues"),
        ("6561", "M14", "other"),
        ("6562", "M71", "grants"),
        ("6574", "M14", "grants"),
        ("6745", "M14", "grants"),
        ("20421", "M57", "grants"),
        ("2188", "M57", "investment"),
        ("66111", "M57", "financial"),
        ("611", "M57", "operations"),
        ("65888", None, "other"),
        (None, None, "other"),
    ],
)
def test_nature_groups(nature: str | None, nomenclature: str | None, group: str) -> None:
    assert nature_group(nature, "expense", nomenclature) == group
    assert nature_group(nature, "revenue", nomenclature) == "revenue"


def test_outside_general_budget_carries_labels_of_the_plans(plans: tuple[Plan, ...]) -> None:
    rows = {row["nature"]: row for row in reference.rows("outside_general_budget.csv")}
    for plan in plans:
        for code in ("166", "16449"):
            if code in plan.natures and not plan.nomenclature.endswith("_A"):
                assert plan.natures[code][:12] == rows[code]["label"][:12], (plan.nomenclature, code)
    assert outside_general_budget("001") == "carried_forward"
    assert outside_general_budget("166") == "refinancing"
    assert outside_general_budget("1641") is None
    assert outside_general_budget(None) is None
