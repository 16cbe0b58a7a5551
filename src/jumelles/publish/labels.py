"""The words of each closed vocabulary, as English messages for the catalogue."""

from collections.abc import Mapping

from jumelles.ledger.figures import Part, YearStatus
from jumelles.records.vocabulary import Budget, Certainty, Direction, NatureGroup, Perimeter, Section, Stage
from jumelles.reference.words import N_

Words = Mapping[str, str]

NATURE_GROUPS: Words = {
    NatureGroup.STAFF: N_("Staff"),
    NatureGroup.OPERATIONS: N_("Purchases and services"),
    NatureGroup.GRANTS: N_("Grants"),
    NatureGroup.DUES: N_("Network dues"),
    NatureGroup.TRAVEL_RECEPTIONS: N_("Travel and receptions"),
    NatureGroup.INVESTMENT: N_("Investment"),
    NatureGroup.FINANCIAL: N_("Financial charges"),
    NatureGroup.REVENUE: N_("Revenue"),
    NatureGroup.OTHER: N_("Other"),
}
SECTIONS: Words = {Section.OPERATING: N_("Operating"), Section.INVESTMENT: N_("Investment")}
KINDS: Words = {
    "decentralised_cooperation": N_("Decentralised cooperation"),
    "twinning": N_("Twinning"),
    "solidarity": N_("International solidarity"),
    "humanitarian": N_("Humanitarian aid"),
    "citizenship_education": N_("Global citizenship education"),
    "european": N_("European cooperation"),
    "mobility": N_("International mobility"),
    "attractiveness": N_("Attractiveness"),
    "influence": N_("Influence"),
    "network": N_("Networks of authorities"),
    "diaspora": N_("Diasporas"),
    "asylum": N_("Asylum and refugees in France"),
}
REGIONS: Words = {
    "AFRICA": N_("Africa (country not stated)"),
    "EUROPE": N_("Europe (country not stated)"),
    "ASIA": N_("Asia (country not stated)"),
    "AMERICA_LATIN": N_("Latin America (country not stated)"),
    "MIDDLE_EAST": N_("Middle East (country not stated)"),
    "WORLD": N_("Whole world"),
}
CERTAINTIES: Words = {
    Certainty.CODED: N_("coded by the accounts"),
    Certainty.LINKED: N_("linked to a known partner"),
    Certainty.DETECTED: N_("found by its words"),
    Certainty.CONFIRMED: N_("confirmed by a person"),
}
STAGES: Words = {
    Stage.BP: N_("initial budget"),
    Stage.BS: N_("supplementary budget"),
    Stage.DM: N_("budget amendment"),
    Stage.CA: N_("administrative account"),
    Stage.CFU: N_("single financial account"),
}
STATUSES: Words = {
    YearStatus.EXECUTED: N_("executed"),
    YearStatus.VOTED: N_("voted, not yet executed"),
    YearStatus.PARTIAL: N_("grants only, no account read"),
}
BASES: Words = {"accounts": N_("accounts read"), "ofgl": N_("published aggregate (OFGL)")}
PERIMETERS: Words = {
    Perimeter.CORE: N_("core perimeter"),
    Perimeter.EXTENDED: N_("extended perimeter"),
    Perimeter.NONE: N_("outside the perimeter"),
}
BUDGETS: Words = {Budget.MAIN: N_("main"), Budget.ANNEX: N_("annex")}
PARTS: Words = {
    Part.CODED: N_("Coded as international by the accounts"),
    Part.FOUND: N_("Found elsewhere in the accounts"),
    Part.REVENUE: N_("Revenue received for international action"),
    Part.EUROPEAN_FUNDS: N_("European funds managed for others, set apart: expense"),
    Part.EUROPEAN_FUNDS_REVENUE: N_("European funds managed for others, set apart: revenue"),
    Part.IN_KIND: N_("Support in kind, set apart"),
    Part.ORDER: N_("Book entries without cash, set apart: expense"),
    Part.ORDER_REVENUE: N_("Book entries without cash, set apart: revenue"),
    Part.OTHER_STAGE: N_("Not counted: another stage of the budget of that year"),
    Part.OTHER_PERIMETER: N_("Not counted: beyond the chosen perimeter"),
}
DIRECTIONS: Words = {Direction.EXPENSE: N_("expense"), Direction.REVENUE: N_("revenue")}
THEMES: Words = {
    "education": N_("Education"),
    "health": N_("Health"),
    "water_sanitation": N_("Water and sanitation"),
    "waste_energy_climate": N_("Waste, energy, climate"),
    "agriculture_food": N_("Agriculture and food"),
    "local_governance": N_("Local governance"),
    "economy_trade_tourism": N_("Economy, trade, tourism"),
    "culture_heritage": N_("Culture and heritage"),
    "youth_sport": N_("Youth and sport"),
    "rights_peace_gender": N_("Rights, peace, gender"),
    "emergency": N_("Emergency"),
    "urban_transport": N_("Urban planning and transport"),
    "multi_other": N_("Several themes or other"),
}
STATES: Words = {
    "same_content": N_("same content as another file"),
    "read": N_("read"),
    "refused": N_("refused"),
    "not_recognised": N_("not recognised"),
}
TABLES: Words = {
    "budget_lines": N_("budget lines"),
    "grants": N_("grants"),
    "contracts": N_("contracts"),
    "deliberations": N_("deliberations"),
    "extracts": N_("lines of finance software"),
}
COLUMNS: Words = {
    "year": N_("Year"),
    "stage": N_("Stage"),
    "part": N_("Part of the figure"),
    "low": N_("Low (€)"),
    "central": N_("Central (€)"),
    "high": N_("High (€)"),
    "certainty": N_("Certainty"),
    "perimeter": N_("Perimeter"),
    "direction": N_("Direction"),
    "section": N_("Section"),
    "nature_group": N_("Nature group"),
    "nature": N_("Nature"),
    "function": N_("Function"),
    "kind": N_("Kind"),
    "theme": N_("Theme"),
    "countries": N_("Countries"),
    "department": N_("Department"),
    "beneficiary": N_("Beneficiary"),
    "label": N_("Label"),
    "evidence": N_("Why it is here"),
    "also_in": N_("Also seen in"),
    "budget": N_("Budget"),
    "table": N_("Table"),
    "file": N_("File"),
    "locator": N_("Place in the file"),
    "source": N_("Fingerprint (SHA-256)"),
    "document": N_("Document"),
}
