"""A process of its own for work that keeps a lot of memory: it answers calls, and never outlives who asked.

However the asking process ends, `kill -9` included, the other sees it and ends at once: nothing goes on writing
behind the back of the next build. An interruption (Ctrl-C) is for the asking process alone, which ends the other.
"""

import os
import signal
import threading
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing import get_context, parent_process, resource_tracker
from multiprocessing.connection import Connection, wait
from typing import Any, TypeVar

from jumelles.records.lean import leave_pandas_out

Answer = TypeVar("Answer")


class ProcessEnded(Exception):
    """The other process ended before it answered: most often because the machine lacks memory."""


class Process:
    """A process that calls functions, one at a time; started at once, ended by `stop`.

    A `leaf` starts no process itself, and also ends when this one exits without stopping it.
    """

    def __init__(self, leaf: bool = True) -> None:
        context = get_context("spawn")
        self._calls, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(theirs,), daemon=leaf)
        with _interruptions_held():
            self._process.start()
        theirs.close()

    def call(self, function: Callable[..., Answer], *arguments: object) -> Answer:
        """`function(*arguments)` over there, or what it raises. Raises ProcessEnded when there is no answer."""
        try:
            self._calls.send((function, arguments))
            answered, answer = self._calls.recv()
        except (EOFError, BrokenPipeError, ConnectionResetError) as error:
            raise ProcessEnded(f"{function.__name__} was not answered") from error
        if not answered:
            raise answer
        result: Answer = answer
        return result

    def stop(self) -> None:
        """End the process, whatever it is doing."""
        self._process.kill()
        self._process.join()
        self._calls.close()


@contextmanager
def apart() -> Iterator[Process]:
    """A process that may start others, for as long as the block lasts."""
    process = Process(leaf=False)
    try:
        yield process
    finally:
        process.stop()


def _serve(calls: Connection) -> None:
    threading.Thread(target=_end_with_parent, daemon=True).start()
    leave_pandas_out()
    while True:
        try:
            function, arguments = calls.recv()
        except EOFError:
            return
        calls.send(_answer(function, arguments))


def _answer(function: Callable[..., Any], arguments: tuple[object, ...]) -> tuple[bool, object]:
    try:
        return True, function(*arguments)
    except Exception as error:
        error.add_note(traceback.format_exc())
        return False, error


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)


@contextmanager
def _interruptions_held() -> Iterator[None]:
    """Hold Ctrl-C back while a process starts: it inherits that, and never sees one."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    resource_tracker.ensure_running()  # it would let interruptions through again, if it started meanwhile
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
