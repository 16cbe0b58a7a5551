"""The immutable copies under `sources/<sha>/`, which readers read: what is shown is what was read."""

import hashlib
import json
import re
import shutil
from datetime import UTC, datetime
from pathlib import Path

from jumelles.ledger.inbox import CHUNK, Received
from jumelles.ledger.workspace import Workspace, write_text
from jumelles.records.problem import Problem
from jumelles.sources.reading import FileRefused

_SUFFIX = re.compile(r"\.[A-Za-z0-9]{1,8}")


def keep(workspace: Workspace, file: Received) -> Path:
    """The copy of `file`, made if need be: `original` with its suffix, beside `source.json` (name, date…).

    Raises FileRefused when the file is no longer what was seen in the inbox.
    """
    folder = workspace.sources / file.sha
    if not next(folder.glob("original*"), None):
        shutil.rmtree(folder, ignore_errors=True)  # what is left of a copy that someone took away
        draft = folder.with_name(folder.name + ".tmp")
        shutil.rmtree(draft, ignore_errors=True)
        draft.mkdir(parents=True)
        suffix = file.path.suffix if _SUFFIX.fullmatch(file.path.suffix) else ""
        if _copy(file.path, draft / f"original{suffix}") != file.sha:
            shutil.rmtree(draft)
            raise FileRefused(Problem("file-changing"))
        write_text(draft / "source.json", json.dumps(_facts(file), ensure_ascii=False, indent=1))
        draft.rename(folder)
    return next(folder.glob("original*"))


def _copy(path: Path, to: Path) -> str:
    """Copy `path`; the hash of what was copied."""
    digest = hashlib.sha256()
    with path.open("rb") as file, to.open("xb") as copy:
        while chunk := file.read(CHUNK):
            digest.update(chunk)
            copy.write(chunk)
    return digest.hexdigest()


def _facts(file: Received) -> dict[str, str]:
    received = datetime.now(UTC).isoformat(timespec="seconds")
    return {"name": file.name, "received": received, "producer": "", "licence": ""}
