"""A made-up authority to publish: six closed years and a vote, every part of the page filled.

Amounts follow a rule of the factory (see `_amount`), so that tests can recompute them from the table itself.
"""

import hashlib
import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa

from jumelles.publish.publication import Publication, Truth
from jumelles.records.account import FileAccount
from jumelles.records.tables import conform
from jumelles.records.vocabulary import Perimeter

SIREN = "219999990"
YEARS = range(2018, 2025)
VOTED = 2024
_NAMES = (
    "Comité de jumelage de Belrive",
    "Association Eau et Fleuve",
    "Cités Unies France",
    "Solidarité Casamance",
    "Maison de l'Europe",
    "Collectif des diasporas",
    "Radio des deux rives",
    "École sans mur",
)
_ORIGINS = (
    ("Relations internationales", "decentralised_cooperation", "SEN", "operations"),
    ("Relations internationales", "twinning", "DEU", "travel_receptions"),
    ("Vie associative", "solidarity", "MLI", "grants"),
    ("Culture", "influence", "PSE", "grants"),
    ("Jeunesse", "mobility", "DEU;POL", "operations"),
    ("Éducation", "citizenship_education", None, "grants"),
    (None, "network", "WORLD", "dues"),
    ("Eau et assainissement", "decentralised_cooperation", "BEN", "investment"),
    ("Relations internationales", "european", "EUROPE", "staff"),
)


def source_of(name: str) -> str:
    return hashlib.sha256(name.encode()).hexdigest()


def entry(year: int, rank: int, **columns: Any) -> dict[str, Any]:
    """One entry of expense, coded, with whatever columns replaced."""
    department, kind, countries, group = _ORIGINS[rank % len(_ORIGINS)]
    central = columns.pop("central", _amount(year, rank))
    file = f"CA_{year}.xml" if rank % 3 else f"subventions_{year}.csv"
    return {
        "siren": SIREN,
        "year": year,
        "stage": "BP" if year == VOTED else "CA",
        "budget": "main",
        "low": central,
        "central": central,
        "high": central,
        "certainty": "coded",
        "perimeter": "core",
        "direction": "expense",
        "section": "investment" if group == "investment" else "operating",
        "real": True,
        "nature": "6574",
        "function": "048",
        "nature_group": group,
        "kind": kind,
        "countries": countries,
        "department": department,
        "beneficiary": _NAMES[rank % len(_NAMES)] if group in ("grants", "dues") else None,
        "label": f"Action {rank}",
        "evidence": json.dumps({"code": "048", "label": "Autres actions"}),
        "table": "budget_lines",
        "document": f"{source_of(file)[:16]}#1",
        "place": rank,
        "source": source_of(file),
        "locator": f"ligne {rank}",
        "also_in": f"grants {source_of(f'subventions_{year}.csv')} ligne {rank}" if rank % 5 == 0 else None,
    } | columns


def doubtful(year: int, rank: int) -> dict[str, Any]:
    """One grant found elsewhere, which the coded lines may already hold."""
    central = _amount(year, rank)
    doubt = {"low": (central / 4).quantize(Decimal("0.01")), "high": central + Decimal("1234.50")}
    why = json.dumps(
        [{"name": "own_partner", "words": _NAMES[rank % 8], "direction": "+"}], ensure_ascii=False
    )
    return (
        entry(
            year, rank, certainty="linked", table="grants", evidence=why, function=None, stage=None, real=None
        )
        | doubt
        | {"beneficiary": _NAMES[rank % 8], "nature_group": "grants", "section": "operating"}
    )


def _amount(year: int, rank: int) -> Decimal:
    return Decimal((rank * 7919 + year * 104729) % 3_000_000 + 150_000) / 100


def entries(per_year: int = 24, years: range = YEARS) -> list[dict[str, Any]]:
    return [row for year in years for row in _year(year, per_year)]


