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


class ReviewState(StrEnum):
    """What has become of a person's word on a row."""

    IN_FORCE = "in_force"
    REOPENED = "reopened"
    ABSENT = "absent"
    SUPERSEDED = "superseded"
    UNDONE = "undone"


UNDO = "undo"
"""Stands where a verdict does, in a review that takes the one before it back."""


class Kind(StrEnum):
    """What sort of international action: see `gold/GUIDE.md` for the settled meaning."""

    DECENTRALISED_COOPERATION = "decentralised_cooperation"
    TWINNING = "twinning"
    SOLIDARITY = "solidarity"
    HUMANITARIAN = "humanitarian"
    CITIZENSHIP_EDUCATION = "citizenship_education"
    EUROPEAN = "european"
    MOBILITY = "mobility"
    ATTRACTIVENESS = "attractiveness"
    INFLUENCE = "influence"
    NETWORK = "network"
    DIASPORA = "diaspora"
    ASYLUM = "asylum"


class Theme(StrEnum):
    """The field of an action, in the thirteen values of `gold/GUIDE.md`."""

    EDUCATION = "education"
    HEALTH = "health"
    WATER_SANITATION = "water_sanitation"
    WASTE_ENERGY_CLIMATE = "waste_energy_climate"
    AGRICULTURE_FOOD = "agriculture_food"
    LOCAL_GOVERNANCE = "local_governance"
    ECONOMY_TRADE_TOURISM = "economy_trade_tourism"
    CULTURE_HERITAGE = "culture_heritage"
    YOUTH_SPORT = "youth_sport"
    RIGHTS_PEACE_GENDER = "rights_peace_gender"
    EMERGENCY = "emergency"
    URBAN_TRANSPORT = "urban_transport"
    MULTI_OTHER = "multi_other"


class Region(StrEnum):
    """A part of the world, where a text names no country."""

    AFRICA = "AFRICA"
    EUROPE = "EUROPE"
    ASIA = "ASIA"
    AMERICA_LATIN = "AMERICA_LATIN"
    MIDDLE_EAST = "MIDDLE_EAST"
    WORLD = "WORLD"
