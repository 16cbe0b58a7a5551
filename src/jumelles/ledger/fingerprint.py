"""Fingerprints: what a derived file depends on, so that it is made again when, and only when, that changes."""

import hashlib
import json
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable


def fingerprint(*parts: object) -> str:
    """A short hash of JSON-able `parts`."""
    text = json.dumps(parts, ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


@cache
def code_of(*packages: str) -> str:
    """A short hash of all files (code and reference data) of `packages` of jumelles."""
    digest = hashlib.sha256()
    for package in packages:
        for name, content in _contents(files("jumelles") / package, package):
            digest.update(name.encode())
            digest.update(content)
    return digest.hexdigest()[:16]


def _contents(folder: Traversable, prefix: str) -> list[tuple[str, bytes]]:
    found: list[tuple[str, bytes]] = []
    for item in sorted(folder.iterdir(), key=lambda entry: entry.name):
        name = f"{prefix}/{item.name}"
        if item.is_dir() and item.name != "__pycache__":
            found += _contents(item, name)
        elif item.is_file() and not item.name.endswith((".pyc", ".tmp")):
            found.append((name, item.read_bytes()))
    return found
