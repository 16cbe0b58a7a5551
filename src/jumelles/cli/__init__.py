"""The commands. Each is one function; what they do is below, in the packages they call."""

import os

# Before Arrow is loaded: freed memory goes back to the machine at once, in this process and those it starts.
os.environ.setdefault("ARROW_DEFAULT_MEMORY_POOL", "system")


def main() -> None:
    """Entry point of `jumelles`."""
    from jumelles.cli.main import app  # noqa: PLC0415  loads Arrow

    app()


__all__ = ["main"]
