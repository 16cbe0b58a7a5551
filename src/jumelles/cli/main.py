"""The `jumelles` command."""

import errno
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Annotated, NoReturn

import typer

from jumelles.cli import INTERRUPTED
from jumelles.ledger.workspace import Workspace, WorkspaceError, create
from jumelles.reference.words import LANGUAGES

_REASONS = {
    errno.EEXIST: "un dossier est attendu ici, il y a un fichier",
    errno.ENOTDIR: "un dossier est attendu ici, il y a un fichier",
    errno.EISDIR: "un fichier est attendu ici, il y a un dossier",
    errno.EROFS: "ce disque est en lecture seule",
    errno.EIO: "le disque ne répond plus",
    errno.ENAMETOOLONG: "ce nom est trop long",
}

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    help="Jumelles : l'action internationale des collectivités, visible et discutable. / "
    "The international action of local authorities, visible and arguable.",
)

Folder = Annotated[
    Path, typer.Argument(metavar="DIR", help="Dossier de l'espace. / Folder of the workspace.")
]
Language = Annotated[str, typer.Option("--lang", help="fr | en", show_default=True)]


@app.command()
def init(
    folder: Folder,
    siren: Annotated[str, typer.Option(help="SIREN de la collectivité (9 chiffres). / SIREN, 9 digits.")],
    name: Annotated[str, typer.Option(help="Nom de la collectivité. / Name of the authority.")],
) -> None:
    """Créer un espace de travail. / Make a workspace."""
    with _clear_errors():
        workspace = create(folder, siren, name)
    typer.echo(f"Espace créé : {workspace.folder}")
    typer.echo(f"1. Déposez vos fichiers dans {workspace.inbox}")
    typer.echo(f"2. jumelles build {workspace.folder}")


@app.command()
def build(folder: Folder, language: Language = "fr") -> None:
    """Lire les fichiers déposés et publier le budget consolidé. / Read the inbox, publish the budget."""
    from jumelles.cli.working import build_and_tell  # noqa: PLC0415  loads the drawing of progress

    _check(language)
    with _clear_errors():
        sys.exit(build_and_tell(Workspace(folder), language))


@app.command()
def demo(
    folder: Annotated[Path, typer.Argument(metavar="DIR")] = Path("demo"), language: Language = "fr"
) -> None:
    """Construire l'exemple fourni : six années d'une ville inventée. / Build the shipped example."""
    from jumelles.cli.example import build_example  # noqa: PLC0415  loads the generator

    _check(language)
    with _clear_errors():
        sys.exit(build_example(folder, language))


def _check(language: str) -> None:
    if language not in LANGUAGES:
        typer.echo(f"--lang {language} : choisissez parmi {', '.join(LANGUAGES)}.", err=True)
        raise typer.Exit(2)


@contextmanager
def _clear_errors() -> Iterator[None]:
    """A workspace that cannot be used ends the command with one sentence and exit code 2; Ctrl-C with 130."""
    try:
        yield
    except WorkspaceError as error:
        _end(str(error), 2)
    except (BrokenPipeError, typer.Exit):
        raise
    except PermissionError as error:
        _end(f"Accès refusé : {_place(error)}. Vérifiez les droits du dossier.", 2)
    except OSError as error:
        reason = _REASONS.get(error.errno or 0, error.strerror or str(error))
        _end(f"{_place(error)} : {reason}. Vérifiez ce dossier et relancez.", 2)
    except KeyboardInterrupt:
        _end(INTERRUPTED, 130)
    except Exception as error:
        _end(f"Erreur inattendue ({type(error).__name__}). Signalez-la, avec le fichier {_told_in_full()}", 2)


def _place(error: OSError) -> str:
    return str(error.filename2 or error.filename or "Le disque")


def _told_in_full() -> str:
    """The file that now holds all about the exception being handled, for those who mend it."""
    with NamedTemporaryFile(
        "w", encoding="utf-8", errors="replace", prefix="jumelles-", suffix=".txt", delete=False
    ) as file:
        file.write(traceback.format_exc())
    return file.name


def _end(message: str, code: int) -> NoReturn:
    typer.echo(message, err=True)
    raise typer.Exit(code)
