"""Pairs of rows in words: what they say, why they may be one euro or not, what that does to the figure."""

from collections.abc import Iterable, Iterator, Sequence

from rich.console import Console
from rich.markup import escape

from jumelles.ledger.linkage import CODED, MINUTES, Decider, Decision
from jumelles.ledger.linkage.levels import level, priors
from jumelles.ledger.pairs import PairSeen
from jumelles.ledger.rulings import Ruling, Side, current
from jumelles.publish.formats import Formats, formats
from jumelles.records.told import format_name, place_name
from jumelles.reference.words import N_, Translate, words

_TEXT_LENGTH = 200
_DECISIONS = {
    Decision.SAME: N_("the same euro"),
    Decision.DOUBT: N_("perhaps the same euro"),
    Decision.DIFFERENT: N_("not the same euro"),
}
_BECAUSE = {
    Decider.ONE_PARTNER: N_("one of them has a better partner in the other's list"),
    Decider.THIRD_ROW: N_("a third row is linked to both"),
}
_COUNTS = {
    Decision.SAME: N_("one sum, counted once"),
    Decision.DOUBT: N_("perhaps one sum: the lesser row is in the high figure only"),
    Decision.DIFFERENT: N_("two sums, not taken as one"),
}
_UNLIKELY = N_("perhaps one sum: the lesser row is in the central and high figures only")
_OF_A_LINE = {
    Decision.SAME: N_("the grant is that line of the accounts, and adds nothing to it"),
    Decision.DOUBT: N_("the grant may be that line of the accounts: it is in the high figure only"),
    Decision.DIFFERENT: N_("the grant is not taken for that line of the accounts"),
}
_OF_A_DECISION = {
    Decision.SAME: N_("the deliberation is shown beside the grant; it adds no euro"),
    Decision.DOUBT: N_("the deliberation is not shown beside the grant; it adds no euro"),
    Decision.DIFFERENT: N_("the deliberation is not shown beside the grant; it adds no euro"),
}


def show_pairs(pairs: Sequence[PairSeen], language: str) -> None:
    """Print the pairs, some lines each."""
    say, console = words(language), Console(highlight=False, soft_wrap=True)
    for one in pairs:
        times = f"  × {one.times}" if one.times > 1 else ""
        stake = f"  {formats(language).euros(one.at_stake)}" if one.at_stake else ""
        console.print(f"[bold]{one.id}[/bold]{escape(stake)}{times}")
        for side in one.sides:
            console.print(f"  {escape(_row(side, language))}")
        console.print(f"  → {escape(_thought(one, language))}")
        console.print(f"  [dim]{escape(_clues(one, language))}[/dim]")
        console.print(f"  {escape(_effect(one, language))}")
        if one.ruling:
            console.print(f"  [green]{escape(_said(one.ruling, language))}{_pending(one, say)}[/green]")


def show_absent(rulings: Iterable[Ruling], pairs: Iterable[PairSeen], language: str) -> None:
    """Print the rulings on rows that no file has now: a text or an amount has changed, or the row left."""
    say, console = words(language), Console(highlight=False, soft_wrap=True)
    there = {one.id for one in pairs}
    absent = [ruling for name, ruling in current(rulings).items() if name not in there]
    if absent:
        console.print(say("Said of rows that no file has now (it holds again if they come back):"))
    for ruling in absent:
        console.print(f"[bold]{ruling.id}[/bold]  {escape(_said(ruling, language))}")
        for side in ruling.sides:
            console.print(f"  {escape(_row(side, language))}")


def _row(side: Side, language: str) -> str:
    """`subventions (SCDL) : Les amis du Mali, puits, 5 000,00 €, 2021 – subventions.csv, ligne 2`."""
    say, row = words(language), side.row
    amount = "" if row.amount is None else formats(language).euros(row.amount)
    text = ", ".join(_short(text) for text in (row.beneficiary, row.object) if text)
    told = ", ".join(part for part in (text, amount, str(row.year or "")) if part)
    where = f"{row.file}, {place_name(row.locator, language)}"
    return f"{_list(side.list, language, say)}{say(': ')}{told} – {where}"


