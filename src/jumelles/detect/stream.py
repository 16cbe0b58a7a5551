"""Rows in any number through a pool of processes: in batches, in order, in memory that does not grow."""

import gc
import multiprocessing
import os
import signal
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from typing import Any, TypeVar

import pyarrow as pa

from jumelles.detect.answers import batch
from jumelles.detect.knowledge import Knowledge

_AHEAD = 3  # batches given to each process before its answers are taken
Made = TypeVar("Made")
Stream = Callable[[Iterable[pa.RecordBatch]], Iterator[Made]]


def cores() -> int:
    """The processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@contextmanager
def pool(
    knowledge: Knowledge, make: Callable[[pa.RecordBatch], Made], processes: int
) -> Iterator[Stream[Made]]:
    """A function that gives, batch by batch and in order, what `make` makes of the answers to batches of rows.

    The processes start here: enter before anything starts threads. `make` is a function of a module; it runs in
    the processes too. With one process all runs in this one.
    """
    if processes < 2:
        yield lambda batches: (make(batch(rows, knowledge)) for rows in batches)
        return
    context = multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")
    with ProcessPoolExecutor(processes, context, _start, (knowledge, make)) as executor:
        for started in [executor.submit(gc.freeze) for _ in range(processes)]:
            started.result()
        try:
            yield lambda batches: _in_order(executor, batches, _AHEAD * processes)
        except BaseException:
            executor.shutdown(wait=False, cancel_futures=True)
            raise


def _in_order(executor: ProcessPoolExecutor, batches: Iterable[pa.RecordBatch], ahead: int) -> Iterator[Made]:
    waiting: deque[Future[Made]] = deque()
    for rows in batches:
        waiting.append(executor.submit(_answered, rows))
        if len(waiting) >= ahead:
            yield waiting.popleft().result()
    while waiting:
        yield waiting.popleft().result()


_work: list[tuple[Knowledge, Callable[[pa.RecordBatch], object]]] = []


def _start(knowledge: Knowledge, make: Callable[[pa.RecordBatch], object]) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the process that started this one tells it to stop
    _work[:] = [(knowledge, make)]
    gc.disable()  # answers hold no cycles, and looking for some takes a third of the time


def _answered(rows: pa.RecordBatch) -> Any:
    (knowledge, make) = _work[0]
    return make(batch(rows, knowledge))
