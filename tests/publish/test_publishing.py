"""Publishing: all or nothing, and the same bytes for the same figures."""

import hashlib
import subprocess
import sys
from pathlib import Path

import confluence
import pytest

from jumelles.publish import Publication, exporters, publish


def digest(folder: Path) -> dict[str, str]:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def test_two_runs_give_the_same_bytes(published: Path, publication: Publication, tmp_path: Path) -> None:
    publish(tmp_path / "out", publication, "fr")
    assert digest(tmp_path / "out") == digest(published)


def test_another_process_gives_the_same_bytes(published: Path, tmp_path: Path) -> None:
    here = Path(__file__).parent
    code = (
        f"import sys; sys.path.insert(0, {str(here)!r}); import confluence; from pathlib import Path;"
        f"from jumelles.publish import publish; out = Path({str(tmp_path / 'out')!r});"
        "publish(out, confluence.publication(), 'fr')"
    )
    subprocess.run([sys.executable, "-c", code], check=True, env={"TZ": "Asia/Tokyo", "PYTHONHASHSEED": "7"})
    assert digest(tmp_path / "out") == digest(published)


def test_writes_every_format_and_answers_the_years(tmp_path: Path, publication: Publication) -> None:
    years = publish(tmp_path / "out", publication, "en")
    assert set(exporters.EXPORTERS) <= {path.name for path in (tmp_path / "out").iterdir()}
    assert [path.name for path in tmp_path.iterdir()] == ["out"]
    assert [figure.year for figure in years] == sorted(confluence.YEARS)


def test_a_document_of_another_authority_makes_no_year(tmp_path: Path) -> None:
    stranger = confluence.documents(range(2031, 2032))[0] | {"siren": "213401722"}
    documents = confluence.table("documents", [*confluence.documents(), stranger])
    years = publish(tmp_path / "out", confluence.publication(documents=documents), "fr")
    assert 2031 not in {figure.year for figure in years}


def test_a_failed_run_changes_nothing(
    tmp_path: Path, publication: Publication, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(tmp_path / "out", publication, "fr")
    before = digest(tmp_path)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(exporters, "EXPORTERS", {**exporters.EXPORTERS, "ledger.parquet": full})
    with pytest.raises(OSError, match="No space left"):
        publish(tmp_path / "out", confluence.publication(authority="Autre"), "fr")
    assert digest(tmp_path) == before


def test_replaces_what_was_there(tmp_path: Path, publication: Publication) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "stale.html").write_text("old")
    (tmp_path / "out.tmp").mkdir()
    publish(tmp_path / "out", publication, "fr")
    assert not (tmp_path / "out" / "stale.html").exists()
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_starting_is_light() -> None:
    slow = ("altair", "typst", "babel")
    code = f"import sys, jumelles.publish; print([name for name in {slow} if name in sys.modules])"
    said = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert said.stdout.strip() == "[]"
