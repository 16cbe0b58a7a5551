"""The sections of the page and of the report, in the order they are read. Adding one: one file, one line."""

from collections.abc import Callable

from jumelles.publish.edition import Edition
from jumelles.publish.rows import RowPages
from jumelles.publish.sections.apart import apart
from jumelles.publish.sections.axes import axis_section
from jumelles.publish.sections.beneficiaries import beneficiaries
from jumelles.publish.sections.files import files
from jumelles.publish.sections.net import net
from jumelles.publish.sections.problems import problems
from jumelles.publish.sections.truth import truth
from jumelles.publish.sections.years import years
from jumelles.publish.views import Section

SECTIONS: tuple[Callable[[Edition, RowPages], Section | None], ...] = (
    years,
    truth,
    net,
    axis_section("nature_group"),
    axis_section("section"),
    axis_section("department"),
    axis_section("countries"),
    axis_section("kind"),
    beneficiaries,
    apart,
    files,
    problems,
)


def sections(edition: Edition, pages: RowPages) -> tuple[Section, ...]:
    """All sections that have something to say."""
    return tuple(found for build in SECTIONS if (found := build(edition, pages)) is not None)
