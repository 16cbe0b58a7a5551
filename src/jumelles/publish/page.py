"""The static site: one page for everybody, and the pages of rows behind each of its numbers."""

from pathlib import Path

from jumelles.publish.edition import Edition
from jumelles.publish.headline import headline
from jumelles.publish.html import write_html
from jumelles.publish.row_pages import write_row_pages
from jumelles.publish.rows import plan
from jumelles.publish.sections import sections
from jumelles.publish.side_pages import side_pages


def write_page(folder: Path, edition: Edition) -> None:
    """Write `index.html` and `rows/*.html` into `folder`."""
    pages = plan(edition)
    write_html(
        folder / "index.html",
        "index.html.j2",
        edition,
        headline=headline(edition, pages),
        sections=sections(edition, pages),
    )
    (folder / "rows").mkdir()
    write_row_pages(folder / "rows", edition, pages)
    for side in side_pages(edition):
        write_html(folder / "rows" / f"{side.name}.html", "side.html.j2", edition, side=side)