def _year(year: int, count: int) -> Iterator[dict[str, Any]]:
    for rank in range(1, count + 1):
        yield entry(year, rank) if rank % 2 else doubtful(year, rank)
    last = count + 1
    yield entry(year, last, direction="revenue", nature="74718", nature_group="revenue", beneficiary=None)
    yield entry(year, last + 1, apart="european_funds", central=Decimal("812345.67"), function="041")
    yield entry(year, last + 2, apart="order", real=False, central=Decimal("999.99"))
    yield entry(
        year, last + 5, apart="in_kind", certainty="detected", table="grants", central=Decimal("1500.00")
    )
    yield entry(year, last + 3, perimeter="extended", kind="asylum", certainty="detected")
    if year != VOTED:
        yield entry(year, last + 4, stage="BP", central=Decimal("77777.77"))


def budgets(years: range = YEARS) -> list[dict[str, Any]]:
    rows = []
    for year in years:
        amount = Decimal(150_000_000 + (year - 2018) * 2_345_678) + Decimal("0.41")
        rows.append(
            {
                "siren": SIREN,
                "year": year,
                "stage": "BP" if year == VOTED else "CA",
                "basis": "accounts",
                "real_expense": amount + 1000,
                "refinancing": Decimal(1000),
                "amount": amount,
                "operating": amount * Decimal("0.75"),
                "investment": amount * Decimal("0.25"),
                "population": 84_321 + year - 2018,
                "documents": f"{source_of(f'CA_{year}.xml')[:16]}#1",
            }
        )
    return [
        row | {k: v.quantize(Decimal("0.01")) for k, v in row.items() if isinstance(v, Decimal)}
        for row in rows
    ]


def table(name: str, rows: list[dict[str, Any]]) -> pa.Table:
    """Rows as the declared table, sorted as on disk."""
    from jumelles.records.tables import TABLES  # noqa: PLC0415

    schema = TABLES[name].schema
    made = conform(name, pa.Table.from_pylist(rows, schema=schema))
    return made.sort_by([(column, "ascending") for column in TABLES[name].order])


def accounts(years: range = YEARS) -> tuple[FileAccount, ...]:
    files = []
    for year in years:
        name, grants = f"CA_{year}.xml", f"subventions_{year}.csv"
        files.append(FileAccount(name, source_of(name), "budget_xml", 2100, 2000, 0, {"other-annex": 100}))
        files.append(FileAccount(grants, source_of(grants), "scdl_subsidies", 310, 305, 5, {}))
    files.append(FileAccount("vacances.jpg", source_of("vacances.jpg"), status="not_recognised"))
    return tuple(files)


def documents(years: range = YEARS) -> list[dict[str, Any]]:
    return [
        {
            "document": f"{source_of(f'CA_{year}.xml')[:16]}#1",
            "source": source_of(f"CA_{year}.xml"),
            "file": f"CA_{year}.xml",
            "format": "budget_xml",
            "siren": SIREN,
            "authority": "Ville de Confluence",
            "stage": "BP" if year == VOTED else "CA",
            "year": year,
            "nomenclature": "M57",
        }
        for year in years
    ]


def problems() -> list[dict[str, Any]]:
    return [
        {
            "file": "subventions_2021.csv",
            "source": source_of("subventions_2021.csv"),
            "code": "amount-unreadable",
            "severity": "error",
            "locator": f"ligne {line}",
            "place": line,
            "got": "n.c.",
            "details": "{}",
        }
        for line in range(2, 7)
    ]


def publication(**replaced: Any) -> Publication:
    """A whole publication; keyword arguments replace its fields."""
    truths = tuple(
        Truth(year, Decimal(400_000 + year), {"Missions": Decimal("4200.00")}) for year in (2022, 2023)
    )
    fields: dict[str, Any] = {
        "authority": "Ville de Confluence",
        "siren": SIREN,
        "perimeter": Perimeter.EXTENDED,
        "entries": table("entries", entries()),
        "general_budget": table("general_budget", budgets()),
        "documents": table("documents", documents()),
        "problems": table("problems", problems()),
        "files": accounts(),
        "truths": truths,
    }
    return Publication(**(fields | replaced))


def shelve(workspace: Path, made: Publication, language: str) -> Path:
    """Publish into `workspace/out`, beside empty copies of the sources; returns `out`."""
    from jumelles.publish import publish  # noqa: PLC0415

    for source in {row["source"] for row in made.entries.to_pylist()}:
        (workspace / "sources" / source).mkdir(parents=True)
    publish(workspace / "out", made, language)
    return workspace / "out"
