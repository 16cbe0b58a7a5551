"""Natural persons told by their name, so that no reader lists them.

Only a civility tells: a bare name cannot be told from that of a body by what a file says.
"""

from functools import cache

from jumelles import reference


def has_civility(name: str) -> bool:
    """True for `Mme Durand`, `M. et Mme Durand`: a civility, and something after it."""
    first, _, rest = name.strip().lower().partition(" ")
    return first in _civilities() and bool(rest.strip())


@cache
def _civilities() -> frozenset[str]:
    return frozenset(reference.document("spreadsheet.toml")["persons"]["civilities"])
