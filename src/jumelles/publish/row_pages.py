"""The pages of rows, written out."""

from pathlib import Path

from jumelles.ledger.figures import Part
from jumelles.publish.edition import Edition
from jumelles.publish.evidence import in_words
from jumelles.publish.html import write_html
from jumelles.publish.labels import CERTAINTIES, NATURE_GROUPS, PARTS, STAGES, TABLES
from jumelles.publish.rows import BENEFICIARIES, LEDGER, Group, RowPage, RowPages, name_of
from jumelles.publish.sections.axes import axis_title, label
from jumelles.records.told import place_name


def write_row_pages(folder: Path, edition: Edition, pages: RowPages) -> None:
    """Write every planned page into `folder`."""
    for page in pages.pages:
        write_html(
            folder / f"{page.name}.html",
            "rows.html.j2",
            edition,
            page=page,
            title=_title(edition, page),
            groups=[(group, _heading(edition, page, group)) for group in page.groups],
            name_of=name_of,
            entries=pages.entries,
            figure=next((f for f in edition.years if f.year == page.year), None),
            in_words=in_words,
            place_name=place_name,
            elsewhere=edition.elsewhere,
            certainties={key: edition.say(text) for key, text in CERTAINTIES.items()},
            stages={key: edition.say(text) for key, text in STAGES.items()},
            groups_of_nature={key: edition.say(text) for key, text in NATURE_GROUPS.items()},
            tables={key: edition.say(text) for key, text in TABLES.items()},
            place=edition.place,
        )


def _title(edition: Edition, page: RowPage) -> str:
    say = edition.say
    if page.family == LEDGER:
        return say("Rows behind the figures of {year}").format(year=page.year)
    if page.family == BENEFICIARIES:
        return say("Rows of the largest beneficiaries")
    return f"{axis_title(edition, page.family)}, {page.year}"


def _heading(edition: Edition, page: RowPage, group: Group) -> str:
    if page.family == LEDGER:
        return edition.say(PARTS[Part(group.key or "")])
    if page.family == BENEFICIARIES:
        return edition.spellings[group.key or ""]
    return label(edition, page.family, group.key)
