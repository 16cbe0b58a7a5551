"""From the name of a column as written to a field of the house: the same name, or one that looks like it."""

import re
import unicodedata
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import Any

from rapidfuzz import fuzz, process

from jumelles import reference

WEAK = 0.8  # how sure a name is that means a field only for want of a better one
RESEMBLANCE = 87  # out of 100; below, a name that only looks like a known one is left alone
_SMALL_WORDS = frozenset(
    re.findall(r"\w+", "a au aux d de des du en et l la le les ou par pour que sur the of")
)
_CAMEL = re.compile(r"(?<=[a-zà-ÿ])(?=[A-ZÀ-Þ])")
_NOT_WORD = re.compile(r"[^a-z0-9]+")


@lru_cache(maxsize=20_000)
def plain(text: str) -> str:
    """`text` in lower case, without accents nor punctuation, words separated by one space."""
    folded = unicodedata.normalize("NFKD", text.replace("°", "o ").replace("œ", "oe").lower())
    return _NOT_WORD.sub(" ", "".join(c for c in folded if not unicodedata.combining(c))).strip()


def keys(header: str) -> tuple[str, ...]:
    """The forms under which a name is compared, from the closest to what is written to the most worn down."""
    whole = _spelt(header)
    found = [_glued(whole), _worn(whole)]
    unnumbered = re.sub(r" [0-9]$", "", re.sub(r" ?\([0-9]\)$", "", whole))
    trimmed = re.sub(r" (?:19|20)[0-9]{2}$", "", unnumbered)
    found += [_glued(unnumbered), _worn(unnumbered), _worn(trimmed)]
    return tuple(dict.fromkeys(key for key in found if key))


def _spelt(header: str) -> str:
    return plain(_CAMEL.sub(" ", header))


def _glued(text: str) -> str:
    return text.replace(" ", "")


def _worn(text: str) -> str:
    """Without small words, plurals, and the breaks between words."""
    return "".join(_singular(word) for word in text.split() if word not in _SMALL_WORDS)


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith(("s", "x")) else word


@cache
def fields(subject: str) -> dict[str, dict[str, Any]]:
    """The fields of a subject (`grants`, `deliberations`, `budget`) and what is said of each."""
    return dict(reference.document("headers.toml")[subject])


@cache
def _known(subject: str) -> dict[str, tuple[tuple[str, float], ...]]:
    """Each known key -> the fields it may name, with how sure the name alone is, the likelier first."""
    found: dict[str, dict[str, float]] = {}
    for field, about in fields(subject).items():
        strong = [*about["names"], *([about["scdl"]] if "scdl" in about else [])]
        for sure, names in ((1.0, strong), (WEAK, about.get("weak", ()))):
            for key in (key for name in names for key in (_glued(_spelt(name)), _worn(_spelt(name)))):
                found.setdefault(key, {}).setdefault(field, sure)
    return {key: _ranked(names) for key, names in found.items()}


def _ranked(names: dict[str, float]) -> tuple[tuple[str, float], ...]:
    likely = sorted(names.items(), key=lambda item: -item[1])
    return tuple((name, sure - 0.05 * rank) for rank, (name, sure) in enumerate(likely))


@cache
def candidates(subject: str, header: str) -> tuple[tuple[str, float], ...]:
    """The fields that `header` may name, each with how sure that is in (0, 1], the likelier first."""
    known = _known(subject)
    for wear, key in enumerate(keys(header)):
        if key in known:
            return tuple((name, sure - 0.02 * wear) for name, sure in known[key])
    return _resembling(subject, header)


def _resembling(subject: str, header: str) -> tuple[tuple[str, float], ...]:
    key = keys(header)[-1] if keys(header) else ""
    if len(key) < 5:
        return ()
    long_enough = [known for known in _known(subject) if len(known) >= 5]
    near = process.extractOne(key, long_enough, scorer=fuzz.ratio, score_cutoff=RESEMBLANCE)
    if near is None:
        return ()
    return tuple((name, 0.9 * sure * near[1] / 100) for name, sure in _known(subject)[near[0]])


def distinct(headers: Iterable[str]) -> list[str]:
    """Names of columns made different from each other: `siret`, `siret` gives `siret`, `siret 1`."""
    seen: dict[str, int] = {}
    names = []
    for header in (" ".join(h.split()) for h in headers):
        count = seen.get(header, 0)
        seen[header] = count + 1
        names.append(f"{header} {count}" if count and header else header)
    return names
