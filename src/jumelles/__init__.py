"""Jumelles: the international action of local authorities, made visible, arguable and tellable."""

from importlib.metadata import version

__version__ = version("jumelles")
