"""The `jumelles` command."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from jumelles.cli import detecting, linking, reviewing
from jumelles.cli.asked import Folder, Language, check_language, clear_errors
from jumelles.ledger.workspace import Workspace, create

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    help="Jumelles : l'action internationale des collectivités, visible et discutable. / "
    "The international action of local authorities, visible and arguable.",
)


@app.command()
def init(
    folder: Folder,
    siren: Annotated[str, typer.Option(help="SIREN de la collectivité (9 chiffres). / SIREN, 9 digits.")],
    name: Annotated[str, typer.Option(help="Nom de la collectivité. / Name of the authority.")],
) -> None:
    """Créer un espace de travail. / Make a workspace."""
    with clear_errors():
        workspace = create(folder, siren, name)
    typer.echo(f"Espace créé : {workspace.folder}")
    typer.echo(f"1. Déposez vos fichiers dans {workspace.inbox}")
    typer.echo(f"2. jumelles build {workspace.folder}")


@app.command()
def build(folder: Folder, language: Language = "fr") -> None:
    """Lire les fichiers déposés et publier le budget consolidé. / Read the inbox, publish the budget."""
    from jumelles.cli.working import build_and_tell  # noqa: PLC0415  loads the drawing of progress

    check_language(language)
    with clear_errors():
        sys.exit(build_and_tell(Workspace(folder), language))


@app.command()
def demo(
    folder: Annotated[Path, typer.Argument(metavar="DIR")] = Path("demo"), language: Language = "fr"
) -> None:
    """Construire l'exemple fourni : six années d'une ville inventée. / Build the shipped example."""
    from jumelles.cli.example import build_example  # noqa: PLC0415  loads the generator

    check_language(language)
    with clear_errors():
        sys.exit(build_example(folder, language))


app.add_typer(detecting.commands)
app.add_typer(reviewing.commands)
app.add_typer(linking.commands)
