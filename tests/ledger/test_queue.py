"""The queue: most euros in doubt first; and the sheet that comes from it and goes back filled in."""

import csv
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import Workbook
from town import entries, receive, remake, say, town, waiting
from typer.testing import CliRunner, Result

from jumelles.cli.judging import spoken
from jumelles.cli.main import app
from jumelles.ledger import reviews
from jumelles.ledger.filled import WordRefused, verdict
from jumelles.ledger.reviews import Verdict
from jumelles.ledger.workspace import Workspace, create

MALI = ("Les amis du Mali", "puits à Kayes", "5000")
PARKS = ("Untel SARL", "", "9000000")
DOUBTFUL = ("Musiques sans frontières", "", "60000")
UNPAID = ("Comité du Bénin", "", "0")
GRANTS = [MALI, PARKS, UNPAID, DOUBTFUL]


@pytest.fixture
def place(tmp_path: Path) -> Workspace:
    return town(tmp_path / "v", GRANTS)


def _run(*words: object) -> Result:
    return CliRunner().invoke(app, [str(word) for word in words])


def _names(place: Workspace) -> list[str]:
    return [one.row.beneficiary for one in waiting(place)]


def test_euros_in_doubt_come_first_and_rows_without_amount_last(place: Workspace) -> None:
    names = _names(place)
    assert sorted(names) == sorted(grant[0] for grant in GRANTS)
    assert names[0] == DOUBTFUL[0]
    assert names[-1] == UNPAID[0]
    assert names.index(MALI[0]) < names.index(PARKS[0])  # nothing in its words, whatever its size


def test_more_euros_in_the_same_doubt_come_before(place: Workspace) -> None:
    receive(place, [(DOUBTFUL[0], "", amount) for amount in ("10", "3000", "200")])
    assert [one.row.amount for one in waiting(place)] == [Decimal(n) for n in ("3000", "200", "10")]
    assert len({one.finding.doubt for one in waiting(place)}) == 1


def test_judged_rows_are_left_out_before_and_after_the_next_build(place: Workspace) -> None:
    say(place, DOUBTFUL[0], "none")
    assert DOUBTFUL[0] not in _names(place)
    _run("review", place.folder, waiting(place)[0].row.id, "--verdict", "none", "--who", "A")
    assert len(_names(place)) == 2


def test_the_order_of_files_does_not_matter(place: Workspace, tmp_path: Path) -> None:
    other = town(tmp_path / "w", GRANTS[::-1])
    assert [one.row.id for one in waiting(place)] == [one.row.id for one in waiting(other)]


def test_the_terminal_shows_amount_words_thought_and_place(place: Workspace) -> None:
    shown = _run("queue", place.folder, "--top", 2).output
    first, second = waiting(place)[:2]
    for seen in (first.row.id, "60 000 €", DOUBTFUL[0], second.row.id, "subventions.csv, ligne 5"):
        assert seen in shown.replace("\u202f", " ").replace("\xa0", " ")
    assert "« sans frontières »" in shown.replace("\xa0", " ").lower()
    assert waiting(place)[2].row.id not in shown
    assert "2 lignes sur 4" in shown
    assert "2 rows of 4" in _run("queue", place.folder, "--top", 2, "--lang", "en").output


def test_a_text_is_shown_as_it_is_written(place: Workspace) -> None:
    receive(place, [("Amis [bold]du Mali[/] =1+1", "objet [x]", "50")])
    assert "Amis [bold]du Mali[/] =1+1" in _run("queue", place.folder).output


