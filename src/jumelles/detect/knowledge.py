"""What the detector knows: names of countries, the authority's own partners, words that settle a meaning.

Plain frozen data, so that it can be sent to another process or machine.
"""

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from jumelles import reference
from jumelles.detect.text import words_of

RULES = "rules-1"
_COUNTRY_IN_BRACKETS = re.compile(r"^(?P<name>.+?)\s*\((?P<country>[^()]+)\)$")

Phrase = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Name:
    """A name to look for, as folded words.

    `context` is what it needs when it is also something else: `place` (a word of place before it) or `needed`
    (that, or a word of international action in the text); empty when the name says enough.
    """

    words: Phrase
    country: str = ""
    context: str = ""


Index = Mapping[str, tuple[Name, ...]]


@dataclass(frozen=True, slots=True)
class Knowledge:
    """All that `detect.batch` uses beside the rows. Indexes are by first word, longest names first."""

    countries: Index
    partners: Index
    veterans: Index
    fixed: Index
    words: Mapping[str, frozenset[str]]
    version: str


def knowledge(partners: Iterable[str] = ()) -> Knowledge:
    """The house's knowledge, and the authority's own partners and beneficiaries (from `jumelles.toml`).

    A partner may name its country in brackets: `Beit Sira (Palestine)`.
    """
    rules = reference.document("detection_rules.toml")
    own = sorted({partner.strip() for partner in partners if partner.strip()})
    return Knowledge(
        countries=_country_index(),
        partners=_index(_partner(name, frozenset(rules["words"]["organisation"])) for name in own),
        veterans=_index(Name(words_of(p).words) for p in rules["phrases"]["veterans"]),
        fixed=_index(Name(words_of(p).words) for p in rules["phrases"]["fixed"]),
        words={name: frozenset(words) for name, words in rules["words"].items()},
        version=f"{RULES}+{_digest(own)}",
    )


def _digest(partners: list[str]) -> str:
    files = ("countries.csv", "country_names.csv")
    known = [repr(reference.rows(name)) for name in files]
    known.append(repr(reference.document("detection_rules.toml")))
    return hashlib.sha256("\x1f".join([*known, *partners]).encode()).hexdigest()[:8]


@cache
def _country_index() -> Index:
    return _index(Name(words, *said) for words, said in _country_names().items())


@cache
def _country_names() -> dict[Phrase, tuple[str, str]]:
    """Folded name -> (ISO 3166 alpha-3 or "", context); the names settled by hand win over CLDR's."""
    names: dict[Phrase, tuple[str, str]] = {}
    for row in reference.rows("countries.csv"):
        for column in ("name_en", "name_fr"):
            names[words_of(row[column]).words] = (row["iso3"], "")
    for row in reference.rows("country_names.csv"):
        names[words_of(row["name"]).words] = (row["iso3"], row["context"])
    return names


def _partner(text: str, organisation: frozenset[str]) -> Name:
    found = _COUNTRY_IN_BRACKETS.match(text)
    country, _ = _country_names().get(words_of(found["country"]).words, ("", "")) if found else ("", "")
    words = words_of(found["name"] if found and country else text).words
    if len(words) > 2 and words[0] in organisation:
        words = words[1:]
    return Name(words, country)


def _index(names: Iterable[Name]) -> Index:
    index: dict[str, list[Name]] = {}
    for name in names:
        if name.words:
            index.setdefault(name.words[0], []).append(name)
    return {
        first: tuple(sorted(group, key=lambda name: (-len(name.words), name.words)))
        for first, group in index.items()
    }