def _list(name: str, language: str, say: Translate) -> str:
    if name in (CODED, MINUTES):
        return say(N_("international line of the accounts")) if name == CODED else say(N_("deliberations"))
    return format_name(name if not name.startswith("spreadsheet") else "spreadsheet", language)


def _short(text: str) -> str:
    text = " ".join("".join(char if char.isprintable() else " " for char in text).split())
    return text if len(text) <= _TEXT_LENGTH else f"{text[:_TEXT_LENGTH]}…"


def _thought(one: PairSeen, language: str) -> str:
    """The decision of the last build, the model's chance, and the rule that decided, when there is one."""
    say, chance = words(language), one.said.probability
    told = say(_DECISIONS[one.decision])
    if chance is not None:
        number = min(99, max(1, round(100 * chance)))
        percent = f"{number}\u00a0%" if language == "fr" else f"{number}%"
        told += say(" (chance that they are one, for the model: {percent})").format(percent=percent)
    because = _BECAUSE.get(Decider(one.decided_by))
    return f"{told}{say(': ')}{say(because)}" if because else told


def _clues(one: PairSeen, language: str) -> str:
    """`For: same amount; same year. Against: different names.`; what weighs most comes first."""
    say = words(language)
    weighed = sorted(((level(*met).weight, met) for met in one.met), key=lambda two: -abs(two[0]))
    both = (
        (N_("For"), [_clue(met, language) for weight, met in weighed if weight > 0]),
        (N_("Against"), [_clue(met, language) for weight, met in weighed if weight <= 0]),
    )
    told = [f"{say(label)}{say(': ')}{say('; ').join(clues)}." for label, clues in both if clues]
    return " ".join(told) or say("A person alone brought these rows together.")


def _clue(met: tuple[str, str], language: str) -> str:
    found = level(*met)
    return found.fr if language == "fr" else found.en


def _effect(one: PairSeen, language: str) -> str:
    """What the pair does to the figure of the last build, and what its rows count for there."""
    say, write = words(language), formats(language)
    told = say("; ").join([say(_rule(one)), *_sums(one, say, write)])
    return f"{say('In the figure')}{say(': ')}{told}."


def _rule(one: PairSeen) -> str:
    lists, decision = {side.list for side in one.sides}, one.decision
    if MINUTES in lists:
        return _OF_A_DECISION[decision]
    unlikely = decision is Decision.DOUBT and (one.said.probability or 0.0) < priors()["central"]
    if CODED not in lists:
        return _UNLIKELY if unlikely else _COUNTS[decision]
    return _OF_A_LINE[Decision.DIFFERENT if unlikely else decision]


def _sums(one: PairSeen, say: Translate, write: Formats) -> Iterator[str]:
    now = one.now
    if now.certain:
        yield say("these rows make {amount}").format(amount=write.euros(now.central))
    else:
        bounds = {name: write.euros(getattr(now, name)) for name in ("low", "central", "high")}
        yield say("these rows make {low} to {high}, {central} in the middle").format(**bounds)


def _pending(one: PairSeen, say: Translate) -> str:
    """That the word is not in the figure yet; empty when it is."""
    built = one.ruling is not None and one.ruling.decision == one.decision
    return (
        "" if built and one.decided_by == Decider.PERSON else f" – {say('in the figure at the next build')}"
    )


def _said(ruling: Ruling, language: str) -> str:
    """`Awa Diop said on 12 March 2026: the same euro (same file number)`."""
    say = words(language)
    day = formats(language).day(ruling.when.date())
    told = say("{who} said on {day}: {decision}").format(
        who=ruling.who, day=day, decision=say(_DECISIONS[Decision(ruling.decision)])
    )
    return f"{told} ({ruling.why})" if ruling.why else told
