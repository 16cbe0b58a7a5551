"""The commands. Each is one function; what they do is below, in the packages they call."""

from jumelles.cli.main import app


def main() -> None:
    """Entry point of `jumelles`."""
    app()


__all__ = ["app", "main"]
