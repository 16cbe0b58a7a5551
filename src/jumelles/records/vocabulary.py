"""Closed vocabularies used as column values (DESIGN section 5)."""

from enum import StrEnum


class Stage(StrEnum):
    """Budget stage of a document: from the first vote to the closed account."""

    BP = "BP"
    BS = "BS"
    DM = "DM"
    CA = "CA"
    CFU = "CFU"

    @property
    def executed(self) -> bool:
        """True for closed accounts, whose figures are money spent rather than money voted."""
        return self in (Stage.CA, Stage.CFU)


class Budget(StrEnum):
    """Main budget, or an annex one (water, parking, housing estates…)."""

    MAIN = "main"
    ANNEX = "annex"


class Vote(StrEnum):
    """How the assembly votes its budget, which decides what the chapter codes mean."""

    NATURE = "nature"
    FUNCTION = "function"
    MIXED = "mixed"


class Section(StrEnum):
    """The two halves of a budget: running costs, and what lasts."""

    OPERATING = "operating"
    INVESTMENT = "investment"


class Direction(StrEnum):
    """Which way the money goes."""

    EXPENSE = "expense"
    REVENUE = "revenue"


class Perimeter(StrEnum):
    """What counts as international: see `gold/GUIDE.md` for the settled meaning."""

    CORE = "core"
    EXTENDED = "extended"
    NONE = "none"


class Certainty(StrEnum):
    """Why an entry is in the ledger, from the accounts' own code to a person's word."""

    CODED = "coded"
    LINKED = "linked"
    DETECTED = "detected"
    CONFIRMED = "confirmed"


class NatureGroup(StrEnum):
    """What the money buys, from the nature account."""

    STAFF = "staff"
    OPERATIONS = "operations"
    GRANTS = "grants"
    DUES = "dues"
    TRAVEL_RECEPTIONS = "travel_receptions"
    INVESTMENT = "investment"
    FINANCIAL = "financial"
    REVENUE = "revenue"
    OTHER = "other"


class Apart(StrEnum):
    """Why an entry is shown beside the consolidated figure and not in it."""

    EUROPEAN_FUNDS = "european_funds"
    ORDER = "order"
    IN_KIND = "in_kind"
