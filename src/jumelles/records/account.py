"""What became of each file: nothing is lost, and the sum is shown."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class FileAccount:
    """One file of the inbox and what was done with its rows; counts are rows of the file.

    `status` is `read`, `refused` (the whole file) or `not_recognised`; `format` is empty for the latter.
    `skipped` counts rows left out on purpose, by code of `reference/skips.toml`.
    """

    file: str
    source: str
    format: str = ""
    read: int = 0
    kept: int = 0
    refused: int = 0
    skipped: Mapping[str, int] = field(default_factory=dict)
    status: str = "read"

    @property
    def left_out(self) -> int:
        return sum(self.skipped.values())

    @property
    def balanced(self) -> bool:
        """Nothing is lost: read = kept + refused + skipped."""
        return self.read == self.kept + self.refused + self.left_out
