"""Reading large XML files element by element, safely: no DTD, no entities, no network, flat memory."""

import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from lxml import etree

from jumelles.records.problem import Problem
from jumelles.sources.reading import FileRefused, Sample

_ROOT = re.compile(r"<(?![?!])(?:[\w.-]+:)?([\w.-]+)")
_DOCTYPE = re.compile(r"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_BOMB = re.compile(r"entity (?:amplification|reference loop)", re.IGNORECASE)  # as libxml2 says it
_PROGRESS_EVERY = 2_000


def root_name(sample: Sample) -> str | None:
    """Local name of the root element, or None when the file does not look like XML."""
    text = _head_text(sample.head).lstrip("\ufeff \t\r\n")
    if not text.startswith("<"):
        return None
    found = _ROOT.search(re.sub(r"<!--.*?-->|<\?.*?\?>", "", text, flags=re.DOTALL))
    return found.group(1) if found else None


def stream(path: Path, tags: Iterable[str], progress: Callable[[int], None]) -> Iterator[etree._Element]:
    """Each element whose tag is in `tags` (Clark notation), complete, in document order.

    What was given is freed when the next one is asked for, so memory does not grow with the file.
    Raises FileRefused for a document type declaration (entity bombs, external entities), for XML that is not
    well formed and for a truncated file.
    """
    with path.open("rb") as file:
        if _DOCTYPE.search(_head_text(file.read(8192))):
            raise FileRefused(Problem("xml-doctype"))
        file.seek(0)
        context = etree.iterparse(
            file,
            tag=tuple(tags),
            remove_blank_text=True,
            resolve_entities=False,
            load_dtd=False,
            no_network=True,
            huge_tree=False,
        )
        try:
            for count, (_, element) in enumerate(context):
                if count == 0 and element.getroottree().docinfo.internalDTD is not None:
                    raise FileRefused(Problem("xml-doctype"))
                yield element
                _free(element)
                if count % _PROGRESS_EVERY == 0:
                    progress(file.tell())
        except etree.XMLSyntaxError as error:
            raise FileRefused(_broken(error)) from error


def _free(element: etree._Element) -> None:
    element.clear()
    parent = element.getparent()
    if parent is not None:
        while element.getprevious() is not None:
            del parent[0]


def _broken(error: etree.XMLSyntaxError) -> Problem:
    if _BOMB.search(error.msg or ""):
        return Problem("xml-doctype")  # entities that grow, declared too far down to be met by the first look
    line = str(error.lineno or "?")
    return Problem("xml-broken", locator=f"line {line}", got=error.msg or "", details={"line": line})


def _head_text(head: bytes) -> str:
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return head.decode("utf-16", errors="replace")
    return head.decode("latin-1").removeprefix("ï»¿")