def _sheet(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


def _save(path: Path, lines: list[dict[str, str]], encoding: str = "utf-8-sig") -> None:
    with path.open("w", encoding=encoding, errors="replace", newline="") as file:
        writer = csv.DictWriter(file, list(lines[0]), delimiter=";")
        writer.writeheader()
        writer.writerows(lines)


def test_a_sheet_goes_out_and_comes_back(place: Workspace, tmp_path: Path) -> None:
    sheet = tmp_path / "queue.csv"
    assert _run("queue", place.folder, "-o", sheet).exit_code == 0
    lines = _sheet(sheet)
    assert [line["ligne"] for line in lines] == [one.row.id for one in waiting(place)]
    assert all(
        line[name] == "" for line in lines for name in ("verdict", "pourquoi", "type", "thème", "pays")
    )
    by_name = {line["bénéficiaire"]: line for line in lines}
    by_name[MALI[0]] |= {"verdict": "Oui", "pays": "Sénégal; mli", "type": "Jumelage", "pourquoi": "été 2020"}
    by_name[DOUBTFUL[0]] |= {"verdict": "non"}
    by_name[UNPAID[0]] |= {"verdict": "sans doute"}
    _save(sheet, lines, "cp1252")
    done = _run("review", place.folder, "--from", sheet, "--who", "Awa Diop")
    assert done.exit_code == 1
    assert "ligne 5 : le verdict « sans doute » n'existe pas" in done.output
    assert "Avis enregistrés : 2" in done.output.replace("\xa0", " ")
    remake(place)
    mali = entries(place)[MALI[0]]
    assert (mali["countries"], mali["kind"], mali["certainty"]) == ("MLI;SEN", "twinning", "confirmed")
    assert DOUBTFUL[0] not in entries(place)
    assert {one.verdict.why for one in reviews.read(place)} == {"été 2020", ""}
    assert _run("review", place.folder, "--from", sheet, "--who", "Awa Diop").exit_code == 1
    assert len(reviews.read(place)) == 2


def test_lines_of_a_sheet_are_refused_one_by_one(place: Workspace, tmp_path: Path) -> None:
    good, other = (one.row.id for one in waiting(place)[:2])
    lines = [
        ("ligne", "verdict", "pays", "type"),
        (good, "core", "", ""),
        (good, "none", "", ""),
        ("", "core", "", ""),
        (other, "core", "Atlantide", ""),
        (other, "core", "", "n'importe quoi"),
        (other, "", "MLI", ""),
        ("g0123456789ab", "core", "", ""),
        (other, "", "", ""),
    ]
    book = Workbook()
    for line in lines:
        book.active.append(line)
    book.save(tmp_path / "avis.xlsx")
    done = _run("review", place.folder, "--from", tmp_path / "avis.xlsx", "--who", "A")
    told = done.output.replace("\xa0", " ")
    assert done.exit_code == 1
    assert "Avis enregistrés : 1 ; déjà connus : 0 ; laissés vides : 1 ; refusés : 6." in told
    for seen in (
        f"ligne 3 : la ligne {good} est déjà jugée",
        "ligne 4 : un verdict est écrit sans",
        "ligne 5 : le pays « Atlantide »",
        "ligne 6 : le type « n'importe quoi »",
        "ligne 7 : « MLI » est écrit sans verdict",
        "ligne 8 : aucune ligne g0123456789ab",
    ):
        assert seen in told
    assert [one.id for one in reviews.read(place)] == [good]


@pytest.mark.parametrize("content", [b"", b"a;b\n1;2\n", b"\x89PNG\r\n\x1a\n\x00\x00", b"%PDF-1.4 x"])
def test_what_is_no_sheet_is_told(place: Workspace, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "x.csv").write_bytes(content)
    done = _run("review", place.folder, "--from", tmp_path / "x.csv", "--who", "A")
    assert done.exit_code == 2
    assert "x.csv" in done.output
    assert "Traceback" not in done.output
    assert reviews.read(place) == ()


def test_commands_that_cannot_be_done(place: Workspace, tmp_path: Path) -> None:
    row = waiting(place)[0].row.id
    empty = create(tmp_path / "vide", "219300480", "Essai")
    for words, said in (
        (("queue", tmp_path), "n'est pas un espace Jumelles"),
        (("queue", empty.folder), "jumelles build"),
        (("review", empty.folder, row, "--verdict", "core"), "jumelles build"),
        (("review", place.folder, row), "--verdict core|extended|none"),
        (("review", place.folder, row, "--verdict", "peut-être"), "le verdict « peut-être » n'existe pas"),
        (("review", place.folder, row, "--verdict", "none", "--kind", "twinning"), "hors périmètre"),
        (("review", place.folder, row, "--undo", "--from", "x.csv"), "l’un des trois"),
        (("review", place.folder, "--from", tmp_path / "rien.csv"), "rien.csv"),
        (("queue", place.folder, "-o", tmp_path), "dossier"),
        (("reviews", tmp_path), "n'est pas un espace Jumelles"),
    ):
        done = _run(*words)
        assert done.exit_code == 2, (words, done.output)
        assert said in done.output.replace("\xa0", " ")
    assert not place.records.exists()


def test_unknown_rows_and_undo_of_nothing_answer_1(place: Workspace) -> None:
    row = waiting(place)[0].row.id
    assert (
        _run("review", place.folder, row, "gffffffffffff", "--verdict", "core", "--who", "A").exit_code == 1
    )
    assert [one.id for one in reviews.read(place)] == [row]
    assert "Avis retirés" in _run("review", place.folder, "--undo", row, "--who", "A").output
    done = _run("review", place.folder, "--undo", row, "--who", "A")
    assert (done.exit_code, len(reviews.read(place))) == (1, 2)


def test_the_list_tells_each_verdict_and_what_became_of_it(place: Workspace) -> None:
    assert "Personne n’a encore donné d’avis." in _run("reviews", place.folder).output
    say(place, MALI[0], "core", kind="solidarity", why="puits [2021]")
    receive(place, [PARKS])
    shown = _run("reviews", place.folder).output
    for seen in (*MALI[:2], "Awa Diop", "Solidarité internationale", "puits [2021]", "dans aucun fichier"):
        assert seen in shown


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ({"verdict": "core"}, Verdict("core")),
        ({"verdict": " ÉLARGI "}, Verdict("extended")),
        ({"verdict": "non", "kind": "twinning", "why": "ici"}, Verdict("none", why="ici")),
        ({"verdict": "core", "countries": "-"}, Verdict("core", countries="")),
        ({"verdict": "core", "countries": "AFRICA, Burkina Faso"}, Verdict("core", countries="AFRICA;BFA")),
        ({"verdict": "core", "theme": "Eau et assainissement"}, Verdict("core", theme="water_sanitation")),
        (
            {"verdict": "core", "kind": "Decentralised cooperation"},
            Verdict("core", kind="decentralised_cooperation"),
        ),
    ],
)
def test_words_that_people_write(written: dict[str, str], expected: Verdict) -> None:
    assert verdict(written, spoken()) == expected


def test_words_that_say_nothing_known() -> None:
    for written in (
        {},
        {"verdict": "x"},
        {"verdict": "core", "theme": "x"},
        {"verdict": "core", "kind": "health"},
    ):
        with pytest.raises(WordRefused):
            verdict(written, spoken())


def test_a_word_can_be_for_all_rows_that_say_the_same(place: Workspace) -> None:
    receive(place, [MALI, PARKS], "2020.csv", 2020)
    receive(place, [(MALI[0].upper(), MALI[1], "4000"), (MALI[0], "école", "4000")], "2019.csv", 2019)
    kept = next(one.row.id for one in waiting(place) if one.row.year == 2020 and one.row.object == MALI[1])
    assert _run("review", place.folder, kept, "--verdict", "extended", "--who", "A").exit_code == 0
    row = next(one.row.id for one in waiting(place) if one.row.year == 2021 and one.row.object == MALI[1])
    _run("review", place.folder, row, "--verdict", "none", "--who", "A", "--alike")
    told = {(one.row.year, one.row.object): one.verdict.perimeter for one in reviews.read(place)}
    assert told == {(2020, MALI[1]): "extended", (2021, MALI[1]): "none", (2019, MALI[1]): "none"}
