"""`jumelles detect` and `jumelles explain`, as a person runs them."""

import csv
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pyarrow as pa
import pytest

from jumelles import detect
from jumelles.ledger.workspace import SETTINGS, create

ENTRY = "from jumelles.cli import main; main()"
HEADER = "id,authority,year,beneficiary,object\n"
ROWS = HEADER + (
    "a,Montreuil,2021,ASSO DEVELOP CERCLE YELIMANE EN FRANCE,\n"
    'b,Montreuil,2021,"Fêtes, ""musique"" et lumières",Fête de la musique\n'
    "c,Paris,2020,Les amis du fleuve,Forages au Mali et au Sénégal\n"
)


def _run(*arguments: str | Path, columns: int = 80) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", ENTRY, *map(str, arguments)],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "COLUMNS": str(columns), "PYTHONIOENCODING": "utf-8"},
    )


def _answers(path: Path) -> list[dict[str, str]]:
    csv.field_size_limit(1 << 24)
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _ask(folder: Path, rows: str | bytes, *options: str | Path) -> subprocess.CompletedProcess[str]:
    path = folder / "rows.csv"
    path.write_bytes(rows if isinstance(rows, bytes) else rows.encode())
    return _run("detect", path, "-o", folder / "answers.csv", *options)


def test_each_row_gets_its_answer_with_its_evidence(tmp_path: Path) -> None:
    done = _ask(tmp_path, ROWS)
    assert (done.returncode, done.stderr) == (0, "")
    assert "3 lignes" in done.stdout
    found = _answers(tmp_path / "answers.csv")
    assert list(found[0]) == "id perimeter p_core p_extended countries kind theme mode evidence".split()
    assert [row["id"] for row in found] == ["a", "b", "c"]
    assert found[2]["perimeter"] == "core"
    assert found[2]["countries"] == "MLI;SEN"
    assert "Mali" in {one.get("words") for one in json.loads(found[2]["evidence"])}
    columns = {"id": ["c"], "authority": ["Paris"], "beneficiary": ["Les amis du fleuve"]}
    rows = pa.RecordBatch.from_pydict({**columns, "object": ["Forages au Mali et au Sénégal"]})
    (same,) = detect.batch(rows, detect.knowledge()).to_pylist()
    assert found[2] == {name: "" if value is None else str(value) for name, value in same.items()}


@pytest.mark.parametrize("encoding", ["cp1252", "utf-16", "utf-8-sig"])
@pytest.mark.parametrize("separator", [";", "\t"])
def test_other_encodings_and_separators_give_the_same(tmp_path: Path, encoding: str, separator: str) -> None:
    rows = list(csv.reader(ROWS.splitlines()))
    header = ["Identifiant", "Collectivité", "Année", "Bénéficiaire", "Objet"]
    with (tmp_path / "other.csv").open("w", encoding=encoding, newline="") as file:
        csv.writer(file, delimiter=separator).writerows([header, *rows[1:]])
    _ask(tmp_path, ROWS)
    done = _run("detect", tmp_path / "other.csv", "-o", tmp_path / "others.csv")
    assert done.returncode == 0, done.stderr
    assert _answers(tmp_path / "others.csv") == _answers(tmp_path / "answers.csv")


