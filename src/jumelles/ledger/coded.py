"""What the accounts themselves code as international: function 04 and its kin, nature 6562."""

import json
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import pyarrow as pa

from jumelles.records.accounts import (
    International,
    international_function,
    international_nature,
    nature_group,
)
from jumelles.records.vocabulary import Apart, Certainty, Direction, NatureGroup, Perimeter

Row = dict[str, Any]

_KINDS = {"european": "european"}
_MODES = {NatureGroup.DUES: "network_dues", NatureGroup.GRANTS: None}
_MEANS = {NatureGroup.STAFF: "staff", NatureGroup.GRANTS: "grants", NatureGroup.INVESTMENT: "investment"}


def international_code(line: Mapping[str, Any]) -> International | None:
    """The international code that a line's function or nature carries in its nomenclature and year."""
    where = (line["nomenclature"], line["year"])
    return international_function(line["function"], *where) or international_nature(line["nature"], *where)


def coded_mask(lines: pa.Table) -> list[bool]:
    """For each line, whether its own codes say that it is international."""
    names = ("function", "nature", "nomenclature", "year")
    columns = (lines[name].to_pylist() for name in names)
    return [
        international_code(dict(zip(names, row, strict=True))) is not None
        for row in zip(*columns, strict=True)
    ]


def coded_entries(lines: pa.Table, executed: Mapping[str, bool]) -> list[Row]:
    """Ledger entries of the coded lines; `executed` tells for each document that counts which amount is its own.

    Lines without real/order mark (OpBudg = T, a total of both) and lines of zero euro make no entry.
    """
    chosen = lines.filter(pa.array(coded_mask(lines), pa.bool_()))
    entries = (_entry(line, executed[line["document"]]) for line in chosen.to_pylist())
    return [entry for entry in entries if entry is not None]


def _entry(line: Row, executed: bool) -> Row | None:
    code = international_code(line)
    amount = line["executed"] if executed else line["voted"]
    if code is None or not amount or line["real"] is None:
        return None
    group = nature_group(line["nature"], line["direction"], line["nomenclature"], line["year"])
    return {
        **line_columns(line),
        **dict.fromkeys(("low", "central", "high"), amount),
        "certainty": Certainty.CODED,
        "perimeter": Perimeter.CORE,
        "apart": code.apart if line["real"] else Apart.ORDER,
        "nature_group": group,
        "kind": _KINDS.get(code.axis),
        "mode": mode_of(group),
        "means": means_of(group),
        "evidence": json.dumps({"code": code.code, "label": code.label}, ensure_ascii=False),
        "table": "budget_lines",
    }


def line_columns(line: Row) -> Row:
    """The columns that an entry takes over from its budget line."""
    names = "siren year stage budget direction section real nature function department label"
    return {name: line[name] for name in f"{names} document source locator place".split()}


def mode_of(group: NatureGroup) -> str | None:
    """How the authority acts, as far as the nature tells: a grant's mode depends on who receives it."""
    if group in (NatureGroup.REVENUE, NatureGroup.OTHER, NatureGroup.FINANCIAL):
        return None
    return _MODES.get(group, "direct")


def means_of(group: NatureGroup) -> str | None:
    """The means used (DESIGN section 5); revenue uses none."""
    return None if group == NatureGroup.REVENUE else _MEANS.get(group, "operations")


def coded_by_account(entries: list[Row]) -> dict[tuple[int, str, str], Decimal]:
    """Real coded expense by (year, nature group, nature), which found money may overlap; European funds apart."""
    sums: dict[tuple[int, str, str], Decimal] = {}
    for entry in entries:
        if entry["direction"] == Direction.EXPENSE and entry["apart"] is None:
            key = (entry["year"], str(entry["nature_group"]), entry["nature"] or "")
            sums[key] = sums.get(key, Decimal(0)) + entry["central"]
    return sums
