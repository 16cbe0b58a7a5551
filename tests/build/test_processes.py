"""The process that publishes: it answers, tells what it raises, and is missed when it ends."""

import errno
import os

import pytest

from jumelles.ledger.process import Process, ProcessEnded, apart


def test_answers_one_call_after_the_other() -> None:
    with apart() as process:
        assert process.call(os.getpid) == process.call(os.getpid) != os.getpid()


def test_what_is_raised_there_is_raised_here() -> None:
    with apart() as process, pytest.raises(OSError, match="No such file") as caught:
        process.call(os.stat, "/nulle/part")
    assert caught.value.errno == errno.ENOENT


def test_a_process_that_ends_is_missed() -> None:
    with apart() as process, pytest.raises(ProcessEnded):
        process.call(os._exit, 3)


def test_a_stopped_process_is_gone() -> None:
    process = Process()
    other = process.call(os.getpid)
    process.stop()
    with pytest.raises(ProcessLookupError):
        os.kill(other, 0)
