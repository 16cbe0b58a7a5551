"""Whatever is dropped in the inbox: one clear message each, the other files are read, nothing is lost."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import pyarrow.parquet as pq
import pytest
from bad_files import BAD, ODD_NAMES, external_entity, grant, workbook_of_traps
from runs import SIREN, Run, contents, leftovers, run

from jumelles.ledger import inbox
from jumelles.ledger.intake import take
from jumelles.ledger.workspace import Workspace, create

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="names, links and rights as Linux has them")
CAPABILITIES = "-dac_override,-dac_read_search"


@dataclass(frozen=True)
class Outcome:
    folder: Path
    run: Run

    @property
    def accounts(self) -> dict[str, dict[str, object]]:
        told = json.loads((self.folder / "read" / "built.json").read_text(encoding="utf-8"))
        return {account["file"]: account for account in told["built"]["files"]}

    def line_about(self, name: str) -> str:
        lines = [line for line in self.run.out.splitlines() if f" {name} : " in line]
        assert len(lines) == 1, f"{len(lines)} lines about {name}"
        return lines[0]


@pytest.fixture(scope="module")
def outcome(tmp_path_factory: pytest.TempPathFactory, papers: Path) -> Outcome:
    """One build of an inbox full of bad files, among which one account and files with odd names."""
    folder = create(tmp_path_factory.mktemp("bad") / "espace", SIREN, "Ville").folder
    inbox = folder / "inbox"
    account = (papers / "CA_2019.xml").read_bytes()
    (inbox / "compte.xml").write_bytes(account)
    for name, (write, _) in BAD.items():
        write(inbox / name, account)
    workbook_of_traps(inbox / "pieges.xlsx")
    for number, name in enumerate(ODD_NAMES):
        Path(os.fsdecode(bytes(inbox) + b"/" + name)).write_text(grant(f"Ville {number}"))
    (inbox / "sous-dossier.xml").mkdir()
    (inbox / "sous-dossier.xml" / "dedans.csv").write_text(grant("Dedans"))
    return Outcome(folder, run("build", folder))


def test_the_build_ends_well_and_says_that_files_were_refused(outcome: Outcome) -> None:
    assert outcome.run.code == 1
    assert outcome.run.err == ""
    assert outcome.run.seconds < 30
    assert leftovers(outcome.folder) == []


@pytest.mark.parametrize("name", BAD)
def test_each_bad_file_is_told(outcome: Outcome, name: str) -> None:
    line = outcome.line_about(name)
    assert BAD[name][1] in line
    assert line.startswith(" ✗ ")
    assert "?." not in line


@pytest.mark.parametrize("shown", ODD_NAMES.values())
def test_files_with_odd_names_are_read(outcome: Outcome, shown: str) -> None:
    assert outcome.accounts[shown]["status"] == "read"
    assert outcome.accounts[shown]["kept"] == 1


def test_nothing_is_lost(outcome: Outcome) -> None:
    accounts = outcome.accounts
    there = {*BAD, *ODD_NAMES.values(), "compte.xml", "pieges.xlsx", "sous-dossier.xml/dedans.csv"}
    assert set(accounts) == there
    for account in accounts.values():
        skipped = account["skipped"]
        assert isinstance(skipped, dict)
        assert account["read"] == account["kept"] + account["refused"] + sum(skipped.values())  # type: ignore[operator]
    shown = re.search(r"Fichiers lus : (\d+) sur (\d+)", outcome.run.out)
    assert shown
    assert int(shown[2]) == len(there)


def test_what_can_be_read_of_a_bad_workbook_is(outcome: Outcome) -> None:
    assert outcome.accounts["pieges.xlsx"]["read"] == 5
    assert outcome.accounts["pieges.xlsx"]["refused"] == 3
    grants = pq.read_table(outcome.folder / "tables" / "grants.parquet").to_pylist()
    traps = [row["amount"] for row in grants if row["source"] == outcome.accounts["pieges.xlsx"]["source"]]
    assert sorted(traps) == [Decimal("250.00"), Decimal("1234.56")]


def test_the_same_bytes_when_all_is_made_again(outcome: Outcome) -> None:
    before = contents(outcome.folder)
    for name in ("tables", "read", "out"):
        shutil.rmtree(outcome.folder / name)
    assert run("build", outcome.folder).code == 1
    assert contents(outcome.folder) == before


def test_an_external_entity_is_never_fetched(workspace: Path) -> None:
    asked: list[str] = []

    class Server(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)

    with HTTPServer(("", 0), Server) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        address = "http://" + f"localhost:{server.server_port}/secret"
        external_entity(workspace / "inbox" / "a.xml", b"", address)
        (seen,) = inbox.look(Workspace(workspace))
        taken = take(Workspace(workspace), seen)
        server.shutdown()
    assert [problem.code for problem in taken.problems] == ["xml-doctype"]
    assert asked == []


def _as_anyone() -> Sequence[str]:
    """What takes away the right of the superuser to open everything."""
    if os.geteuid() != 0:
        return ()
    through = ("setpriv", f"--bounding-set={CAPABILITIES}", f"--inh-caps={CAPABILITIES}")
    if not shutil.which("setpriv") or subprocess.run([*through, "true"], check=False).returncode:
        pytest.skip("the superuser opens every file, and setpriv cannot take that away here")
    return through


def test_files_and_folders_that_cannot_be_opened(workspace: Path) -> None:
    inbox = workspace / "inbox"
    (inbox / "ferme").mkdir(mode=0)
    for name in ("clos.csv", "ouvert.csv"):
        (inbox / name).write_text(grant(name))
    (inbox / "clos.csv").chmod(0)
    ended = run("build", workspace, through=_as_anyone())
    assert ended.code == 1
    assert " ✗ clos.csv : Le fichier ne peut pas être ouvert : accès refusé." in ended.out
    assert " ✗ ferme : Ce dossier n'est pas lu : l'accès en est refusé" in ended.out
    assert "Fichiers lus : 1 sur 3" in ended.out


@pytest.mark.parametrize("name", ["inbox", "read", "jumelles.toml", "."])
def test_a_workspace_that_cannot_be_opened(built_copy: Path, name: str) -> None:
    before = contents(built_copy)
    shutil.rmtree(built_copy / "tables") if name == "." else None
    (built_copy / name).chmod(0 if name in ("inbox", "jumelles.toml") else 0o555)
    ended = run("build", built_copy, through=_as_anyone())
    (built_copy / name).chmod(0o755)
    assert ended.code == 2
    assert re.fullmatch(r"Accès refusé : \S+\. Vérifiez les droits du dossier\.\n", ended.err)
    assert name == "." or contents(built_copy) == before


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    place = tmp_path / "disque"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=3000k", "tmpfs", str(place)]
    if os.geteuid() or subprocess.run(mount, check=False, capture_output=True).returncode:
        pytest.skip("only a superuser can mount a small disk, and not everywhere")
    yield place
    subprocess.run(["umount", str(place)], check=True)


def test_a_full_disk_at_every_stage(small_disk: Path, fresh: Path, built: Path) -> None:
    folder = Path(shutil.copytree(fresh, small_disk / "espace"))
    filler = small_disk / "autre"
    for left in (4, 90, 150):
        room = os.statvfs(small_disk)
        filler.write_bytes(b"x" * (room.f_bavail * room.f_bsize + filler_size(filler) - left * 1024))
        ended = run("build", folder)
        assert ended.code == 2, f"{left} KB were enough"
        assert ended.err.startswith("Plus de place sur le disque")
        assert ended.err.count("\n") == 1
    filler.unlink()
    assert run("build", folder).code == 0
    assert contents(folder) == contents(built)
    assert leftovers(folder) == []


def filler_size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0
