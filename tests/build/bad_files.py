"""Files as they should not be, one function each: what a person may well drop in an inbox."""

import os
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl

ROOT = '<DocumentBudgetaire xmlns="http://www.minefi.gouv.fr/cp/demat/docbudgetaire">'
HEADER = "nomBeneficiaire;objet;montant;dateConvention\n"
Write = Callable[[Path, bytes], None]


def truncated(path: Path, account: bytes) -> None:
    path.write_bytes(account[: len(account) // 2])


def entity_bomb(path: Path, account: bytes) -> None:
    entities = "".join(
        f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True)
    )
    path.write_text(
        f'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "aaaa">{entities}]>{ROOT}&i;</DocumentBudgetaire>'
    )


def external_entity(path: Path, account: bytes, address: str = "http://example.org/a") -> None:
    declared = f'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a SYSTEM "{address}">]>'
    path.write_text(f"{declared}{ROOT}&a;</DocumentBudgetaire>")


def entity_after_a_long_comment(path: Path, account: bytes) -> None:
    """A true account, with a declaration where nobody looks for it."""
    declared = b'<!DOCTYPE l [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
    path.write_bytes(account.replace(b"?>", b"?><!--" + b"x" * 9000 + b"-->" + declared, 1))


def wrong_root(path: Path, account: bytes) -> None:
    path.write_text('<?xml version="1.0"?><Facture><Ligne/></Facture>')


def no_bytes(path: Path, account: bytes) -> None:
    path.touch()


def zip_in_disguise(path: Path, account: bytes) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("compte.xml", account)


def web_page(path: Path, account: bytes) -> None:
    path.write_text("<!DOCTYPE html><html><head><title>503</title></head><body>Indisponible</body></html>")


def sparse_5_gb(path: Path, account: bytes) -> None:
    with path.open("wb") as file:
        file.truncate(5 * 1024**3)


def random_bytes(path: Path, account: bytes) -> None:
    path.write_bytes(b"\x00" + bytes(range(256)) * 20)


def damaged_workbook(path: Path, account: bytes) -> None:
    path.write_bytes(b"PK\x03\x04[Content_Types].xml" + bytes(range(256)) * 20)


def cut_json(path: Path, account: bytes) -> None:
    path.write_text('[{"nomBeneficiaire": "A", "objet": "x", "montant": 12, "dateConvention": "2020-0')


def deep_json(path: Path, account: bytes) -> None:
    path.write_text('[{"a":' * 50_000)


def notes(path: Path, account: bytes) -> None:
    path.write_text("Réunion du 12 janvier\nà revoir avec la Région\n")


def looping_link(path: Path, account: bytes) -> None:
    path.symlink_to(path.name)


def link_to_folder(path: Path, account: bytes) -> None:
    path.symlink_to(".")


def dead_link(path: Path, account: bytes) -> None:
    path.symlink_to("rien.csv")


def pipe(path: Path, account: bytes) -> None:
    os.mkfifo(path)


def refused_row_by_row(path: Path, account: bytes) -> None:
    """An account whose SIRET lacks a digit: whose it is cannot be told."""
    path.write_bytes(re.sub(rb'(<IdEtab V="\d{13})\d', rb"\1", account))


def workbook_of_traps(path: Path) -> None:
    """40 empty rows, then a header and five grants, three of which cannot be read."""
    book = openpyxl.Workbook()
    sheet = book.active
    rows = (
        ("Nom du bénéficiaire", "Objet", "Montant", "Exercice", "Nature"),
        ("Comité de jumelage", "Jumelage", "1.234,56 €", 2019, "numéraire"),
        ("Kayes", "Eau", "n.c.", 2019, "numéraire"),
        ("Kayes", "Eau", "1 500,00", 20202, "numéraire"),
        ("Kayes", "Eau", "=1+1", 2019, "numéraire"),
        ("Kayes", "Puits", 250, 2019, "numéraire"),
    )
    for number, row in enumerate(rows, start=41):
        for column, value in enumerate(row, start=1):
            sheet.cell(number, column, value)
    book.save(path)


def grant(beneficiary: str) -> str:
    return f"{HEADER}{beneficiary};Jumelage;100;2020-02-01\n"


# name in the inbox -> how it is made, what the terminal must say of it
BAD: dict[str, tuple[Write, str]] = {
    "tronque.xml": (truncated, "XML incomplet ou mal formé, ligne"),
    "bombe.xml": (entity_bomb, "DOCTYPE ou ENTITY, absente des documents budgétaires officiels"),
    "externe.xml": (external_entity, "DOCTYPE ou ENTITY, absente des documents budgétaires officiels"),
    "externe_loin.xml": (entity_after_a_long_comment, "DOCTYPE ou ENTITY, absente des documents"),
    "facture.xml": (wrong_root, "Format non reconnu. Le plus proche : document budgétaire XML"),
    "vide.xml": (no_bytes, "Le fichier est vide"),
    "archive.xml": (zip_in_disguise, "C'est une archive (ZIP)"),
    "page.csv": (web_page, "C'est une page web (HTML)"),
    "enorme.xml": (sparse_5_gb, "Le fichier pèse 5 Go"),
    "octets.csv": (random_bytes, "Le contenu n'est ni du texte ni un classeur"),
    "classeur.xlsx": (damaged_workbook, "Format non reconnu"),
    "coupe.json": (cut_json, "Format non reconnu"),
    "profond.json": (deep_json, "Format non reconnu"),
    "notes.txt": (notes, "Format non reconnu. Le plus proche : tableur"),
    "boucle.csv": (looping_link, "Ce raccourci tourne en rond"),
    "ailleurs": (link_to_folder, "Ce dossier n'est pas lu"),
    "mort.csv": (dead_link, "Le fichier n'est plus là"),
    "tuyau.csv": (pipe, "Ce n'est pas un fichier ordinaire"),
    "siret.xml": (refused_row_by_row, "n'a pas 14 chiffres ; ce budget n'est pas lu"),
}

# names that are hard to write or print; each file holds one good grant
ODD_NAMES: dict[bytes, str] = {
    b"nom\nsur deux lignes.csv": "nom\\nsur deux lignes.csv",
    "aide 🌍 [red]rouge[bold].csv".encode(): "aide 🌍 [red]rouge[bold].csv",
    b"subventions_\xe9t\xe9.csv": "subventions_\\xe9t\\xe9.csv",
    b"l" * 250 + b".csv": "l" * 250 + ".csv",
    b"source.json": "source.json",
    b"-n.csv": "-n.csv",
}
