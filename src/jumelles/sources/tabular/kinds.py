"""What kind of file the first bytes are, and the words to refuse what is not a table."""

import re
from enum import StrEnum

from jumelles.records.problem import Problem
from jumelles.sources.reading import FileRefused


class Kind(StrEnum):
    """Kinds of file, as far as a reader of tables cares."""

    EMPTY = "file-empty"
    TEXT = "text"
    JSON = "json"
    WORKBOOK = "workbook"
    ARCHIVE = "file-is-archive"
    WEB_PAGE = "file-is-web-page"
    XML = "file-is-xml"
    DOCUMENT = "file-is-document"
    BINARY = "file-is-binary"

    @property
    def table(self) -> bool:
        """True when such a file may hold tables."""
        return self in (Kind.TEXT, Kind.JSON, Kind.WORKBOOK)


_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_HTML = re.compile(
    rb"\s*(?:<!--.*?-->\s*)?<(?:!doctype\s+html|html|head|body|script)\b", re.IGNORECASE | re.DOTALL
)
_WORKBOOK_PARTS = (b"[Content_Types].xml", b"xl/", b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet")
_DOCUMENT_PARTS = (b"word/", b"ppt/", b"opendocument.text")


def kind_of(head: bytes) -> Kind:
    """The kind of a file from its first bytes."""
    if not head:
        return Kind.EMPTY
    if head.startswith(b"PK"):
        return _kind_of_zip(head)
    if head.startswith(_OLE):
        return Kind.WORKBOOK
    if head.startswith((b"%PDF", b"{\\rtf")):
        return Kind.DOCUMENT
    if head.startswith(_UTF16) or looks_utf16(head):
        return Kind.TEXT
    return Kind.BINARY if b"\x00" in head else _kind_of_text(head)


def _kind_of_zip(head: bytes) -> Kind:
    if any(part in head for part in _DOCUMENT_PARTS) and b"xl/" not in head:
        return Kind.DOCUMENT
    return Kind.WORKBOOK if any(part in head for part in _WORKBOOK_PARTS) else Kind.ARCHIVE


def _kind_of_text(head: bytes) -> Kind:
    bare = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if _HTML.match(bare[:4096]):
        return Kind.WEB_PAGE
    if bare.startswith(b"<?xml") or re.match(rb"<[A-Za-z][\w.:-]*[\s>/]", bare):
        return Kind.XML
    if bare.startswith(b"{") or re.match(rb"\[\s*[\[{\]]", bare):
        return Kind.JSON
    return Kind.TEXT if bare else Kind.EMPTY


def looks_utf16(head: bytes) -> str:
    """`utf-16-le` or `utf-16-be` when every other byte of `head` is nearly always zero; else empty."""
    sample = head[:4096]
    half = len(sample) // 2
    if half < 8:
        return ""
    even, odd = sample[0 : 2 * half : 2].count(0), sample[1 : 2 * half : 2].count(0)
    if odd > 0.7 * half and even < 0.05 * half:
        return "utf-16-le"
    return "utf-16-be" if even > 0.7 * half and odd < 0.05 * half else ""


def refuse(code: str, **details: str) -> FileRefused:
    """The refusal of a whole file, to raise."""
    return FileRefused(Problem(code, details=details))
