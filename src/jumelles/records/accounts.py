"""What the codes of a budget line mean: section, group of natures, international function, general budget.

Rules are in `reference/` (`chapter_prefixes.csv`, `sections.csv`, `nature_groups.csv`,
`international_functions.csv`, `international_natures.csv`, `outside_general_budget.csv`), taken from the
official plans of accounts. Functions are pure and remember their answers: lines repeat the same few codes.
"""

from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from jumelles.records.nomenclature import facts, longest, norm_of
from jumelles.records.vocabulary import Apart, Direction, NatureGroup, Section, Vote

__all__ = [
    "Axis",
    "International",
    "Outside",
    "function_without_prefix",
    "international_function",
    "international_nature",
    "nature_group",
    "norm_of",
    "outside_general_budget",
    "section_of",
]

_MIN_PREFIXED = 3
_SURELY_PREFIXED = 4


class Axis(StrEnum):
    """What an international code of the accounts is about."""

    COOPERATION = "cooperation"
    INTERREGIONAL = "interregional"
    EUROPEAN = "european"
    ODA = "oda"
    OTHER = "other"
    GLOBAL_GRANT = "global_grant"
    EUROPEAN_FUNDS = "european_funds"


class Outside(StrEnum):
    """Why an account is not in the general budget."""

    CARRIED_FORWARD = "carried_forward"
    REFINANCING = "refinancing"


@dataclass(frozen=True)
class International:
    """An international code of the accounts. `code` is the official one that a line's code falls under.

    `apart` is set for European funds that are managed for others: shown beside the figure, never in it.
    """

    code: str
    label: str
    axis: Axis
    apart: Apart | None
    reference: str


@cache
def function_without_prefix(
    function: str | None, nomenclature: str | None, vote: str | None
) -> tuple[str | None, str | None]:
    """(`function` without its chapter prefix, the chapter that the prefix implies or None).

    Budgets voted by function write 93020 for function 020 in chapter 930 (M57). A chapter without function
    (921, transfers) gives (None, "921"). Budgets voted by nature have no prefix, and their functions stay as
    they are; when the vote is mixed or unknown, a code is cut only when it cannot be a plain function.
    """
    code = (function or "").strip()
    if not code:
        return None, None
    rule = longest("chapter_prefixes.csv", "prefix", code, nomenclature)
    if rule is None or not _prefixed(code, norm_of(nomenclature), vote):
        return code, None
    chapter = code[: int(rule["chapter_digits"])]
    return (code[2:] or None if rule["function"] == "yes" else None), chapter


def _prefixed(code: str, norm: str | None, vote: str | None) -> bool:
    """True when `code`, which starts like a prefix of `norm`, is one."""
    if vote == Vote.FUNCTION:
        return True
    nines = facts("functions_in_nine.csv", "nomenclature").get((norm or "", norm or ""))
    if nines is None:
        return len(code) >= _MIN_PREFIXED
    plain = nines[0]["functions"].split()
    return vote != Vote.NATURE and len(code) >= _SURELY_PREFIXED and code not in plain


@cache
def section_of(nature: str | None, chapter: str | None, nomenclature: str | None) -> str | None:
    """`operating` or `investment`: from the chapter of a budget voted by function, else from the nature.

    None when neither says it.
    """
    by_function = _by_function(chapter, nomenclature)
    if by_function:
        return Section(by_function)
    for code in (chapter, nature):
        rule = longest("sections.csv", "prefix", code, None) if code else None
        if rule:
            return Section(rule["section"])
    return None


def _by_function(chapter: str | None, nomenclature: str | None) -> str | None:
    if not chapter or not chapter.startswith("9"):
        return None
    rule = longest("chapter_prefixes.csv", "prefix", chapter, nomenclature)
    return rule["section"] if rule else None


@cache
def nature_group(
    nature: str | None, direction: str | None, nomenclature: str | None = None, year: int | None = None
) -> NatureGroup:
    """What the money buys. Any revenue is `revenue`; a nature outside the plan is `other`."""
    if direction == Direction.REVENUE:
        return NatureGroup.REVENUE
    rule = longest("nature_groups.csv", "prefix", nature, nomenclature, year) if nature else None
    return NatureGroup(rule["group"]) if rule else NatureGroup.OTHER


@cache
def international_function(
    function: str | None, nomenclature: str | None, year: int | None
) -> International | None:
    """What `function` (without chapter prefix) means abroad in this nomenclature and year, or None.

    Finer codes than the official ones inherit from the longest that is listed: 0481 falls under 048.
    """
    return _international("international_functions.csv", "function", function, nomenclature, year)


@cache
def international_nature(
    nature: str | None, nomenclature: str | None, year: int | None
) -> International | None:
    """What `nature` means abroad by itself (6562 where it is decentralised cooperation), or None."""
    return _international("international_natures.csv", "nature", nature, nomenclature, year)


def _international(
    file: str, key: str, code: str | None, nomenclature: str | None, year: int | None
) -> International | None:
    fact = longest(file, key, code, nomenclature, year) if code and nomenclature else None
    if fact is None or fact["kind"] == "none":
        return None
    apart = Apart(fact["apart"]) if fact.get("apart") else None
    return International(fact[key], fact["label"], Axis(fact["kind"]), apart, fact["reference"])


@cache
def outside_general_budget(nature: str | None) -> Outside | None:
    """Why `nature` is left out of the general budget, or None when it is in it."""
    fact = longest("outside_general_budget.csv", "nature", nature, None) if nature else None
    return Outside(fact["kind"]) if fact else None
