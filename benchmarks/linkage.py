"""The linkage of grants on real lists: how many links, how right, how long, how much memory.

`python benchmarks/linkage.py FOLDER [--show N]`: FOLDER holds the open data (its PROVENANCE.md says which).
All rows of Montpellier and Paris are linked, not only the international ones, so that there is enough to judge.
`--show` prints N links of each decision, drawn evenly, for a person to check: see docs/consolidation.md.
"""

import argparse
import json
import resource
import tempfile
import time
import zipfile
from collections import Counter
from collections.abc import Iterable, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from jumelles.ledger import inbox, shelf
from jumelles.ledger.candidate import Place
from jumelles.ledger.intake import take
from jumelles.ledger.linkage import Decision, Link, Record, link, minutes_of
from jumelles.ledger.linkage.records import cents_of
from jumelles.ledger.make import make_tables
from jumelles.ledger.workspace import Workspace, create

WIDTH = 30
"""Letters that some finance software keeps of a name."""


def montpellier(data: Path, folder: Path) -> list[Record]:
    """Subsidies of 2012 and 2013 (workbooks) and the deliberations of these years: no common identifier."""
    with zipfile.ZipFile(data / "subsidies/montpellier/VilleMTP_MTP_AttribSub_Archive.zip") as archive:
        archive.extractall(folder, [name for name in archive.namelist() if name.endswith(".xls")])
    files = [*folder.glob("*.xls"), data / "deliberations/_derived_deliberations_2012_2013.csv"]
    workspace = _made(files, "213401722", "Montpellier", folder)
    formats = _formats(workspace)
    grants = shelf.read("grants", workspace.tables).to_pylist()
    minutes = shelf.read("deliberations", workspace.tables).to_pylist()
    return [
        *(_grant(row, formats) for row in grants if row["amount"] and row["year"]),
        *(minutes_of(row) for row in minutes if row["year"]),
    ]


def paris(data: Path, _folder: Path) -> list[Record]:
    """Every body that Paris granted money to in 2021, against the same list with names cut and shouted."""
    rows = json.loads((data / "subsidies/paris/subv_b811_2021.json").read_text(encoding="utf-8"))["data"]
    return [
        record for number, row in enumerate(rows) if row["montant_total"] for record in _twice(number, row)
    ]


def _twice(number: int, row: Mapping[str, Any]) -> Iterable[Record]:
    name, cents = row["name"], cents_of(Decimal(str(row["montant_total"])).quantize(Decimal("0.01")))
    shouted = name.upper().replace("ASSOCIATION", "ASS")[:WIDTH]
    for family, said in (("whole", name), ("cut", shouted)):
        yield Record(Place("grants", family, number, str(number)), family, 2021, "expense", said, cents=cents)


SETS = {"montpellier": montpellier, "paris": paris}
AUTHORITIES = {
    "montpellier": "Montpellier",
    "montreuil": "Montreuil",
    "paris": "Paris",
}


def _made(files: Iterable[Path], siren: str, name: str, folder: Path) -> Workspace:
    workspace = create(folder / "workspace", siren, name)
    for file in files:
        (workspace.inbox / file.name).write_bytes(file.read_bytes())
    workspace.read.mkdir()
    make_tables(workspace, [take(workspace, file) for file in inbox.look(workspace)])
    return workspace


def _formats(workspace: Workspace) -> dict[str, str]:
    return {row["document"]: row["format"] for row in shelf.read("documents", workspace.tables).to_pylist()}


def _grant(row: Mapping[str, Any], formats: Mapping[str, str]) -> Record:
    return Record(
        at=Place("grants", row["source"], row["place"], row["locator"]),
        list=formats[row["document"]],
        year=row["year"],
        direction="expense",
        name=row["beneficiary"] or "",
        object=row["object"] or "",
        identifier=(row["beneficiary_id"] or "")[:9] or None,
        cents=cents_of(row["amount"]),
        nature=row["nature"],
        day=row["decided"],
    )


def measure(name: str, data: Path) -> tuple[dict[str, Any], list[Link], dict[Place, Record]]:
    """Figures of one set, its links and its records."""
    with tempfile.TemporaryDirectory() as folder:
        records = SETS[name](data, Path(folder))
    start = time.perf_counter()
    links = link(records, authority=AUTHORITIES[name])
    seconds = time.perf_counter() - start
    decided = Counter((str(one.decision), str(one.decided_by)) for one in links)
    figures: dict[str, Any] = {
        "rows": dict(Counter(record.list for record in records)),
        "seconds": round(seconds, 2),
        "peak_mb_of_the_process_apart": resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024,
        "links": {" by ".join(key): count for key, count in sorted(decided.items())},
    }
    if name == "paris":
        same = [one for one in links if one.decision is Decision.SAME]
        right = [one for one in same if one.left.place == one.right.place]
        at = {record.at: record for record in records}
        changed = sum(at[place].name != record.name for place, record in _pairs(at))
        found = sum(at[one.left].name != at[one.right].name for one in right)
        figures |= {
            "precision": round(len(right) / len(same), 4),
            "recall": round(len(right) / (len(records) / 2), 4),
            "recall_of_changed_names": f"{found} of {changed}",
        }
    return figures, links, {record.at: record for record in records}


def _pairs(at: Mapping[Place, Record]) -> Iterable[tuple[Place, Record]]:
    """Each row of the whole list, by its place in the cut one."""
    return [(place._replace(source="cut"), record) for place, record in at.items() if place.source == "whole"]


def _show(links: list[Link], records: Mapping[Place, Record], count: int) -> None:
    for decision in (Decision.SAME, Decision.DOUBT):
        some = [one for one in links if one.decision is decision]
        for one in some[:: max(1, len(some) // max(1, count))][:count]:
            print(f"\n{decision} {one.probability} {[' '.join(met) for met in one.levels]}")
            for place in one.pair:
                row = records[place]
                euros = "" if row.cents is None else row.cents / 100
                print(
                    f"   {row.list} {row.year} | {row.name} | {row.object[:160]} | {euros} | {row.identifier or ''}"
                )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--show", type=int, default=0)
    parser.add_argument("--only", choices=SETS, nargs="*", default=list(SETS))
    asked = parser.parse_args()
    for name in asked.only:
        figures, links, records = measure(name, asked.folder)
        print(name, json.dumps(figures, ensure_ascii=False))
        _show(links, records, asked.show)


if __name__ == "__main__":
    main()
