"""HTML from templates: everything from files is escaped."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from jumelles.publish.edition import Edition
from jumelles.publish.labels import PERIMETERS


def write_html(path: Path, template: str, edition: Edition, **shown: Any) -> None:
    """Render `template` into `path`, UTF-8."""
    text = _environment().get_template(template).render({**_frame(edition), **shown})
    path.write_text(text, encoding="utf-8", newline="\n")


def _frame(edition: Edition) -> Mapping[str, Any]:
    publication = edition.publication
    return {
        "_": edition.say,
        "language": edition.language,
        "authority": publication.authority,
        "siren": publication.siren,
        "perimeter": edition.say(PERIMETERS[publication.perimeter]),
        "write": edition.write,
        "Markup": Markup,
    }


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("jumelles.publish", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
