"""What people read, in their language: gettext catalogues, kept as text beside this module.

Message ids are English sentences; `locale/<language>.po` gives the others. No compiled catalogue is shipped:
the text file is read at once, so that what is reviewed is what is used.
"""

from collections.abc import Callable
from functools import cache
from importlib.resources import files
from io import BytesIO

LANGUAGES = ("fr", "en")
SOURCE_LANGUAGE = "en"

Translate = Callable[[str], str]


def N_(message: str) -> str:  # noqa: N802 (the name gettext tools look for)
    """Mark `message` for translation later, where the language is not known yet."""
    return message


def words(language: str) -> Translate:
    """The function that turns an English message into `language`.

    A message without translation stays English (a test forbids it). Raises ValueError for a language the
    house does not speak.
    """
    if language not in LANGUAGES:
        raise ValueError(f"language {language!r} is not spoken here; choose among {', '.join(LANGUAGES)}")
    if language == SOURCE_LANGUAGE:
        return N_
    catalogue = _catalogue(language)
    return lambda message: catalogue.get(message) or message


@cache
def _catalogue(language: str) -> dict[str, str]:
    from babel.messages.pofile import read_po  # noqa: PLC0415 (slow to import, and not needed to start)

    text = (files("jumelles.reference") / "locale" / f"{language}.po").read_bytes()
    return {str(m.id): str(m.string) for m in read_po(BytesIO(text), locale=language) if m.id and m.string}
