"""Measure everything in one run and write `benchmarks/results.json`. Ratios, not absolute times, are the result."""

import json
import os
import shutil
import statistics
import subprocess
import sys
import time
from pathlib import Path

from detect_speed import places
from files import BUDGETS, HERE, SCRATCH, large, montreuil
from lxml import etree
from read_ours import read

RUNS = 5
PEER = "yatotem2scdl==0.1.5"
JUMELLES = Path(sys.executable).with_name("jumelles")


def timed(command: list[str]) -> tuple[float, int]:
    """Wall seconds and peak memory (MB) of one process."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{command[:3]} ended with {process.returncode}")
    return time.perf_counter() - start, usage.ru_maxrss // 1024


def peer() -> dict[str, object]:
    """Seven real documents, one process each side, in turn; the ratio is peer over ours."""
    python = SCRATCH / "peer" / "bin" / "python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", str(SCRATCH / "peer")], check=True)
        subprocess.run([str(python), "-m", "pip", "install", "--quiet", PEER], check=True)
    files = [str(path) for path in montreuil()]
    plans = str(BUDGETS.parent / "nomenclatures")
    ours = [sys.executable, str(HERE / "read_ours.py"), *files]
    theirs = [str(python), str(HERE / "read_peer.py"), plans, *files]
    pairs = [(timed(theirs)[0], timed(ours)[0]) for _ in range(3)]
    return {"ratio": _median(a / b for a, b in pairs), "ours_s": _median(b for _, b in pairs), "peer": PEER}


def floor() -> dict[str, object]:
    """The reader against a bare loop over every element, in this process, in turn."""
    files = montreuil()
    read(files)
    ratios = []
    for _ in range(RUNS):
        start = time.perf_counter()
        for path in files:
            for _event, element in etree.iterparse(str(path)):
                element.clear()
        bare = time.perf_counter() - start
        start = time.perf_counter()
        read(files)
        ratios.append((time.perf_counter() - start) / bare)
    return {"ratio": _median(ratios)}


def memory() -> dict[str, object]:
    """Peak memory of reading, and of building, a document of 350 MB."""
    path = large()
    seconds, reading = timed([sys.executable, str(HERE / "read_ours.py"), str(path)])
    folder = _workspace("large", "213401722", [path])
    _, building = timed([str(JUMELLES), "build", str(folder)])
    size = path.stat().st_size // 1_000_000
    return {"file_mb": size, "reading_mb": reading, "reading_s": round(seconds, 1), "building_mb": building}


def again() -> dict[str, object]:
    """A second build with nothing changed against the first."""
    folder = _workspace("again", "219300480", montreuil())
    time.sleep(2.1)
    first, _ = timed([str(JUMELLES), "build", str(folder)])
    second = _median(timed([str(JUMELLES), "build", str(folder)])[0] for _ in range(3))
    return {"first_s": round(first, 2), "second_s": second, "ratio": round(second / first, 3)}


def _workspace(name: str, siren: str, files: list[Path]) -> Path:
    folder = SCRATCH / name
    shutil.rmtree(folder, ignore_errors=True)
    subprocess.run([str(JUMELLES), "init", str(folder), "--siren", siren, "--name", name], check=True)
    for path in files:
        shutil.copyfile(path, folder / "inbox" / path.name)
    return folder


def _median(values: object) -> float:
    return round(statistics.median(values), 3)


MEASURES = {"peer": peer, "floor": floor, "memory": memory, "again": again, "places": places}

if __name__ == "__main__":
    chosen = sys.argv[1:] or list(MEASURES)
    path = HERE / "results.json"
    results = json.loads(path.read_text()) if path.exists() else {}
    for name in chosen:
        results[name] = MEASURES[name]()
        print(name, results[name], flush=True)
    path.write_text(json.dumps(results, indent=2) + "\n")
