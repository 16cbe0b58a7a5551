"""The year of a whole table, from the words around it."""

import re
from collections.abc import Iterable

from jumelles.records.dates import FIRST_YEAR, LAST_YEAR
from jumelles.records.problem import Problem
from jumelles.sources.reading import Reading

_YEAR = re.compile(r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])")
_DAY = re.compile(r"[0-9]{1,2}[/.-][0-9]{1,2}[/.-][0-9]{4}|[0-9]{4}[/-][0-9]{2}[/-][0-9]{2}")
_LABEL = re.compile(r"\s*(?:exercice|ann[ée]e|year|mill[ée]sime|budget|compte)\b", re.IGNORECASE)


def only_year(texts: Iterable[str]) -> int | None:
    """The single year that `texts` speak of, None when they speak of several or none.

    Texts that start with the word (`Année : 2017`, `year 2021`) count first; days (`édité le 12/01/2020`) do not.
    """
    texts = [_DAY.sub(" ", text) for text in texts]
    labelled = [text for text in texts if _LABEL.match(text)]
    found = {int(year) for text in labelled or texts for year in _YEAR.findall(text)}
    plausible = {year for year in found if FIRST_YEAR <= year <= LAST_YEAR}
    return plausible.pop() if len(plausible) == 1 else None


def year_of_file(reading: Reading) -> int | None:
    """The year in the name of the file, the last resort; a warning says so."""
    year = only_year([reading.file.rpartition("/")[2]])
    if year:
        reading.warn(Problem("year-from-file-name", got=str(year)))
    return year
