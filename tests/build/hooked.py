"""The command itself, with a signal sent at an exact moment: just before a file or folder takes its place.

Run by runs.py. Python runs this module in each process that the command starts too, so that the hook is there.
"""

import os
import signal
import sys
from pathlib import Path

MOMENT = os.environ.get("HOOK_MOMENT", "")
DO = os.environ.get("HOOK_DO", "")
WHERE = os.environ.get("HOOK_WHERE", "command")


def _watch(event: str, arguments: tuple[object, ...]) -> None:
    if event == "os.rename" and Path(str(arguments[1])).name == MOMENT:
        _act()


def _act() -> None:
    if DO == "kill":
        os.kill(os.getpid(), signal.SIGKILL)
    elif DO == "kill the command":  # from within a process that it started
        os.kill(os.getppid(), signal.SIGKILL)
        signal.pause()
    elif DO == "stop":
        os.kill(os.getpid(), signal.SIGSTOP)
    elif DO == "interrupt":  # what Ctrl-C does: to all processes of the terminal
        os.killpg(0, signal.SIGINT)
        signal.pause() if WHERE == "started" else None
    elif DO == "interrupt it alone":
        os.kill(os.getpid(), signal.SIGINT)


if MOMENT and (WHERE == "started") == (__name__ == "__mp_main__"):
    sys.addaudithook(_watch)

if __name__ == "__main__":
    from jumelles.cli import main

    main()
