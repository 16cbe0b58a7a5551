"""The peers that find places only: detect_places.py flashgeotext|geotext ROWS.csv ANSWERS.csv, in their venv."""

import csv
import json
import sys
from collections.abc import Callable


def finder(name: str) -> Callable[[str], object]:
    """What the peer says of one text, as its page shows it used."""
    if name == "flashgeotext":
        from flashgeotext.geotext import GeoText  # noqa: PLC0415  each peer alone

        return GeoText().extract
    from geotext import GeoText  # noqa: PLC0415

    return lambda text: GeoText(text).country_mentions


def main(name: str, rows: str, answers: str) -> None:
    """Read a row, write what was found, as JSON, and go on: what `jumelles detect` does, in one process."""
    find = finder(name)
    with (
        open(rows, encoding="utf-8", newline="") as source,  # noqa: PTH123  the shortest path, as anyone would
        open(answers, "w", encoding="utf-8", newline="") as target,  # noqa: PTH123
    ):
        reader, writer = csv.reader(source), csv.writer(target)
        header = next(reader)
        key, *texts = (header.index(column) for column in ("id", "beneficiary", "object"))
        for row in reader:
            writer.writerow((row[key], json.dumps(find("\n".join(row[place] for place in texts)))))


if __name__ == "__main__":
    main(*sys.argv[1:])
