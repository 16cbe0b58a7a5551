"""OFGL: consolidated aggregates of local finances (data.ofgl.fr), one row an authority, year and aggregate.

Into `aggregates`: `amount` is `Montant` (main budget + annexes − flows between them), `main_budget` is
`Montant BP`. Both the labels and the technical names of the portal are read (`use_labels` on or off).
Amounts are binary floats as the portal prints them: noise far under a cent is taken off, the rest refused.
`Population totale` is INSEE's total population on 1 January of the year.

Aggregates that matter for a general budget when accounts are missing, written alike for communes,
départements and regions: `Dépenses totales` = `Dépenses de fonctionnement` + `Dépenses d'investissement`;
`Dépenses totales hors remb` = `Dépenses de fonctionnement` + `Dépenses d'investissement hors remb` (without
loan repayments, `Remboursements d'emprunts hors GAD`). All are real operations, without carried-forward
balances and without debt refinancing (GAD, *gestion active de la dette*). Staff is `Frais de personnel`.
"""

from collections import defaultdict
from pathlib import Path
from typing import Any

from jumelles.sources import named_rows
from jumelles.sources.named_rows import Layout, NamedRow
from jumelles.sources.reading import Format, Match, Reading, Sample
from jumelles.sources.values import UnreadableError, euros, own, year

NAME = "OFGL"
BATCH = 2_000
LAYOUT = Layout(
    {
        "year": ("Exercice", "exer"),
        "siren": ("Code Siren Collectivité", "siren"),
        "authority": ("Libellé Budget", "lbudg"),
        "aggregate": ("Agrégat", "agregat"),
        "amount": ("Montant", "montant"),
        "main_budget": ("Montant BP", "montant_bp"),
        "population": ("Population totale", "ptot"),
    },
    needed=("year", "siren", "aggregate", "amount"),
)


def recognise(sample: Sample) -> Match:
    """A CSV whose first line names the year, the SIREN, the aggregate and its amount."""
    return named_rows.recognise(sample, LAYOUT)


def read(path: Path, reading: Reading) -> None:
    """The authority's aggregates. Raises FileRefused when needed columns are missing."""
    documents: dict[int, str] = {}
    columns: defaultdict[str, list[Any]] = defaultdict(list)
    for row in named_rows.named_rows(path, LAYOUT, reading):
        try:
            found = _row(row, reading)
        except UnreadableError as error:
            reading.refuse(error.problem(row.locator, row.place))
            continue
        if found is None:
            reading.skip("other-authority")
            continue
        _gather(columns, found, documents, reading)
        if len(columns["place"]) >= BATCH:
            reading.rows("aggregates", columns)
            columns.clear()
    reading.rows("aggregates", columns)


def _gather(
    columns: defaultdict[str, list[Any]], row: dict[str, Any], documents: dict[int, str], reading: Reading
) -> None:
    of = row["year"]
    if of not in documents:
        name = row["authority"] or reading.authority.name
        documents[of] = reading.document(format=NAME, siren=row["siren"], authority=name, year=of)
    for name, value in {**row, "document": documents[of]}.items():
        columns[name].append(value)


def _row(row: NamedRow, reading: Reading) -> dict[str, Any] | None:
    """The columns of `aggregates`, None for another authority. Raises UnreadableError."""
    values = row.values
    if own(values["siren"], reading.authority.siren) is None:
        return None
    if not values["aggregate"]:
        raise UnreadableError("aggregate-missing", "")
    return {
        "siren": reading.authority.siren,
        "year": year(values["year"]),
        "authority": values.get("authority") or None,
        "aggregate": values["aggregate"],
        "amount": euros(values["amount"]),
        "main_budget": euros(values["main_budget"]) if values.get("main_budget") else None,
        "population": _population(values.get("population", "")),
        "place": row.place,
        "locator": row.locator,
    }


def _population(text: str) -> int | None:
    bare = text.removesuffix(".0")
    return int(bare) if bare.isascii() and bare.isdigit() and len(bare) < 10 else None


FORMAT = Format(NAME, recognise, read)
