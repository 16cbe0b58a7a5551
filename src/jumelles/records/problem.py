"""Bad data as a result: what was wrong, where, and what to do about it.

The words shown to people are in `reference/problems.toml`, in French and in English, one entry a code.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from jumelles import reference


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
        template = str(_catalogue(self.code)[language])
        return template.format_map(_Blank(self.details, locator=self.locator, got=self.got))

    def details_json(self) -> str:
        return json.dumps(dict(self.details), ensure_ascii=False, sort_keys=True)


class _Blank(dict[str, str]):
    def __init__(self, details: Mapping[str, str], **more: str) -> None:
        super().__init__(details, **more)

    def __missing__(self, key: str) -> str:
        return "?"


def _catalogue(code: str) -> Mapping[str, str]:
    entries: Mapping[str, Mapping[str, str]] = reference.document("problems.toml")
    if code not in entries:
        raise KeyError(f"problem code {code!r} is not in reference/problems.toml; add its words there")
    return entries[code]
