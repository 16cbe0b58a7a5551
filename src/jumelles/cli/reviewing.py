"""People in charge: what to look at first, what they said of it, what the detector learns from it."""

import getpass
from pathlib import Path
from typing import Annotated

import typer

from jumelles.cli.asked import Folder, Language, check_language, clear_errors, end
from jumelles.ledger.workspace import Workspace
from jumelles.reference.words import words

commands = typer.Typer()
_SHOWN = 20

Who = Annotated[str, typer.Option("--who", help="Votre nom (par défaut, celui de la session). / Your name.")]
Why = Annotated[str, typer.Option("--why", help="Pourquoi, en quelques mots. / Why, in a few words.")]


@commands.command()
def queue(
    folder: Folder,
    top: Annotated[
        int | None,
        typer.Option("--top", min=1, help="Combien de lignes (20 ; toutes avec -o). / How many rows."),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", help="Tableau à remplir, CSV. / Sheet to fill in, CSV."),
    ] = None,
    language: Language = "fr",
) -> None:
    """Lister les lignes à vérifier d'abord : euros × doute. / List the rows to check first: euros × doubt."""
    from jumelles.cli.judged_words import show_rows, write_sheet  # noqa: PLC0415
    from jumelles.ledger import queue as to_judge  # noqa: PLC0415
    from jumelles.ledger import reviews  # noqa: PLC0415

    check_language(language)
    say = words(language)
    with clear_errors():
        workspace = Workspace(folder)
        rows = to_judge.waiting(workspace, reviews.read(workspace))
        shown = rows[: top or (len(rows) if output else _SHOWN)]
        if output is None:
            show_rows(shown, language)
        else:
            write_sheet(output, shown, language)
    typer.echo(say("{shown} rows of {all} that nobody has judged.").format(shown=len(shown), all=len(rows)))
    if output is not None:
        sheet = {"path": output, "folder": folder}
        typer.echo(say("Fill in {path}, then: jumelles review {folder} --from {path}").format(**sheet))
    elif shown:
        example = {"folder": folder, "row": shown[0].row.id}
        typer.echo(
            say("To judge one: jumelles review {folder} {row} --verdict core|extended|none").format(**example)
        )


@commands.command()
def review(  # noqa: PLR0913, PLR0917  one parameter an option
    folder: Folder,
    rows: Annotated[
        list[str] | None,
        typer.Argument(metavar="[ROW]...", help="Lignes, selon queue. / Rows, as queue says."),
    ] = None,
    verdict: Annotated[str, typer.Option("--verdict", help="core | extended | none")] = "",
    why: Why = "",
    who: Who = "",
    kind: Annotated[
        str, typer.Option("--kind", help="Type d'action : twinning, solidarity… / Kind of action.")
    ] = "",
    theme: Annotated[str, typer.Option("--theme", help="Thème : education, health… / Theme.")] = "",
    countries: Annotated[
        str, typer.Option("--countries", help="Pays : MLI;SEN ou noms, - : aucun. / Countries, -: none.")
    ] = "",
    alike: Annotated[
        bool, typer.Option("--alike", help="Aussi les lignes de mêmes mots. / Rows of the same words too.")
    ] = False,
    sheet: Annotated[
        Path | None, typer.Option("--from", help="Tableau rempli, CSV ou classeur. / Sheet filled in.")
    ] = None,
    undo: Annotated[
        bool, typer.Option("--undo", help="Retirer l'avis sur ces lignes. / Take the verdicts back.")
    ] = False,
    language: Language = "fr",
) -> None:
    """Donner son avis sur des lignes : il l'emporte toujours. / Judge rows: a person's word always wins."""
    from jumelles.cli import judging  # noqa: PLC0415

    check_language(language)
    say = words(language)
    written = {"verdict": verdict, "kind": kind, "theme": theme, "countries": countries, "why": why}
    ways = (bool(rows and verdict) and not undo, sheet is not None, bool(rows) and undo)
    if sum(ways) != 1 or (undo and sheet) or (sheet and rows):
        end(
            say("Say one of three: rows and --verdict core|extended|none, --from SHEET, or --undo and rows."),
            2,
        )
    with clear_errors():
        workspace, name = Workspace(folder), signed_by(who, language)
        if sheet is not None:
            code = judging.from_sheet(workspace, sheet, judging.Signed(name, alike), language)
        elif undo:
            code = judging.undone(workspace, rows or [], name, why, language)
        else:
            code = judging.from_options(workspace, rows or [], written, judging.Signed(name, alike), language)
    raise typer.Exit(code)


@commands.command()
def reviews(folder: Folder, language: Language = "fr") -> None:
    """Lister les avis donnés et ce qu'ils sont devenus. / List the verdicts given and what became of them."""
    from jumelles.cli.judging import show_reviews  # noqa: PLC0415

    check_language(language)
    with clear_errors():
        show_reviews(Workspace(folder), language)


@commands.command()
def learn(
    folder: Folder,
    keep: Annotated[
        bool, typer.Option("--keep", help="Garder ce qui est appris, si c'est mieux. / Keep it, if better.")
    ] = False,
    anyway: Annotated[
        bool, typer.Option("--anyway", help="Avec --keep : garder même si c'est moins bien. / Even if worse.")
    ] = False,
    forget: Annotated[
        bool, typer.Option("--forget", help="Revenir au modèle fourni. / Go back to the shipped model.")
    ] = False,
    language: Language = "fr",
) -> None:
    """Apprendre des avis donnés, gain ou perte d'abord. / Learn from the verdicts, gain or loss first."""
    from jumelles.cli import lessons  # noqa: PLC0415

    check_language(language)
    say = words(language)
    if (forget and keep) or (anyway and not keep):
        end(say("Say --keep, --keep --anyway, or --forget alone."), 2)
    with clear_errors():
        workspace = Workspace(folder)
        code = (
            lessons.forget(workspace, language)
            if forget
            else lessons.learn(workspace, keep, anyway, language)
        )
    raise typer.Exit(code)


def signed_by(who: str, language: str) -> str:
    """Who signs: the name given, else that of the session."""
    try:
        name = who.strip() or getpass.getuser()
    except (ImportError, KeyError, OSError):
        name = ""
    say = words(language)
    if not name:
        end(say("Say who judges: --who NAME."), 2)
    return name
