"""CSV and its kin: encoding and separator found from content, rows streamed with their line numbers."""

import codecs
import csv
import io
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from jumelles.sources.tabular.kinds import looks_utf16
from jumelles.sources.tabular.rows import Grid, Row

SEPARATORS = ("\t", ";", "|", ",")  # in order of preference when they do equally well
SAMPLE_RECORDS = 80
_CHUNK = 1 << 20
_ACCENTS = frozenset("éèêëàâçùûîïôœÉÈÀÇÊÔ°’«»€\u00a0")
_OLD_ENCODINGS = ("cp1252", "mac_roman", "cp850")


def grid(path: Path, progress: Callable[[int], None] = lambda _bytes: None) -> Grid:
    """The single table of a text file."""
    encoding = encoding_of(path)
    with path.open("rb") as file:
        sample = file.read(256 * 1024)
    text = codecs.getincrementaldecoder(encoding)(errors="replace").decode(sample)
    separator = separator_of(text)
    return Grid("", _rows(path, encoding, separator, progress), comma_decimals=separator == ",")


def encoding_of(path: Path) -> str:
    """The encoding of a text file, read whole: Unicode when it holds as such, else the likeliest old one."""
    with path.open("rb") as file:
        head = file.read(64 * 1024)
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    return looks_utf16(head) or ("utf-8-sig" if _is_utf8(path) else _old_encoding(path))


def _is_utf8(path: Path) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    with path.open("rb") as file:
        try:
            while chunk := file.read(_CHUNK):
                decoder.decode(chunk)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return False
    return True


def _old_encoding(path: Path) -> str:
    """The encoding in which most of the bytes above 127 are letters and signs that French uses."""
    seen: Counter[int] = Counter()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            seen.update({byte: chunk.count(byte) for byte in set(chunk) if byte > 127})
            if seen.total() > 10_000:
                break

    def french(encoding: str) -> int:
        return sum(n for b, n in seen.items() if bytes([b]).decode(encoding, "replace") in _ACCENTS)

    return max(_OLD_ENCODINGS, key=french)


def separator_of(text: str) -> str:
    """The separator that cuts most records of `text` into the same, largest, number of cells."""
    return max(SEPARATORS, key=lambda separator: _regularity(text, separator))


def _regularity(text: str, separator: str) -> float:
    widths: Counter[int] = Counter()
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    try:
        for record in reader:
            if any(cell.strip() for cell in record):
                widths[len(record)] += 1
            if widths.total() >= SAMPLE_RECORDS:
                break
    except csv.Error:
        pass
    if not widths:
        return 0.0
    width, count = max(widths.items(), key=lambda item: (item[0] > 1, item[1] * min(item[0], 6)))
    return 0.0 if width == 1 else count / widths.total() * width


def _spaced(cells: list[str]) -> frozenset[int]:
    return frozenset(i for i, cell in enumerate(cells) if cell[:1] == " " and cell.strip())


def _rows(path: Path, encoding: str, separator: str, progress: Callable[[int], None]) -> Iterator[Row]:
    """Rows with the number of their first physical line; a row that cannot be cut is given as broken."""
    with path.open("rb") as raw, io.TextIOWrapper(raw, encoding, errors="replace", newline="") as file:
        reader = csv.reader(file, delimiter=separator)
        line = told = 0
        while True:
            start = line + 1
            try:
                cells = next(reader)
                row = Row(start, f"line {start}", [cell.strip() for cell in cells], spaced=_spaced(cells))
            except StopIteration:
                break
            except csv.Error:
                row = Row(start, f"line {start}", [], broken="row-uncut")
            line = reader.line_num
            yield row
            if line - told >= 5_000:
                told = line
                progress(raw.tell())
