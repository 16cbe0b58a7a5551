"""What the town publishes as open data: its grants and its deliberations (SCDL)."""

import csv
import datetime as dt
import io
from collections.abc import Iterable, Iterator, Sequence

from jumelles.demo.abroad import FIRST_PUBLISHED
from jumelles.demo.chance import draw
from jumelles.demo.grants import Grant, all_grants
from jumelles.demo.material import Year, settings, table

SUBSIDY_COLUMNS = (
    "nomAttribuant",
    "idAttribuant",
    "dateConvention",
    "referenceDecision",
    "nomBeneficiaire",
    "idBeneficiaire",
    "objet",
    "montant",
    "nature",
    "conditionsVersement",
    "datesPeriodeVersement",
    "idRAE",
    "notificationUE",
    "pourcentageSubvention",
)
DELIBERATION_COLUMNS = (
    "COLL_NOM",
    "COLL_SIRET",
    "DELIB_ID",
    "DELIB_DATE",
    "DELIB_MATIERE_CODE",
    "DELIB_MATIERE_NOM",
    "DELIB_OBJET",
    "BUDGET_ANNEE",
    "BUDGET_NOM",
    "VOTE_EFFECTIF",
    "VOTE_REEL",
    "VOTE_POUR",
    "VOTE_CONTRE",
    "VOTE_ABSTENTION",
)
_COUNCIL = 35
_ENCODINGS = {2021: "cp1252", 2023: "utf-8-sig"}
"""Encodings that differ from UTF-8: a year saved by a spreadsheet, a year with a byte order mark."""


def subsidies(year: Year) -> bytes | None:
    """The grants published for `year`; None before the town published any."""
    if year.number < FIRST_PUBLISHED:
        return None
    rows = [_subsidy(grant, year) for grant in all_grants(year) if grant.published]
    return _csv(SUBSIDY_COLUMNS, sorted(rows), _ENCODINGS.get(year.number, "utf-8"))


def deliberation_rows(numbers: Iterable[int]) -> Iterator[tuple[str, ...]]:
    """Rows of the deliberations of the years `numbers`, in SCDL columns."""
    wanted = set(numbers)
    for place, row in enumerate(table("deliberations.csv"), 1):
        if int(row["date"][:4]) in wanted:
            yield _deliberation(row, place)


def deliberations(numbers: Iterable[int]) -> bytes:
    """The deliberations of the years `numbers`, as CSV."""
    return _csv(DELIBERATION_COLUMNS, list(deliberation_rows(numbers)), "utf-8")


def _subsidy(grant: Grant, year: Year) -> tuple[str, ...]:
    agreed = dt.date(year.number, 1, 15) + dt.timedelta(days=int(draw("agreed", grant.beneficiary) * 150))
    unique = "unique" if grant.amount < 10000 else "échelonné"
    return (
        settings()["name"],
        settings()["siret"],
        agreed.isoformat(),
        f"{year.number}-{int(draw('reference', grant.beneficiary, year.number) * 180) + 1:03d}",
        grant.beneficiary,
        grant.siret,
        grant.published_object,
        f"{grant.amount:.2f}".replace(".", ","),
        "aide en numéraire",
        unique,
        agreed.isoformat(),
        "",
        "non",
        "1",
    )


def _deliberation(row: dict[str, str], place: int) -> tuple[str, ...]:
    year = row["date"][:4]
    return (
        settings()["name"],
        settings()["siret"],
        f"{year}-{place:03d}",
        row["date"],
        row["code"],
        row["subject"],
        row["object"],
        year,
        "Budget principal",
        str(_COUNCIL),
        row["present"],
        row["for"],
        row["against"],
        row["abstentions"],
    )


def _csv(columns: Sequence[str], rows: Sequence[Sequence[str]], encoding: str) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows(rows)
    return text.getvalue().encode(encoding)
