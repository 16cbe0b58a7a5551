"""What all commands share: their arguments, and one clear sentence when they cannot do what was asked."""

import errno
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Annotated, NoReturn

import typer

from jumelles.cli import INTERRUPTED
from jumelles.ledger.workspace import WorkspaceError
from jumelles.reference.words import LANGUAGES

_REASONS = {
    errno.EEXIST: "un dossier est attendu ici, il y a un fichier",
    errno.ENOENT: "rien de ce nom ici",
    errno.ENOTDIR: "un dossier est attendu ici, il y a un fichier",
    errno.EISDIR: "un fichier est attendu ici, il y a un dossier",
    errno.EROFS: "ce disque est en lecture seule",
    errno.EIO: "le disque ne répond plus",
    errno.ENAMETOOLONG: "ce nom est trop long",
}

Folder = Annotated[
    Path, typer.Argument(metavar="DIR", help="Dossier de l'espace. / Folder of the workspace.")
]
Language = Annotated[str, typer.Option("--lang", help="fr | en", show_default=True)]


def check_language(language: str) -> None:
    """End the command with exit code 2 when `language` is not spoken here."""
    if language not in LANGUAGES:
        typer.echo(f"--lang {language} : choisissez parmi {', '.join(LANGUAGES)}.", err=True)
        raise typer.Exit(2)


@contextmanager
def clear_errors() -> Iterator[None]:
    """A workspace that cannot be used ends the command with one sentence and exit code 2; Ctrl-C with 130."""
    try:
        yield
    except WorkspaceError as error:
        end(str(error), 2)
    except (BrokenPipeError, typer.Exit):
        raise
    except PermissionError as error:
        end(f"Accès refusé : {_place(error)}. Vérifiez les droits du dossier.", 2)
    except OSError as error:
        reason = _REASONS.get(error.errno or 0, error.strerror or str(error))
        end(f"{_place(error)} : {reason}. Vérifiez ce dossier et relancez.", 2)
    except KeyboardInterrupt:
        end(INTERRUPTED, 130)
    except Exception as error:
        end(f"Erreur inattendue ({type(error).__name__}). Signalez-la, avec le fichier {_told_in_full()}", 2)


def _place(error: OSError) -> str:
    return str(error.filename2 or error.filename or "Le disque")


def _told_in_full() -> str:
    """The file that now holds all about the exception being handled, for those who mend it."""
    with NamedTemporaryFile(
        "w", encoding="utf-8", errors="replace", prefix="jumelles-", suffix=".txt", delete=False
    ) as file:
        file.write(traceback.format_exc())
    return file.name


def end(message: str, code: int) -> NoReturn:
    """End the command with one sentence on standard error."""
    typer.echo(message, err=True)
    raise typer.Exit(code)
