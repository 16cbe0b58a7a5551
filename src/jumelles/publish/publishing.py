"""Publishing is one pass: all formats are written aside, then shown at once, or nothing changes."""

import shutil
from pathlib import Path

from jumelles.ledger.figures import YearFigure
from jumelles.publish.publication import Publication


def publish(out: Path, publication: Publication, language: str) -> tuple[YearFigure, ...]:
    """Write the page, the report and the ledgers into `out`, replacing it whole; answers the figures of each year.

    The same publication gives the same bytes. Until all is written, in `<out>.tmp`, `out` is untouched.
    Raises ValueError for an unknown language, OSError when the disk refuses.
    """
    from jumelles.publish import drawing  # noqa: PLC0415
    from jumelles.publish.edition import edition  # noqa: PLC0415 (charts and PDF are slow to import)
    from jumelles.publish.exporters import EXPORTERS  # noqa: PLC0415

    made = edition(publication, language)
    aside, former = out.with_name(out.name + ".tmp"), out.with_name(out.name + ".old")
    for leftover in (aside, former):
        shutil.rmtree(leftover, ignore_errors=True)
    aside.mkdir(parents=True)
    try:
        for write in EXPORTERS.values():
            write(aside, made)
    except BaseException:
        shutil.rmtree(aside, ignore_errors=True)
        raise
    finally:
        drawing.stop()
    _swap(aside, out, former)
    return made.years


def _swap(aside: Path, out: Path, former: Path) -> None:
    if out.exists():
        out.rename(former)
    aside.rename(out)
    shutil.rmtree(former, ignore_errors=True)
