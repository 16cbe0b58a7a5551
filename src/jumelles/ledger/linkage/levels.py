"""What two rows are compared on, and the levels of each comparison, best first, as SQL over `_l` and `_r` columns.

How much each level weighs, and its words, are in `reference/linkage.toml`.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from jumelles.reference import document

_ENOUGH = 10
"""Letters that a name needs, before being the beginning or a part of another tells something."""


@dataclass(frozen=True)
class Comparison:
    """One comparison: when it says nothing (`unknown`), and its levels by code; the last one is all the rest."""

    name: str
    unknown: str
    levels: Mapping[str, str]


def _both_ways(condition: str) -> str:
    """`condition` speaks of {a} and {b}: true in either direction."""
    one, other = condition.format(a="l", b="r"), condition.format(a="r", b="l")
    return f"(({one}) OR ({other}))"


_CUT = (
    f"length(stem_{{b}}) >= {_ENOUGH} AND contains(stem_{{b}}, ' ') "
    "AND starts_with(stem_{a}, stem_{b} || ' ')"
)
_BEGUN = f"length(name_{{b}}) >= {_ENOUGH} AND starts_with(name_{{a}}, name_{{b}})"
_WITHIN = (
    f"length(name_{{b}}) >= {_ENOUGH} AND len(name_words_{{b}}) > 0 "
    "AND contains(' ' || text_{a} || ' ', ' ' || name_{b} || ' ')"
)
_SHARED = (
    "len(name_words_{b}) >= 2 "
    "AND len(list_intersect(text_words_{a}, name_words_{b})) >= greatest(2, 0.75 * len(name_words_{b}))"
)
_OVERLAP = (
    "len(list_intersect(object_words_l, object_words_r)) "
    "/ len(list_distinct(list_concat(object_words_l, object_words_r)))"
)
_EQUAL = (
    "(cents_l = cents_r OR coalesce(list_contains(amounts_l, cents_r), false) "
    "OR coalesce(list_contains(amounts_r, cents_l), false))"
)
_LEVEL = "coalesce(roundness_l, roundness_r) = '{}'"

COMPARISONS = (
    Comparison(
        "name",
        "text_l IS NULL OR text_r IS NULL OR (name_l IS NULL AND name_r IS NULL)",
        {
            "exact": "name_l = name_r",
            "abbreviated": f"stem_l = stem_r AND length(stem_l) >= {_ENOUGH}",
            "truncated": f"({_both_ways(_BEGUN)} OR {_both_ways(_CUT)})",
            "acronym": _both_ways("acronym_{a} = name_{b}"),
            "within": _both_ways(_WITHIN),
            "close": "jaro_winkler_similarity(name_l, name_r) >= 0.94 AND length(name_l) >= 6",
            "shared": _both_ways(_SHARED),
            "other": "ELSE",
        },
    ),
    Comparison(
        "identifier",
        "identifier_l IS NULL OR identifier_r IS NULL",
        {"same": "identifier_l = identifier_r", "other": "ELSE"},
    ),
    Comparison(
        "amount",
        "coalesce(cents_l, amounts_l[1]) IS NULL OR coalesce(cents_r, amounts_r[1]) IS NULL",
        {
            "fine": f"{_EQUAL} AND {_LEVEL.format('fine')}",
            "plain": f"{_EQUAL} AND {_LEVEL.format('plain')}",
            "round": f"{_EQUAL} AND {_LEVEL.format('round')}",
            "rounded": "abs(cents_l - cents_r) < 100",
            "near": "abs(cents_l - cents_r) <= 0.02 * greatest(abs(cents_l), abs(cents_r))",
            "other": "ELSE",
        },
    ),
    Comparison(
        "date",
        "year_l IS NULL OR year_r IS NULL",
        {"day": "day_l = day_r", "year": "year_l = year_r", "next": "ELSE"},
    ),
    Comparison(
        "object",
        "object_words_l IS NULL OR object_words_r IS NULL",
        {"alike": f"{_OVERLAP} >= 0.6", "partly": f"{_OVERLAP} >= 0.3", "other": "ELSE"},
    ),
    Comparison(
        "account",
        "nature_l IS NULL OR nature_r IS NULL",
        {
            "coded": "nature_l = nature_r AND (list_l = 'coded' OR list_r = 'coded')",
            "same": "nature_l = nature_r",
            "other": "ELSE",
        },
    ),
    Comparison(
        "decision",
        "says_l IS NULL AND says_r IS NULL",
        {
            "grants": "coalesce(says_l, says_r) = 'grants'",
            "agrees": "coalesce(says_l, says_r) = 'agrees'",
            "other": "ELSE",
        },
    ),
)

_MEETING = (
    "l.list <> r.list AND l.direction = r.direction "
    "AND (l.list <> 'coded' OR (r.free AND l.nature = r.nature)) "
    "AND (r.list <> 'coded' OR (l.free AND l.nature = r.nature)) "
    "AND (l.year = r.year OR (l.minutes AND r.year = l.year + 1) OR (r.minutes AND l.year = r.year + 1))"
)
BLOCKING = f"l.keys = r.keys AND {_MEETING}"
"""Pairs are looked at when they share a key (`keys.py`)."""


@dataclass(frozen=True)
class Level:
    """What a level weighs: `m` and `u` (see linkage.toml), how it is said, and the words that show it."""

    m: float
    u: float
    fr: str
    en: str
    words: str = ""

    @property
    def weight(self) -> float:
        """Bits for (or against) the two rows being one euro: log2(m / u)."""
        return math.log2(self.m / self.u)


@cache
def level(comparison: str, code: str) -> Level:
    """The level `code` of `comparison`, as reference/linkage.toml has it."""
    return Level(**priors()[comparison][code])


def priors() -> dict[str, Any]:
    """The reference data of the linkage: version, prior, thresholds, and every level."""
    return document("linkage.toml")
