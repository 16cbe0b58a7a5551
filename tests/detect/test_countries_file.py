"""The reference file of countries is what its script makes."""

import subprocess
import sys
from pathlib import Path

import babel
import pytest

SCRIPT = Path(__file__).parents[2] / "scripts" / "make_countries.py"


FILE = SCRIPT.parents[1] / "src" / "jumelles" / "reference" / "countries.csv"


def test_the_file_is_what_the_script_makes() -> None:
    if f"Babel {babel.__version__}." not in FILE.read_text(encoding="utf-8"):
        pytest.skip(f"the file was made with another Babel than {babel.__version__}: names may differ")
    assert subprocess.run([sys.executable, str(SCRIPT), "--check"], check=False).returncode == 0
