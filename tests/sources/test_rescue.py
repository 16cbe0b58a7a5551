"""A table that no reader recognises is read once a person has said what its columns are."""

from pathlib import Path

import pyarrow.parquet as pq
import tomlkit

from jumelles.build import Built, build
from jumelles.ledger.workspace import SETTINGS, Workspace, create

ODD = """Liste des aides;;;
Qui;Combien;Pour quoi faire;Quand
Comité de jumelage Cottbus;1 200,50;Voyage à Cottbus;2019
Deux Rives;300;Puits au Mali;2019
Total;1500,50;;
"""
SAID = {"Qui": "beneficiary", "Combien": "amount", "Pour quoi faire": "object", "Quand": "year"}


def _built(folder: Path) -> Built:
    return build(Workspace(folder))


def _grants(folder: Path) -> list[tuple[object, ...]]:
    rows = pq.read_table(folder / "tables" / "grants.parquet").to_pylist()
    return [(row["year"], row["beneficiary"], str(row["amount"]), row["object"]) for row in rows]


def _settle(folder: Path, said: dict[str, str]) -> None:
    settings = tomlkit.parse((folder / SETTINGS).read_text(encoding="utf-8"))
    (columns,) = settings["columns"].values()  # type: ignore[union-attr]
    columns.update(said)
    (folder / SETTINGS).write_text(tomlkit.dumps(settings), encoding="utf-8")


def test_an_odd_table_is_offered_then_read_as_a_person_says(tmp_path: Path) -> None:
    workspace = create(tmp_path, "219300480", "Ville")
    (workspace.inbox / "aides.csv").write_text(ODD, encoding="utf-8")

    before = _built(tmp_path)
    assert [file.status for file in before.files] == ["not_recognised"]
    assert [problem.code for _, problem in before.problems] == ["file-not-recognised", "columns-to-settle"]
    assert "[columns.spreadsheet-" in before.problems[1][1].text("fr")
    (offered,) = Workspace(tmp_path).mappings.values()
    assert set(offered) == set(SAID)

    _settle(tmp_path, SAID)
    after = _built(tmp_path)
    assert after.problems == ()
    assert [(file.status, file.format, file.read, file.kept) for file in after.files] == [
        ("read", "spreadsheet", 3, 2)
    ]
    assert _grants(tmp_path) == [
        (2019, "Comité de jumelage Cottbus", "1200.50", "Voyage à Cottbus"),
        (2019, "Deux Rives", "300.00", "Puits au Mali"),
    ]


def test_what_is_said_of_an_unknown_table_does_not_change_with_the_offer(tmp_path: Path) -> None:
    workspace = create(tmp_path, "219300480", "Ville")
    (workspace.inbox / "aides.csv").write_text(ODD, encoding="utf-8")
    first = _built(tmp_path)
    (tmp_path / "tables" / "problems.parquet").unlink()
    again = _built(tmp_path)
    assert not again.unchanged
    assert again.problems == first.problems


def test_a_person_is_right_against_the_names_of_columns(tmp_path: Path) -> None:
    """`Montant` is a request here, and the money given stands in a column that the house does not know."""
    workspace = create(tmp_path, "219300480", "Ville")
    text = "Association;Montant;Accordé au final;Année;Objet précis\nDeux Rives;900;450;2020;Puits\n"
    (workspace.inbox / "demandes.csv").write_text(text, encoding="utf-8")
    _built(tmp_path)
    assert _grants(tmp_path)[0][2] == "900.00"
    _settle(tmp_path, {"Montant": "", "Accordé au final": "amount", "Objet précis": "object"})
    _built(tmp_path)
    assert _grants(tmp_path) == [(2020, "Deux Rives", "450.00", "Puits")]
