"""The consolidated figure over the years: chart, table, what was coded and what was found elsewhere."""

from jumelles.ledger.figures import Part, YearFigure, YearStatus
from jumelles.publish import cells
from jumelles.publish.chart_years import years_chart
from jumelles.publish.edition import Edition
from jumelles.publish.labels import STATUSES
from jumelles.publish.rows import RowPages
from jumelles.publish.views import Cell, Section, TableView


def years(edition: Edition, pages: RowPages) -> Section:
    """The first section; without one international euro, it says what to do."""
    say = edition.say
    title = say("The consolidated figure, year by year")
    if not edition.found_something:
        return Section("years", title, tables=_tables(edition, pages), empty=_what_to_do(edition))
    sentences = (
        say(
            "In blue, what the accounts themselves code as international (function 04 and its like). In"
            " orange, what was found elsewhere in the accounts: grants to partners, dues, missions. The"
            " line from low to high shows the doubt: the same euro may be in both."
        ),
    )
    return Section("years", title, sentences, (years_chart(edition),), _tables(edition, pages))


def _tables(edition: Edition, pages: RowPages) -> tuple[TableView, ...]:
    say = edition.say
    if not edition.years:
        return ()
    columns = (
        say("Year"),
        say("Consolidated figure"),
        say("Coded in the accounts"),
        say("Found elsewhere"),
        say("General budget"),
        say("Share of budget"),
        say("€ per inhabitant"),
    )
    rows = tuple(_row(edition, pages, figure) for figure in reversed(edition.years))
    caption = say("Consolidated figure by year, in euros; low – high beneath when in doubt")
    which = "ledger: part = coded | found, year = …; general_budget: amount, population"
    return (TableView("table-years", caption, columns, rows, which, wide=True),)


def _row(edition: Edition, pages: RowPages, figure: YearFigure) -> tuple[Cell, ...]:
    year = figure.year
    executed = figure.status is YearStatus.EXECUTED
    return (
        Cell(str(year), note="" if executed else edition.say(STATUSES[figure.status])),
        cells.part(edition, pages, figure.total, (year, None)),
        cells.part(edition, pages, figure.coded, (year, Part.CODED)),
        cells.part(edition, pages, figure.found, (year, Part.FOUND)),
        _budget(edition, figure),
        cells.share(edition, figure.share, year),
        cells.per_head(edition, figure.per_inhabitant, year),
    )


def _budget(edition: Edition, figure: YearFigure) -> Cell:
    if figure.general_budget is None:
        return Cell(cells.NOTHING)
    return Cell(edition.write.amount(figure.general_budget), cells.budget_link(figure.year))


def _what_to_do(edition: Edition) -> str:
    return edition.say(
        "No international sum was found. What to do: check below that every file was read; drop the"
        " grants annexes or the published list of grants into inbox/; name your partners and your"
        " beneficiaries in jumelles.toml; try the extended perimeter; then build again. A true zero is"
        " possible: the accounts read and their general budget are shown all the same."
    )
