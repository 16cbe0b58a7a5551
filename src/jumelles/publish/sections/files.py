"""The documents read, and what became of each of their rows: nothing is lost."""

from jumelles.publish import cells
from jumelles.publish.edition import Edition
from jumelles.publish.labels import STATES
from jumelles.publish.rows import RowPages
from jumelles.publish.views import Cell, Section, TableView
from jumelles.records.account import FileAccount
from jumelles.records.told import format_name

FILES_PAGE = "files"


def files(edition: Edition, _pages: RowPages) -> Section:
    """One line a file: read = kept + refused + left out."""
    say = edition.say
    found = edition.publication.files
    title = say("Documents read")
    if not found:
        return Section(
            "files", title, empty=say("No file was read. Drop the accounts into inbox/, then build again.")
        )
    columns = (
        say("File"),
        say("Format"),
        say("Rows read"),
        say("Kept"),
        say("Refused"),
        say("Left out on purpose"),
    )
    ranked = sorted(enumerate(found), key=lambda item: item[1].file)
    rows = tuple(_row(edition, account, rank) for rank, account in ranked)
    caption = say("Each file and its rows: read = kept + refused + left out")
    table = TableView("table-files", caption, columns, rows, "documents", frozenset({0, 1}), wide=True)
    return Section("files", title, (_balance(edition, found),), tables=(table,))


def _balance(edition: Edition, found: tuple[FileAccount, ...]) -> str:
    say, count = edition.say, edition.write.count
    lost = [account.file for account in found if not account.balanced]
    if lost:
        return say("The rows of these files do not add up, report it: {files}.").format(files=", ".join(lost))
    return say(
        "Files: {files}. Rows: {read} = {kept} kept + {refused} refused + {left} left out. Nothing is lost."
    ).format(
        files=count(len(found)),
        read=count(sum(account.read for account in found)),
        kept=count(sum(account.kept for account in found)),
        refused=count(sum(account.refused for account in found)),
        left=count(sum(account.left_out for account in found)),
    )


def _row(edition: Edition, account: FileAccount, rank: int) -> tuple[Cell, ...]:
    count, say = edition.write.count, edition.say
    link = f"{cells.ROWS}/{FILES_PAGE}.html#f{rank}"
    state = "" if account.status == "read" else say(STATES.get(account.status, account.status))
    return (
        Cell(account.file, link, state),
        Cell(format_name(account.format, edition.language) or cells.NOTHING),
        Cell(count(account.read), link),
        Cell(count(account.kept), link),
        Cell(count(account.refused), link),
        Cell(count(account.left_out), link),
    )
