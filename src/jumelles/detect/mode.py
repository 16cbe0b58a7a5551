"""How the authority acts, as far as words tell: dues to a network, or support to an authority abroad.

What words do not tell (a grant to a home operator, own staff and purchases), the ledger knows from the accounts.
"""

from collections.abc import Iterable

from jumelles.detect.clues import Clue
from jumelles.detect.context import NOUNS, around
from jumelles.detect.text import fold

NETWORK_DUES, INSTITUTIONAL_SUPPORT = "network_dues", "institutional_support"


def mode(beneficiary: str | None, kind: str | None, clues: Iterable[Clue]) -> str | None:
    """The mode that the words of a row tell; None when they tell none."""
    if kind == "network":
        return NETWORK_DUES
    begins = fold(beneficiary or "").split()[:2]
    is_authority = not around("authority").isdisjoint(begins)
    abroad = is_authority and any(c.field == "beneficiary" and c.name in NOUNS for c in clues)
    return INSTITUTIONAL_SUPPORT if abroad else None
