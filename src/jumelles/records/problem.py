"""Bad data as a result: what was wrong, where, and what to do about it.

The words shown to people are in `reference/problems.toml`, in French and in English, one entry a code.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from jumelles import reference
from jumelles.records.told import format_name, place_name
from jumelles.reference.words import words


@dataclass(frozen=True)
class Problem:
    """One thing found wrong in a file. `place` orders problems within the file (row or line number)."""

    code: str
    locator: str = ""
    got: str = ""
    place: int = 0
    details: Mapping[str, str] = field(default_factory=dict)

    @property
    def severity(self) -> str:
        """`error` (a row or a file was refused) or `warning` (kept, with a doubt)."""
        return str(_catalogue(self.code)["severity"])

    def text(self, language: str = "fr") -> str:
        """The sentence for a person, in `language` (`fr` or `en`)."""
        template = _counted(str(_catalogue(self.code)[language]), self.details.get("others"))
        place = place_name(self.locator, language)
        return template.format_map(_Blank(self._told(language), locator=place, got=self.got))

    def _told(self, language: str) -> Mapping[str, str]:
        """The details in words: the names of formats, and of what a file lacks (see `Match.missing`)."""
        told = dict(self.details)
        if "nearest" in told:
            told["nearest"] = format_name(told["nearest"], language)
        if "missing" in told:
            say = words(language)
            told["missing"] = ", ".join(say(part) for part in told["missing"].split(", "))
        return told

    def details_json(self) -> str:
        return json.dumps(dict(self.details), ensure_ascii=False, sort_keys=True)


class _Blank(dict[str, str]):
    def __init__(self, details: Mapping[str, str], **more: str) -> None:
        super().__init__(details, **more)

    def __missing__(self, key: str) -> str:
        return "?"


_OTHERS = re.compile(r"\s*\([^()]*\{others\}[^()]*\)")


def _counted(template: str, others: str | None) -> str:
    """`template` with its count of other rows as a person says it: nothing for none, one in the singular."""
    if others == "0":
        return _OTHERS.sub("", template)
    return (
        template if others != "1" else template.replace("autres lignes", "autre ligne").replace("rows", "row")
    )


def kind_text(code: str, language: str) -> str:
    """The sentence of a kind of problem, whatever the case: places left out, values as `…`."""
    template = str(_catalogue(code)[language]).format_map(_Blank({}, locator="", got="…"))
    sentence = (
        re.sub(r"^[\s:,]+|\s*\([^()]*\?[^()]*\)", "", template)
        .replace("(, ", "(")
        .replace("?", "…")
        .replace("….", "…")
    )
    return sentence[:1].upper() + sentence[1:]


def _catalogue(code: str) -> Mapping[str, str]:
    entries: Mapping[str, Mapping[str, str]] = reference.document("problems.toml")
    if code not in entries:
        raise KeyError(f"problem code {code!r} is not in reference/problems.toml; add its words there")
    return entries[code]
