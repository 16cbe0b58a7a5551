"""A second build does only what changed, and ends like a build from nothing."""

import os
import shutil
from pathlib import Path

import pyarrow.parquet as pq
from bad_files import HEADER, grant
from runs import contents, leftovers, run

from jumelles.build import Built, build
from jumelles.ledger import inbox, intake
from jumelles.ledger.workspace import Workspace


def reads(folder: Path) -> dict[str, int]:
    """What was made of each source, and by which writing of it: another number means another reading."""
    return {note.parent.name: note.parent.stat().st_ino for note in folder.glob("read/*/note.json")}


def again(folder: Path) -> Built:
    return build(Workspace(folder))


def test_nothing_changed(built_copy: Path) -> None:
    before, times = contents(built_copy), reads(built_copy)
    ended = run("build", built_copy)
    assert "Rien n’a changé" in ended.out
    assert ended.code == 0
    assert (contents(built_copy), reads(built_copy)) == (before, times)


def test_tables_that_were_lost_are_made_again_the_same(built_copy: Path, built: Path) -> None:
    times = reads(built_copy)
    shutil.rmtree(built_copy / "tables")
    assert not again(built_copy).unchanged
    assert contents(built_copy) == contents(built)
    assert reads(built_copy) == times


def test_elsewhere_in_any_order_and_settings_of_the_machine(tmp_path: Path, fresh: Path, built: Path) -> None:
    folder = tmp_path / "un autre dossier, plus loin" / "é"
    shutil.copytree(fresh, folder, ignore=lambda _folder, names: [n for n in names if n.startswith("CA")])
    shutil.copy(fresh / "inbox" / "CA_2023_stationnement.xml", folder / "inbox")
    for path in (folder / "inbox").iterdir():
        os.utime(path, (1e9, 1e9))
    run("build", folder, env={"TZ": "Asia/Tokyo", "LC_ALL": "C", "PYTHONHASHSEED": "7", "LANG": "C"})
    assert contents(folder) == contents(built)


def test_files_that_come_change_leave_and_are_renamed(workspace: Path) -> None:
    inbox = workspace / "inbox"
    (inbox / "a.csv").write_text(grant("Kayes"))
    (inbox / "b.csv").write_text(grant("Yélimané"), encoding="utf-8")
    again(workspace)
    first = reads(workspace)
    assert beneficiaries(workspace) == ["Kayes", "Yélimané"]

    (inbox / "c.csv").write_text(grant("Djibouti"))
    again(workspace)
    assert first.items() <= reads(workspace).items()
    assert beneficiaries(workspace) == ["Djibouti", "Kayes", "Yélimané"]

    (inbox / "a.csv").write_text(grant("Nioro"))
    (inbox / "b.csv").unlink()
    (inbox / "c.csv").rename(inbox / "d.csv")
    assert [account.file for account in again(workspace).files] == ["a.csv", "d.csv"]
    assert beneficiaries(workspace) == ["Djibouti", "Nioro"]
    assert len(reads(workspace)) == 2
    assert leftovers(workspace) == []


def beneficiaries(folder: Path) -> list[str]:
    return sorted(pq.read_table(folder / "tables" / "grants.parquet")["beneficiary"].to_pylist())


def test_a_renamed_file_is_read_under_its_new_name(workspace: Path) -> None:
    """Its year may stand in its name; its copy under sources/ is the one made under the former name."""
    lines = "Bénéficiaire;Objet;Montant\nKayes;Jumelage;100\nNioro;Jumelage;200\n"
    (workspace / "inbox" / "subventions_2018.csv").write_text(lines, encoding="utf-8")
    again(workspace)
    assert years(workspace) == {2018}
    (workspace / "inbox" / "subventions_2018.csv").rename(workspace / "inbox" / "subventions_2019.csv")
    assert again(workspace).not_read == ()
    assert years(workspace) == {2019}


def years(folder: Path) -> set[int]:
    return set(pq.read_table(folder / "tables" / "grants.parquet")["year"].to_pylist())


def test_a_refused_file_is_not_tried_again(workspace: Path, papers: Path) -> None:
    account = (papers / "CA_2019.xml").read_bytes()
    (workspace / "inbox" / "tronque.xml").write_bytes(account[:5000])
    (workspace / "inbox" / "a.csv").write_text(grant("Kayes"))
    again(workspace)
    first = reads(workspace)
    (workspace / "inbox" / "b.csv").write_text(grant("Nioro"))
    assert [account.file for account in again(workspace).not_read] == ["tronque.xml"]
    assert first.items() <= reads(workspace).items()


def test_the_first_file_of_a_layout_settles_its_columns(workspace: Path) -> None:
    """Each alone would be guessed in its own way; what is then in jumelles.toml must give the same tables."""
    header = "Tiers;Libellé;Montant versé;Montant\n"
    (workspace / "inbox" / "a_2018.csv").write_text(
        f"{header}Kayes;eau;100;\nNioro;eau;200;\n", encoding="utf-8"
    )
    (workspace / "inbox" / "b_2019.csv").write_text(
        f"{header}Kayes;eau;;300\nNioro;eau;;400\n", encoding="utf-8"
    )
    again(workspace)
    before = contents(workspace)
    for name in ("tables", "read"):
        shutil.rmtree(workspace / name)
    again(workspace)
    assert contents(workspace) == before


def test_columns_of_a_spreadsheet_are_shown_however_clear_those_of_a_schema_are_not(
    workspace: Path, papers: Path
) -> None:
    shutil.copy(papers / "subventions_2020.csv", workspace / "inbox")
    (workspace / "inbox" / "b.csv").write_text("Exercice;Article;Réalisé\n2019;6574;100\n", encoding="utf-8")
    (columns,) = again(workspace).guesses.values()
    assert columns == {"Exercice": "year", "Article": "nature", "Réalisé": "executed"}
    assert '"Réalisé" = "executed"' in (workspace / "jumelles.toml").read_text(encoding="utf-8")
    assert again(workspace).guesses == {}


def test_settings_edited_during_a_build_are_kept_and_count_next_time(workspace: Path) -> None:
    opened = Workspace(workspace)
    assert opened.settings_text
    settings = workspace / "jumelles.toml"
    edited = settings.read_text(encoding="utf-8").replace("partners = []", 'partners = ["Kayes"]')
    settings.write_text(edited, encoding="utf-8")
    used = opened.save_mappings({"scdl-subsidies-00000000": {"Tiers": "beneficiary"}})
    assert 'partners = ["Kayes"]' in settings.read_text(encoding="utf-8")
    assert "[columns.scdl-subsidies-00000000]" in settings.read_text(encoding="utf-8")
    assert "partners = []" in used


def test_a_file_that_changes_while_it_is_read_is_told(workspace: Path) -> None:
    path = workspace / "inbox" / "a.csv"
    path.write_text(grant("Kayes"))
    (seen,) = inbox.look(Workspace(workspace))
    path.write_text(HEADER + "Kayes;Jumelage;999;2020-02-01\n")
    taken = intake.take(Workspace(workspace), seen)
    assert [problem.code for problem in taken.problems] == ["file-changing"]
    assert list((workspace / "sources").iterdir()) == []
