"""Values of official files, read for certain or told unreadable with the problem to show."""

from decimal import Decimal

from jumelles.records.dates import parse_year
from jumelles.records.identifiers import parse_siret
from jumelles.records.money import parse_float_euros
from jumelles.records.problem import Problem


class UnreadableError(ValueError):
    """A value that cannot be read for certain: the problem's code, and what was written."""

    def __init__(self, code: str, got: str) -> None:
        super().__init__(code)
        self.code = code
        self.got = got

    def problem(self, locator: str, place: int) -> Problem:
        """The problem, at its place in the file."""
        return Problem(self.code, locator, self.got, place)


def siret(text: str) -> str:
    """The 9 or 14 digits of a SIREN or SIRET."""
    try:
        return parse_siret(text)
    except ValueError:
        raise UnreadableError("identifier-unreadable", text) from None


def year(text: str) -> int:
    """A year, also where a portal prints its first day (`2022-01-01`)."""
    try:
        return parse_year(text.removesuffix("-01-01"))
    except ValueError:
        raise UnreadableError("year-implausible", text) from None


def euros(text: str) -> Decimal:
    """Euros, float noise of a portal taken off (see `parse_float_euros`)."""
    try:
        return parse_float_euros(text)
    except ValueError:
        raise UnreadableError("amount-unreadable", text) from None


def own(text: str, siren: str) -> str | None:
    """The identifier when it is one of the authority `siren`, None when it is another's."""
    found = siret(text)
    return found if found.startswith(siren) else None
