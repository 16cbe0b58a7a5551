"""Which column is which field: by its name, and by what its cells look like."""

from collections.abc import Sequence

from jumelles.sources.tabular.cells import fit, is_blank
from jumelles.sources.tabular.headers import candidates, fields

Guess = dict[str, tuple[str, float]]

ENOUGH_FIT = 0.3  # a named column keeps its field unless most of its cells say otherwise
BY_CONTENT = 0.6  # how sure a guess from content alone is
MANY_KINDS = 0.2  # identifiers: above this share of different values, they are those of beneficiaries
_TELLING = ("direction", "section", "real", "stage", "year")  # fields whose cells cannot be taken for others


def guess(subject: str, header: Sequence[str], columns: Sequence[list[str]]) -> Guess:
    """The field of each column of `header`, given some cells of each; ("", 0) for a column left alone.

    One column a field: the surest name wins, then the best filled column, then the first.
    """
    about = fields(subject)
    bids: list[tuple[float, float, int, str]] = []
    for position, name in enumerate(header):
        cells = columns[position] if position < len(columns) else []
        filled = sum(not is_blank(cell) for cell in cells) / max(1, len(cells))
        for field, sure in candidates(subject, name):
            fits = fit(about[field]["holds"], cells)
            if fits > ENOUGH_FIT:
                bids.append((round(sure * (0.7 + 0.3 * fits), 4), filled, -position, field))
    bids = _weigh_identifiers(bids, columns)
    found = _award(sorted(bids, reverse=True))
    _by_content(subject, found, columns)
    return {name: found.get(position, ("", 0.0)) for position, name in enumerate(header) if name}


def _award(bids: list[tuple[float, float, int, str]]) -> dict[int, tuple[str, float]]:
    found: dict[int, tuple[str, float]] = {}
    taken: set[str] = set()
    for sure, _, position, field in bids:
        if -position not in found and field not in taken:
            found[-position] = (field, sure)
            taken.add(field)
    return found


def _weigh_identifiers(
    bids: list[tuple[float, float, int, str]], columns: Sequence[list[str]]
) -> list[tuple[float, float, int, str]]:
    """A column only named `SIRET` is the beneficiaries' when its cells differ, else the grantor's."""
    both = {"grantor_id", "beneficiary_id"}
    unclear = {p for *_, p, f in bids if f == "grantor_id"} & {
        p for *_, p, f in bids if f == "beneficiary_id"
    }
    weighed = []
    for sure, filled, position, field in bids:
        if position in unclear and field in both:
            cells = [cell for cell in columns[-position] if not is_blank(cell)]
            varied = len(set(cells)) > max(1.0, MANY_KINDS * len(cells)) or len(cells) == 1
            unlikely = cells and varied != (field == "beneficiary_id")
            sure = round(sure - 0.3, 4) if unlikely else sure  # noqa: PLW2901 (the bid, weighed)
        weighed.append((sure, filled, position, field))
    return weighed


def _sure(holds: str, told: list[str]) -> bool:
    """True when all of three cells or more say it, in words or letters unless it is a year."""
    worded = holds == "year" or not any(cell.isdigit() for cell in told)
    return len(told) >= 3 and worded and fit(holds, told) == 1.0


def _by_content(subject: str, found: dict[int, tuple[str, float]], columns: Sequence[list[str]]) -> None:
    """Columns without a known name whose cells leave no doubt: D/R, F/I, OR/OI/OE, stages, years."""
    about = fields(subject)
    taken = {field for field, _ in found.values()}
    for field in (name for name in _TELLING if name in about and name not in taken):
        for position, cells in enumerate(columns):
            told = [cell for cell in cells if not is_blank(cell)]
            if position not in found and _sure(about[field]["holds"], told):
                found[position] = (field, BY_CONTENT)
                break
