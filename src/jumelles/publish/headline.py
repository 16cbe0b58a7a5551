"""The figure to remember, readable in ten seconds."""

from jumelles.ledger.figures import YearFigure, YearStatus
from jumelles.publish import cells
from jumelles.publish.edition import Edition
from jumelles.publish.labels import STATUSES
from jumelles.publish.rows import LEDGER, RowPages
from jumelles.publish.views import Cell, Headline


def headline(edition: Edition, pages: RowPages) -> Headline | None:
    """The latest executed year, its interval, its weight and its change; None without anything found."""
    figure = edition.headline
    if figure is None or not edition.found_something:
        return None
    say = edition.say
    title = say("International action in {year}").format(year=figure.year)
    amount = Cell(edition.write.euros(figure.total.central), cells.href(pages.link(LEDGER, figure.year)))
    return Headline(title, amount, _sentence(edition, figure), tuple(_facts(edition, figure)))


def _sentence(edition: Edition, figure: YearFigure) -> str:
    say, euros = edition.say, edition.write.euros
    status = "" if figure.status is YearStatus.EXECUTED else f" ({say(STATUSES[figure.status])})"
    if not figure.found.high:
        return say("a floor: only what the accounts code; grants and other rows would add to it") + status
    if figure.total.certain:
        return say("without interval: nothing of it is in doubt") + status
    words = say("between {low} and {high}, depending on what is counted twice or in doubt")
    return words.format(low=euros(figure.total.low), high=euros(figure.total.high)) + status


def _facts(edition: Edition, figure: YearFigure) -> list[tuple[str, Cell]]:
    say, write = edition.say, edition.write
    link = cells.budget_link(figure.year)
    facts = _changes(edition, figure)
    if figure.share is not None:
        facts.append((say("of the general budget"), Cell(write.share(figure.share), link)))
    if figure.per_inhabitant is not None:
        facts.append((say("per inhabitant"), Cell(write.euros(figure.per_inhabitant), link)))
    return facts


def _changes(edition: Edition, figure: YearFigure) -> list[tuple[str, Cell]]:
    """Against the year before and the first year, of the same status only."""
    alike = [
        f for f in edition.years if f.status is figure.status and f.year < figure.year and f.total.central
    ]
    chosen = {f.year: f for f in (alike[-1:] + alike[:1])}
    return [_change(edition, figure, earlier) for _, earlier in sorted(chosen.items(), reverse=True)]


def _change(edition: Edition, figure: YearFigure, earlier: YearFigure) -> tuple[str, Cell]:
    say = edition.say
    ratio = figure.total.central / earlier.total.central - 1
    note = say("within the doubt") if figure.total.overlaps(earlier.total) and ratio else ""
    return say("since {year}").format(year=earlier.year), Cell(edition.write.change(ratio), "#years", note)
