"""Dates and periods as people and software write them in France.

French order (day before month) is the rule. What could be two dates is refused, never guessed.
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from jumelles import reference

FIRST_YEAR, LAST_YEAR = 1980, 2100
_SERIAL_ORIGIN = date(1899, 12, 30)  # day 0 of spreadsheets, which believe in 29 February 1900
_DAY_NAMES = re.compile(r"^(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)\s+")
_ISO = re.compile(r"([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})(?:[t\s][0-9:.,]+(?:z|[+-][0-9:]+)?)?$")
_COMPACT = re.compile(r"((?:19|20)[0-9]{2})([0-9]{2})([0-9]{2})$")
_FRENCH = re.compile(r"([0-9]{1,2})([-/.])([0-9]{1,2})\2([0-9]{4}|[0-9]{2})(?:\s+[0-9:.,h]+)?$")
_WORDS = re.compile(r"(?:([0-9]{1,2})(?:er)?[\s-]+)?([a-zéûôà]{3,9})\.?[\s-]+([0-9]{4}|[0-9]{2})$")
_MONTH = re.compile(r"([0-9]{4})[-/]([0-9]{1,2})$|([0-9]{1,2})[-/.]([0-9]{4})$")
_YEAR = re.compile(r"([0-9]{4})(?:[.,]0+)?$")
_YEARS = re.compile(r"([0-9]{4})\s*[-/_]\s*([0-9]{4})$")
_LONG_YEAR = re.compile(r"(?<![0-9])(?:19|20)[0-9]{3}(?![0-9])")
_SERIAL = re.compile(r"([0-9]{5})(?:[.,][0-9]+)?$")
_BETWEEN = re.compile(
    r"\s+(?:au|à|a|jusqu'au|et)\s+|_|(?<=[0-9])\s+[-–—]\s+(?=[0-9])|(?<=[0-9]{4})-(?=[0-9]{1,2}/)|\s*[;,\n→]\s*"
)
_SLASHED = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})/([0-9]{4}-[0-9]{2}-[0-9]{2})$")
_OPENING = re.compile(r"^(?:du|de|d'|le|depuis le|entre le|à partir du|en)\s+")


@dataclass(frozen=True)
class Period:
    """From `start` to `end`, both included; a day is a period of one day."""

    start: date
    end: date

    @property
    def day(self) -> date | None:
        """The day, when it is one."""
        return self.start if self.start == self.end else None

    @property
    def year(self) -> int:
        """The year in which it starts."""
        return self.start.year


def parse_year(text: str) -> int:
    """A year such as `2018` or `2018.0`.

    Raises ValueError: `year-implausible` outside 1980–2100, `not-a-year` when it is something else.
    """
    bare = text.strip()
    found = _YEAR.match(bare)
    if found:
        return _plausible(int(found[1]))
    if re.fullmatch(r"[0-9]{1,9}(?:[.,]0+)?", bare):
        raise ValueError("year-implausible")
    raise ValueError("not-a-year")


def parse_period(text: str) -> Period:
    """The day or period that `text` says: `2018-04-12`, `12/4/18`, `avril 2018`, `du 3 au 7 mai 2019`…

    A list of dates reads as the period from the first to the last. Raises ValueError: `ambiguous-date`,
    `year-implausible` or `not-a-date`.
    """
    bare = re.sub(r"[ \t\u00a0\u202f]+", " ", text.strip().lower().replace("’", "'"))
    single = _one(bare)
    if single:
        return single
    slashed = _SLASHED.match(bare)
    parts = list(slashed.groups()) if slashed else _BETWEEN.split(_OPENING.sub("", bare))
    periods = _several([part.strip() for part in parts if part.strip()])
    if not periods:
        raise ValueError("year-implausible" if _LONG_YEAR.search(bare) else "not-a-date")
    start, end = min(p.start for p in periods), max(p.end for p in periods)
    if periods[-1].end < periods[0].start:
        raise ValueError("not-a-date")
    return Period(start, end)


def _several(parts: list[str]) -> list[Period]:
    """Each of `parts` as a period, a part such as `3` or `3 mai` taking what it lacks from the one after."""
    if len(parts) < 2:
        return []
    periods: list[Period] = []
    for part in reversed(parts):
        found = _one(_OPENING.sub("", part)) or (_completed(part, periods[0]) if periods else None)
        if found is None:
            return []
        periods.insert(0, found)
    return periods


def _completed(part: str, after: Period) -> Period | None:
    """`part` (a day, a day and a month, or a month) completed by the month and year that follow it."""
    day_only = re.fullmatch(r"([0-9]{1,2})(?:er)?", part)
    if day_only:
        return _day(after.end.year, after.end.month, int(day_only[1]))
    day_month = re.fullmatch(r"([0-9]{1,2})[/.]([0-9]{1,2})", part)
    if day_month:
        return _day(after.end.year, int(day_month[2]), int(day_month[1]))
    return _one(f"{part} {after.end.year}")


def _one(bare: str) -> Period | None:
    """A single day, month, year or span of years; None when `bare` is not one."""
    bare = _DAY_NAMES.sub("", bare)
    for read in (_numbers, _words, _shorter):
        found = read(bare)
        if found:
            return found
    return None


def _numbers(bare: str) -> Period | None:
    found = _ISO.match(bare) or _COMPACT.match(bare)
    if found:
        return _day(int(found[1]), int(found[2]), int(found[3]))
    french = _FRENCH.match(bare)
    if not french:
        return None
    if len(french[4]) == 2 and french[2] == "-":
        raise ValueError("ambiguous-date")  # 18-04-12: the 18th or the year 18
    return _day(_century(french[4]), int(french[3]), int(french[1]))


def _words(bare: str) -> Period | None:
    found = _WORDS.match(bare)
    month = _month_named(found[2]) if found else None
    if not found or month is None:
        return None
    year = _century(found[3])
    return _day(year, month, int(found[1])) if found[1] else _whole_month(year, month)


def _shorter(bare: str) -> Period | None:
    """A month, a year, two years, or the serial number of a day in a spreadsheet."""
    month, year, years, serial = (rule.match(bare) for rule in (_MONTH, _YEAR, _YEARS, _SERIAL))
    if month:
        numbers = (month[1], month[2]) if month[1] else (month[4], month[3])
        return _whole_month(int(numbers[0]), int(numbers[1]))
    if year:
        return Period(date(_plausible(int(year[1])), 1, 1), date(int(year[1]), 12, 31))
    if years and int(years[1]) <= int(years[2]) <= int(years[1]) + 20:
        return Period(date(_plausible(int(years[1])), 1, 1), date(_plausible(int(years[2])), 12, 31))
    if serial:
        day = _SERIAL_ORIGIN + timedelta(days=int(serial[1]))
        return Period(day, day) if FIRST_YEAR <= day.year <= LAST_YEAR else None
    return None


def _month_named(word: str) -> int | None:
    months: dict[str, list[str]] = reference.document("spreadsheet.toml")["months"]
    return next((int(number) for number, names in months.items() if word in names), None)


def _century(digits: str) -> int:
    """Years of two digits are of this century up to 79, of the last one from 80 (accounts start in 1980)."""
    year = int(digits)
    return year if len(digits) == 4 else year + (2000 if year < 80 else 1900)


def _plausible(year: int) -> int:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise ValueError("year-implausible")
    return year


def _day(year: int, month: int, day: int) -> Period | None:
    _plausible(year)
    if not 1 <= month <= 12 or not 1 <= day <= monthrange(year, month)[1]:
        return None
    return Period(date(year, month, day), date(year, month, day))


def _whole_month(year: int, month: int) -> Period | None:
    _plausible(year)
    if not 1 <= month <= 12:
        return None
    return Period(date(year, month, 1), date(year, month, monthrange(year, month)[1]))
