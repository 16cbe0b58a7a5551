"""The commands. Each is one function; what they do is below, in the packages they call."""

import os
import sys
from io import TextIOWrapper

from jumelles.records.lean import leave_pandas_out

# Before Arrow is loaded: freed memory goes back to the machine at once, in this process and those it starts.
os.environ.setdefault("ARROW_DEFAULT_MEMORY_POOL", "system")

INTERRUPTED = "Interrompu : rien n'est perdu, relancez quand vous voulez."


def main() -> None:
    """Entry point of `jumelles`."""
    leave_pandas_out()
    try:
        from jumelles.cli.main import app  # noqa: PLC0415  loads Arrow

        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, TextIOWrapper):  # a terminal that lacks a letter shows “?”, and goes on
                stream.reconfigure(errors="replace")
        app()
    except KeyboardInterrupt:
        print(INTERRUPTED, file=sys.stderr)
        sys.exit(130)


__all__ = ["main"]
