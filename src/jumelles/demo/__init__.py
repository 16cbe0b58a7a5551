"""The example that the project ships: an invented authority, its six years of papers, and its true total."""

from jumelles.demo.generate import Truth, generate

__all__ = ["Truth", "generate"]
