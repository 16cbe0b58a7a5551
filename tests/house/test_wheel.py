"""What is shipped works where nothing else is: the wheel, in a new environment, outside the repository."""

import os
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest
from repository import ROOT, tracked

PACKAGE = ROOT / "src" / "jumelles"


def _run(*command: str | Path, folder: Path) -> subprocess.CompletedProcess[str]:
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "COV_"))}
    return subprocess.run(
        [*map(str, command)], cwd=folder, env=clean, capture_output=True, text=True, timeout=300, check=False
    )


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    build = (sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, ROOT)
    made = _run(*build, folder=folder)
    assert made.returncode == 0, made.stderr
    (path,) = folder.glob("*.whl")
    return path


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The `jumelles` of a new environment: the wheel's, with the dependencies of this one, without a network."""
    folder = tmp_path_factory.mktemp("elsewhere")
    _run(sys.executable, "-m", "venv", "--without-pip", folder / "env", folder=folder)
    python = folder / "env" / "bin" / "python"
    found = _run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", folder=folder)
    dependencies = Path(found.stdout.strip()) / "dependencies.pth"
    dependencies.write_text("\n".join({sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}) + "\n")
    pip = (sys.executable, "-m", "pip", "--python", python, "install", "--quiet", "--no-index", "--no-deps")
    made = _run(*pip, "--disable-pip-version-check", "--ignore-installed", wheel, folder=folder)
    assert made.returncode == 0, made.stderr
    return python.with_name("jumelles")


def test_the_wheel_holds_every_file_of_the_package(wheel: Path) -> None:
    """Code, reference data, models, templates, the example's material."""
    held = set(zipfile.ZipFile(wheel).namelist())
    asked = {
        path.relative_to(PACKAGE.parent).as_posix() for path in tracked() if path.is_relative_to(PACKAGE)
    }
    assert asked - held == set()
    assert any(name.endswith("licenses/LICENSE") for name in held)


def test_the_wheel_holds_nothing_else(wheel: Path) -> None:
    outside = [name for name in zipfile.ZipFile(wheel).namelist() if not name.startswith("jumelles")]
    assert outside == []


def test_the_example_is_built_outside_the_repository(installed: Path) -> None:
    folder = installed.parents[2]
    origin = _run(
        installed.with_name("python"), "-c", "import jumelles; print(jumelles.__file__)", folder=folder
    )
    assert Path(origin.stdout.strip()).is_relative_to(folder), (
        f"not the wheel's: {origin.stdout}{origin.stderr}"
    )
    told = _run(installed, "demo", folder=folder)
    assert told.returncode == 0, told.stdout + told.stderr
    assert "Fichiers lus\u00a0: 23 sur 23" in told.stdout
    out = folder / "demo" / "out"
    made = {path.name for path in out.iterdir() if path.is_file()}
    assert made == {"index.html", "report.pdf", "ledger.xlsx", "ledger.csv", "ledger.parquet"}
    assert (out / "report.pdf").read_bytes().startswith(b"%PDF")
