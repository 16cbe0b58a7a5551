"""The real files the benchmarks read, and a large one made by repeating a real one."""

import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
BUDGETS = HERE.parents[1] / "shared" / "data" / "budgets"
SCRATCH = HERE.parent / ".bench"


def montreuil() -> list[Path]:
    files = sorted((BUDGETS / "montreuil").glob("CA_*.xml"))
    if not files:
        sys.exit(f"real files are not here: {BUDGETS} is absent")
    return files


def large(size: int = 350_000_000) -> Path:
    """A well-formed budget document of about `size` bytes: the lines and annexes of Montpellier 2018, repeated."""
    path = SCRATCH / f"large-{size}.xml"
    if path.exists():
        return path
    SCRATCH.mkdir(exist_ok=True)
    real = (BUDGETS / "montpellier" / "CA_2018.xml").read_bytes()
    start, end = real.index(b"<Budget>"), real.index(b"</Budget>") + len(b"</Budget>")
    with path.open("wb") as file:
        file.write(real[:start])
        for _ in range(size // (end - start)):
            file.write(real[start:end])
        file.write(real[end:])
    return path
