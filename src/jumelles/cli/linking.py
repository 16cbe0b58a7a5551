"""People in charge of links: the pairs of rows in doubt, and what they say of them."""

from typing import Annotated

import typer

from jumelles.cli.asked import Folder, Language, check_language, clear_errors, end
from jumelles.cli.reviewing import Who, Why, signed_by
from jumelles.ledger.workspace import Workspace
from jumelles.reference.words import words

commands = typer.Typer()
_SHOWN = 20


@commands.command()
def links(
    folder: Folder,
    top: Annotated[
        int | None,
        typer.Option("--top", min=1, help="Combien de paires (20 ; toutes avec --all). / How many pairs."),
    ] = None,
    everything: Annotated[
        bool, typer.Option("--all", help="Aussi les paires sans doute ou tranchées. / Settled pairs too.")
    ] = False,
    language: Language = "fr",
) -> None:
    """Lister les lignes qui sont peut-être le même euro. / List the rows that may be the same euro."""
    from jumelles.cli.linked_words import show_absent, show_pairs  # noqa: PLC0415  loads Arrow
    from jumelles.ledger import pairs, rulings  # noqa: PLC0415

    check_language(language)
    say = words(language)
    with clear_errors():
        workspace = Workspace(folder)
        said = rulings.read(workspace)
        known = pairs.pairs_seen(workspace, said)
        doubts = [one for one in known if one.in_doubt]
        asked = known if everything else doubts
        shown = asked[: top or (len(asked) if everything else _SHOWN)]
        show_pairs(shown, language)
        if everything:
            show_absent(said, known, language)
    counts = {"shown": len(shown), "all": len(known), "doubts": len(doubts)}
    typer.echo(say("Pairs shown: {shown} of {all}; in doubt: {doubts}.").format(**counts))
    if shown:
        example = {"folder": folder, "pair": shown[0].id}
        typer.echo(say("To settle one: jumelles link {folder} {pair} --same|--different").format(**example))


@commands.command()
def link(  # noqa: PLR0913, PLR0917  one parameter an option
    folder: Folder,
    pairs: Annotated[
        list[str], typer.Argument(metavar="PAIR...", help="Paires, selon links. / Pairs, as links says.")
    ],
    same: Annotated[
        bool, typer.Option("--same", help="Les deux lignes sont le même euro. / The same euro.")
    ] = False,
    different: Annotated[
        bool, typer.Option("--different", help="Ce sont deux sommes. / They are two sums.")
    ] = False,
    undo: Annotated[
        bool, typer.Option("--undo", help="Retirer ce qui a été dit. / Take back what was said.")
    ] = False,
    why: Why = "",
    who: Who = "",
    language: Language = "fr",
) -> None:
    """Dire si deux lignes sont le même euro : cela l'emporte. / Say if two rows are one euro: it wins."""
    from jumelles.cli import settling  # noqa: PLC0415  loads Arrow

    check_language(language)
    say = words(language)
    if same + different + undo != 1:
        end(say("Say one of three: --same, --different or --undo."), 2)
    with clear_errors():
        workspace, name = Workspace(folder), signed_by(who, language)
        if undo:
            code = settling.undone(workspace, pairs, name, why, language)
        else:
            code = settling.settle(workspace, pairs, settling.Word(same, name, why), language)
    raise typer.Exit(code)