BAD = {
    "no id": (
        "beneficiary,object\nx,y\n",
        "Il manque la colonne id. Colonnes trouvées : beneficiary, object",
    ),
    "no words": ("id,year,label\n1,2020,x\n", "beneficiary (bénéficiaire) ou object (objet)"),
    "empty": ("", "vide"),
    "blank": ("\n\n  \n", "vide"),
    "web page": ("<!doctype html><html><body>id</body></html>", "page"),
    "PDF": ("%PDF-1.7\n", "document"),
    "JSON": ('[{"id": 1, "object": "x"}]', "pas un CSV"),
    "workbook": (b"PK\x03\x04" + b"\x00" * 20 + b"[Content_Types].xml xl/", "pas un CSV"),
    "binary": (b"\x00\x01\x02" * 100, "ni du texte"),
    "quotation mark": (HEADER + 'a,,,"x,y\n' + "b,,,x,y\n" * 1000, "guillemet"),
    "last quotation mark": (HEADER + 'a,,,x,"y\n' + "b,,,x,y\n" * 1000, "guillemet"),
    "quotation mark of a long file": (HEADER + 'a,,,x,"y\n' + "b,,,x,y\n" * 1_200_000, "guillemet"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_file_that_cannot_be_read_is_told_in_one_sentence(tmp_path: Path, name: str) -> None:
    rows, said = BAD[name]
    done = _ask(tmp_path, rows)
    assert done.returncode == 2
    assert said in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["rows.csv"]


def test_rows_that_cannot_be_answered_are_refused_and_told(tmp_path: Path) -> None:
    done = _ask(
        tmp_path, ROWS + "a,Paris,2020,encore,\n,Paris,2020,sans,\nd,trop,peu\ne,,,Jumelage avec Dakar,\n"
    )
    assert done.returncode == 1
    assert [row["id"] for row in _answers(tmp_path / "answers.csv")] == ["a", "b", "c", "e"]
    assert "L'identifiant « a » est déjà pris" in done.stdout
    assert "n'a pas d'identifiant" in done.stdout
    assert "(3 au lieu de 5) : « d,trop,peu »" in done.stdout


def test_a_header_alone_is_answered_by_a_header_alone(tmp_path: Path) -> None:
    assert _ask(tmp_path, HEADER).returncode == 0
    assert _answers(tmp_path / "answers.csv") == []


def test_places_that_cannot_be_used(tmp_path: Path) -> None:
    path = tmp_path / "rows.csv"
    path.write_text(ROWS, encoding="utf-8")
    for arguments, said in (
        ((tmp_path, "-o", tmp_path / "a.csv"), "il y a un dossier"),
        ((path, "-o", tmp_path), "il y a un dossier"),
        ((tmp_path / "none.csv", "-o", tmp_path / "a.csv"), "none.csv"),
        ((path, "-o", tmp_path / "none" / "a.csv"), "none"),
        ((path, "-o", path), "remplaceraient les lignes"),
        ((path, "-o", tmp_path / "a.csv", "--workspace", tmp_path), SETTINGS),
        ((path, "-o", tmp_path / "a.csv", "--lang", "de"), "--lang de"),
    ):
        done = _run("detect", *arguments)
        assert done.returncode == 2
        assert said in done.stderr
        assert len(done.stderr.splitlines()) == 1
    assert path.read_text(encoding="utf-8") == ROWS
    assert [one.name for one in tmp_path.iterdir()] == ["rows.csv"]


def test_partners_come_from_the_call_or_the_workspace(tmp_path: Path) -> None:
    create(tmp_path / "space", "219300480", "Montreuil", ("Les amis du fleuve",))
    rows = HEADER + "a,,,Les amis du fleuve,\n"
    for options in (("--partner", "Les amis du fleuve"), ("--workspace", tmp_path / "space")):
        assert _ask(tmp_path, rows, *options).returncode == 0
        (found,) = _answers(tmp_path / "answers.csv")
        assert found["perimeter"] == "core"
        assert detect.linked(found["evidence"])
    assert _ask(tmp_path, rows).returncode == 0
    assert _answers(tmp_path / "answers.csv")[0]["perimeter"] == "none"


def _many(path: Path, count: int) -> None:
    with path.open("w", encoding="utf-8") as file:
        file.write(HEADER)
        file.writelines(f"{i},Paris,2021,Association {i % 977} du Mali numéro {i},\n" for i in range(count))


def test_a_long_file_goes_through_the_pool_in_order(tmp_path: Path) -> None:
    _many(tmp_path / "rows.csv", 100_000)
    done = _run("detect", tmp_path / "rows.csv", "-o", tmp_path / "answers.csv")
    assert done.returncode == 0, done.stderr
    found = _answers(tmp_path / "answers.csv")
    assert [row["id"] for row in found] == [str(i) for i in range(100_000)]
    assert {row["countries"] for row in found} == {"MLI"}


def test_an_interrupted_run_leaves_no_half_answer(tmp_path: Path) -> None:
    _many(tmp_path / "rows.csv", 600_000)
    (tmp_path / "answers.csv").write_text("before", encoding="utf-8")
    command = [
        sys.executable,
        "-c",
        ENTRY,
        "detect",
        *map(str, (tmp_path / "rows.csv", "-o", tmp_path / "answers.csv")),
    ]
    running = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, start_new_session=True)
    draft, deadline = tmp_path / "answers.csv.tmp", time.monotonic() + 60
    while not (draft.exists() and draft.stat().st_size) and time.monotonic() < deadline:
        time.sleep(0.02)
    os.killpg(running.pid, signal.SIGINT)
    _, errors = running.communicate(timeout=60)
    assert running.returncode == 130, errors
    assert errors.startswith("Interrompu")
    assert len(errors.splitlines()) == 1
    assert sorted(path.name for path in tmp_path.iterdir()) == ["answers.csv", "rows.csv"]
    assert (tmp_path / "answers.csv").read_text(encoding="utf-8") == "before"


def test_an_answer_is_explained_to_a_person() -> None:
    done = _run("explain", "ASSO DEVELOP CERCLE YELIMANE EN FRANCE", "--authority", "Montreuil")
    assert (done.returncode, done.stderr) == (0, "")
    assert "‹YELIMANE›" in done.stdout
    assert "Pays\u00a0: Mali" in done.stdout
    assert "Total" in done.stdout
    assert max(map(len, done.stdout.splitlines())) <= 80
    assert [jargon for jargon in ("word_", "p_core", "MLI", "@") if jargon in done.stdout] == []


def test_an_explanation_adds_up() -> None:
    done = _run("explain", "Comité de jumelage", "--object", "Échange avec Dakar", "--lang", "en")
    rows = [line.split()[-2:] for line in done.stdout.splitlines() if line.strip()[-1:].isdigit()]
    numbers = [
        [float(cell.replace("−", "-")) for cell in row]
        for row in rows
        if len(row) == 2 and row[0][0] in "+−0"
    ]
    *parts, total = numbers
    assert len(parts) > 3
    for column in (0, 1):
        assert sum(row[column] for row in parts) == pytest.approx(total[column], abs=0.05 * len(parts))


@pytest.mark.parametrize(
    "text", ["", "   ", "🎉", "\x1b[31mMali\x07", "<b>Mali</b> [bold]", "é" * 5000, "مالي"]
)
def test_any_text_can_be_explained(text: str) -> None:
    done = _run("explain", text, "--object", text, "--department", text)
    assert (done.returncode, done.stderr) == (0, "")
    assert "\x1b" not in done.stdout
    assert "point de départ" in done.stdout
