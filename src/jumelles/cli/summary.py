"""What a build did, said at the terminal in a screenful."""

from collections import Counter
from decimal import Decimal

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from jumelles.build import Built
from jumelles.ledger.workspace import SETTINGS, Workspace
from jumelles.publish.formats import formats
from jumelles.records.problem import Problem
from jumelles.reference.words import N_, Translate, words

SHOWN = 12
_HEADERS = (N_("Central"), N_("Low"), N_("High"), N_("Coded"))
_STATUS = {
    "executed": N_("closed account"),
    "voted": N_("voted"),
    "partial": N_("without accounts"),
}


def show(built: Built, workspace: Workspace, language: str) -> None:
    """Print the summary on standard output."""
    say, console = words(language), Console(highlight=False, soft_wrap=True)
    if not built.files:
        console.print(
            say("The inbox is empty. Drop files into {folder}, then build again.").format(
                folder=workspace.inbox
            ),
            markup=False,
        )
    else:
        _files(built, say, console, language)
        _years(built, say, console, language)
        _problems(built, say, console, language)
        _guesses(built, say, console)
        _people(built, workspace, say, console)
    if built.unchanged:
        console.print(say("Nothing has changed since the last build: nothing was read again."))
    console.print(say("Page: {path}").format(path=workspace.out / "index.html"), markup=False)
    console.print(say("Report: {path}").format(path=workspace.out / "report.pdf"), markup=False)
    console.print(say("Spreadsheet: {path}").format(path=workspace.out / "ledger.xlsx"), markup=False)


def _files(built: Built, say: Translate, console: Console, language: str) -> None:
    count = formats(language).count
    read = [file for file in built.files if file.status == "read"]
    counts = {
        name: sum(getattr(file, name) for file in read) for name in ("read", "kept", "refused", "left_out")
    }
    console.print(
        say(
            "Files read: {files} of {all}. Rows: {read} = {kept} kept + {refused} refused + {left_out} left out."
        ).format(
            files=len(read),
            all=len(built.files),
            **{name: count(n) for name, n in counts.items()},
        )
    )
    for file in built.unbalanced:
        console.print(
            f"[red]{escape(say('{file}: rows do not add up; report it.').format(file=file.file))}[/red]"
        )


def _years(built: Built, say: Translate, console: Console, language: str) -> None:
    if not built.years:
        console.print(say("No account and no international grant was found: no figure yet."))
        return
    write = formats(language)
    table = Table(
        title=say("International action, consolidated (euros)"),
        title_justify="left",
        box=SIMPLE_HEAD,
        pad_edge=False,
    )
    table.add_column(say("Year"), no_wrap=True)
    for header in _HEADERS:
        table.add_column(say(header), justify="right", no_wrap=True)
    table.add_column(say("Share of budget"), justify="right", width=8)  # the only header on two lines
    table.add_column(say("Basis"), no_wrap=True)
    for year in built.years:
        amounts = [
            write.count(round(Decimal(str(year[name])))) for name in ("central", "low", "high", "coded")
        ]
        share = write.share(Decimal(str(year["share"]))) if year["share"] is not None else "–"
        table.add_row(str(year["year"]), *amounts, share, say(_STATUS[year["status"]]))
    console.print(table)


def _problems(built: Built, say: Translate, console: Console, language: str) -> None:
    """Every file that was not read, then the kinds of problems met most often in the others."""
    if not built.problems:
        return
    kinds = Counter((file, problem.code) for file, problem in built.problems)
    first: dict[tuple[str, str], Problem] = {}
    for file, problem in built.problems:
        first.setdefault((file, problem.code), problem)
    not_read = {file.file for file in built.not_read}
    whole = [kind for kind in kinds if kind[0] in not_read]
    others = [kind for kind, _ in kinds.most_common() if kind[0] not in not_read]
    console.print(say("Problems ({count}):").format(count=len(built.problems)))
    for file, code in [*whole, *others[:SHOWN]]:
        problem, count = first[file, code], kinds[file, code]
        mark = "[red]✗[/red]" if problem.severity == "error" else "[yellow]![/yellow]"
        times = f" (× {count})" if count > 1 else ""
        colon = "\u00a0:" if language == "fr" else ":"
        console.print(f" {mark} {escape(file)}{times}{colon} {escape(problem.text(language))}")
    if len(others) > SHOWN:
        console.print(say(" … and {count} other kinds: see the page.").format(count=len(others) - SHOWN))


def _guesses(built: Built, say: Translate, console: Console) -> None:
    for layout, columns in built.guesses.items():
        used = ", ".join(f"{header} → {name}" for header, name in columns.items() if name) or "–"
        console.print(
            say("Columns guessed ({layout}): {used}").format(layout=layout, used=used), markup=False
        )
    if built.guesses:
        console.print(say("If a column is wrong, change it in {file} and build again.").format(file=SETTINGS))


def _people(built: Built, workspace: Workspace, say: Translate, console: Console) -> None:
    """What people decided and this build took into account."""
    counts = {state: built.reviews.get(state, 0) for state in ("in_force", "reopened")}
    told = {**counts, "folder": workspace.folder, "version": built.model}
    if counts["reopened"]:
        console.print(
            say(
                "Judged by people: {in_force} in force, {reopened} to look at again (jumelles queue {folder})."
            ).format(**told),
            markup=False,
        )
    elif counts["in_force"]:
        console.print(say("Judged by people: {in_force} in force.").format(**told))
    if built.model:
        console.print(
            say(
                "Detection weights learned here: {version} (jumelles learn {folder} --forget to go back)."
            ).format(**told),
            markup=False,
        )
