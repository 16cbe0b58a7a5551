"""Text detection at the terminal: a file of rows answered, and one answer explained."""

from pathlib import Path
from typing import Annotated

import typer

from jumelles.cli.asked import Language, check_language, clear_errors

commands = typer.Typer()

Partners = Annotated[
    list[str] | None,
    typer.Option("--partner", help="Un partenaire à l'international ; répétable. / A partner; repeatable."),
]
Settings = Annotated[
    Path | None,
    typer.Option("--workspace", help="Espace dont prendre les partenaires et les mots. / Whose partners."),
]


@commands.command()
def detect(
    rows: Annotated[Path, typer.Argument(metavar="ROWS.csv", help="Lignes à examiner. / Rows to look at.")],
    output: Annotated[Path, typer.Option("--output", "-o", help="Fichier des réponses. / File of answers.")],
    partner: Partners = None,
    workspace: Settings = None,
    language: Language = "fr",
) -> None:
    """Trouver l'action internationale dans un tableau. / Find the international action in a table."""
    from jumelles.cli.answering import answer_file, known  # noqa: PLC0415  loads Arrow

    check_language(language)
    with clear_errors():
        code = answer_file(rows, output, known(partner or [], workspace), language)
    raise typer.Exit(code)


@commands.command()
def explain(  # noqa: PLR0913, PLR0917  one parameter an option
    text: Annotated[
        str, typer.Argument(metavar="TEXT", help="Bénéficiaire ou objet. / Beneficiary, object.")
    ],
    about: Annotated[
        str,
        typer.Option("--object", help="Objet, si TEXT est le bénéficiaire. / Object, after a beneficiary."),
    ] = "",
    authority: Annotated[str, typer.Option("--authority", help="Collectivité. / Local authority.")] = "",
    department: Annotated[str, typer.Option("--department", help="Service qui paie. / Who pays.")] = "",
    partner: Partners = None,
    workspace: Settings = None,
    language: Language = "fr",
) -> None:
    """Dire pourquoi un texte est international ou non. / Say why a text is international or not."""
    from jumelles.cli.answering import known  # noqa: PLC0415  loads Arrow
    from jumelles.cli.explaining import show  # noqa: PLC0415

    check_language(language)
    with clear_errors():
        row = {"beneficiary": text, "object": about, "authority": authority, "department": department}
        show(row, known(partner or [], workspace), language)
