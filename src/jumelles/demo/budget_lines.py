"""The lines of a budget document: executed in a closed account, voted in a budget or its amendment."""

from decimal import Decimal
from fractions import Fraction

from lxml import etree

from jumelles.demo.accounts import account, movements
from jumelles.demo.budget_xml import NAMESPACE, element, put
from jumelles.demo.chance import CENT, around, draw
from jumelles.demo.heading import Heading
from jumelles.demo.lines import Amounts, Line
from jumelles.demo.material import Year, settings, table, years

_HUNDRED = 100
_NONE = Decimal("0.00")
_AMENDED = Fraction(6, 100)
"""Share of the lines that the amendment touches."""


def closed_lines(heading: Heading, amounts: Amounts) -> list[etree._Element]:
    """Lines of a closed account: credits, and what was executed (MtReal)."""
    return [_closed(heading, line, amounts[line]) for line in sorted(amounts)]


def primitive_lines(heading: Heading) -> list[etree._Element]:
    """Lines of the first budget of the year: what is proposed and voted, no execution."""
    amounts = movements(heading.year)
    before = account(years()[-2])
    return [
        _voted(heading, line, _credits(line, amounts[line]), _credits(line, before.get(line, _NONE)))
        for line in sorted(amounts)
    ]


def amendment_lines(heading: Heading) -> list[etree._Element]:
    """Lines that the amendment changes, by how much (less money is a negative amount)."""
    amounts = movements(heading.year)
    touched = [line for line in sorted(amounts) if draw("amended", *line) < _AMENDED]
    return [
        _voted(heading, line, _change(line, heading.year), _credits(line, amounts[line])) for line in touched
    ]


def annex_amounts() -> Amounts:
    """Lines of the annex budget: by nature, no function."""
    return {
        Line(row["nature"], "", row["chapter"], row["direction"], row["order"]): Decimal(row["amount"])
        for row in table("annex_budget.csv")
    }


def _closed(heading: Heading, line: Line, executed: Decimal) -> etree._Element:
    item = _start(heading, line)
    allowed = _credits(line, executed)
    late = line.chapter in ("20", "204", "21", "23") and allowed > executed
    remaining = ((allowed - executed) / 2).quantize(CENT) if late else ""
    put(item, MtPrev="0.00", CredOuv=allowed, MtReal=executed, MtRAR3112=remaining)
    return _finish(item, line, allowed)


def _voted(heading: Heading, line: Line, proposed: Decimal, before: Decimal) -> etree._Element:
    item = _start(heading, line)
    put(item, MtBudgPrec=before, MtPropNouv=proposed, MtPrev=proposed, CredOuv=proposed)
    return _finish(item, line, proposed)


def _start(heading: Heading, line: Line) -> etree._Element:
    item = element("LigneBudget")
    if not heading.by_function:
        put(item, Nature=line.nature, Fonction=line.function, ContNat=line.chapter)
        put(item, ArtSpe="false", CodRD=line.direction)
        return item
    function, chapter = by_function(line)
    put(item, Nature=line.nature, Fonction=function, ArtSpe="false", ContFon=chapter, CodRD=line.direction)
    return item


def by_function(line: Line) -> tuple[str, str]:
    """Function with its prefix (93 operating, 90 investment), and chapter, of a budget voted by function."""
    if line.unallocated:
        return line.unallocated, line.unallocated
    if line.nature in ("001", "002"):
        return "", line.nature
    prefix = "93" if line.operating else "90"
    return prefix + line.function, prefix + line.function[0]


def _finish(item: etree._Element, line: Line, allowed: Decimal) -> etree._Element:
    put(item, OpBudg="1" if line.order else "0", TypOpBudg=line.order)
    more = etree.SubElement(item, f"{{{NAMESPACE}}}MtSup")
    more.set("Code", "BudgetHorsRAR")
    more.set("V", str(allowed))
    return item


def _credits(line: Line, executed: Decimal) -> Decimal:
    """Credits opened: a little over what is spent, in whole hundreds; transfers are opened, never spent."""
    if line.nature in ("021", "023"):
        return Decimal(settings()["transfer_to_investment"])
    if line.nature in ("001", "002", "1068") or line.order or executed <= 0:
        return executed
    hundreds = -(-executed * 103 / 100 // _HUNDRED)
    return Decimal(int(hundreds) * _HUNDRED).quantize(CENT)


def _change(line: Line, year: Year) -> Decimal:
    factor = around("change", *line, spread=12) - 1
    whole = round(Fraction(movements(year)[line]) * factor / _HUNDRED)
    return Decimal(whole * _HUNDRED).quantize(CENT)
