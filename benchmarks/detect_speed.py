"""One million rows through `jumelles detect`, and through two finders of places, in turn, on the same file."""

import os
import statistics
import subprocess
import sys
import threading
import time
from pathlib import Path

from detect_rows import million
from files import HERE, SCRATCH

PEERS = {"flashgeotext": "flashgeotext==0.5.5", "geotext": "geotext==0.4.0"}
RUNS = 3
DETECT = [sys.executable, "-c", "from jumelles.cli import main; main()", "detect"]
Run = tuple[float, float, int]


def places() -> dict[str, object]:
    """Rows a second from file to file (median of three, in turn), CPU seconds, and peak memory of all processes."""
    rows, python = million(), _peers()
    commands = {"ours": [*DETECT, str(rows), "-o", str(SCRATCH / "answers.csv")]}
    for name in PEERS:
        script, answers = str(HERE / "detect_places.py"), str(SCRATCH / f"answers-{name}.csv")
        commands[name] = [str(python), script, name, str(rows), answers]
    runs: dict[str, list[Run]] = {name: [] for name in commands}
    for _ in range(RUNS):
        for name, command in commands.items():
            runs[name].append(measured(command))
    found: dict[str, object] = {"rows": 1_000_000, "cores": len(os.sched_getaffinity(0))}
    for name, figures in runs.items():
        found[name] = {
            "rows_a_second": round(1_000_000 / statistics.median(wall for wall, _, _ in figures)),
            "cpu_s": round(statistics.median(cpu for _, cpu, _ in figures), 1),
            "memory_mb": max(memory for _, _, memory in figures),
        }
    return found


def measured(command: list[str]) -> Run:
    """Wall seconds, CPU seconds, and peak memory (MB, shared pages once) of a process and those it starts."""
    start, before = time.perf_counter(), os.times()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    peak = [0]
    watch = threading.Thread(target=_watched, args=(process, peak))
    watch.start()
    code = process.wait()
    wall, after = time.perf_counter() - start, os.times()
    watch.join()
    if code:
        raise RuntimeError(f"{command[:4]} ended with {code}")
    cpu = after.children_user + after.children_system - before.children_user - before.children_system
    return wall, cpu, peak[0]


def _watched(process: subprocess.Popen[bytes], peak: list[int]) -> None:
    while process.poll() is None:
        peak[0] = max(peak[0], sum(map(_memory, _family(process.pid))) // 1024)
        time.sleep(0.25)


def _family(pid: int) -> list[int]:
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    except OSError:
        return [pid]
    return [pid, *map(int, children)]


def _memory(pid: int) -> int:
    """Proportional memory of a process, in kB: a page that n processes share counts for one n-th in each."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)


def _peers() -> Path:
    """The Python of an environment that holds the peers, apart from ours."""
    python = SCRATCH / "places" / "bin" / "python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", str(SCRATCH / "places")], check=True)
    subprocess.run([str(python), "-m", "pip", "install", "--quiet", *PEERS.values()], check=True)
    return python


if __name__ == "__main__":
    print(places())
