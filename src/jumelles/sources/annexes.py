"""The annexes of a budget document that speak of partners and staff: grants, posts, bodies engaged with."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from jumelles.records.identifiers import parse_siret
from jumelles.records.money import parse_euros
from jumelles.sources.columns import Columns
from jumelles.sources.persons import has_civility

NATURAL_PERSONS = "P3"
_AMOUNT = re.compile(r"^\s*(\d[\d\s\u00a0\u202f.]*(?:,\d{1,2})?)\s*(?:€|euros?\b)", re.IGNORECASE)
_POSTS = re.compile(r"-?[0-9]{1,9}(?:\.[0-9]*)?")
_SECTIONS = {"F": "operating", "I": "investment"}
_YES = {"true": True, "1": True, "false": False, "0": False}

Fields = Mapping[str, str | None]


@dataclass(frozen=True)
class Annex:
    """How the rows of one annex become rows of a table: its columns, and one row out of its XML fields."""

    table: str
    names: tuple[str, ...]
    money: tuple[str, ...]
    row: Callable[[Fields], dict[str, object]]

    def columns(self) -> Columns:
        return Columns(self.table, (*self.names, *self.money), self.money)


def grant(fields: Fields) -> dict[str, object]:
    """A row of DATA_CONCOURS: who got what, in money and in kind."""
    name = _clean(fields.get("LibOrgaBenef"))
    return {
        "beneficiary": name,
        "beneficiary_id": _siret(fields.get("Siret")),
        "beneficiary_kind": NATURAL_PERSONS if has_civility(name or "") else fields.get("CodNatJurBenefCA"),
        "object": _object(fields),
        "nature": fields.get("CodArticle"),
        "section": _SECTIONS.get(fields.get("CodInvFonc") or ""),
        "amount": fields.get("MtSubv"),
        "in_kind": in_kind_value(fields.get("LibPrestaNat")),
    }


def in_kind_value(text: str | None) -> str | None:
    """The euros written at the head of `LibPrestaNat` (`3 644 € Mise à disposition de locaux`), as text.

    The form has no field for the value of support in kind, so authorities hide it in the label.
    """
    found = _AMOUNT.match(text or "")
    return found.group(1) if found else None


def post(fields: Fields) -> dict[str, object]:
    """A row of DATA_PERSONNEL: a grade and how many posts; the form holds no names and none are kept."""
    return {
        "grade": _clean(fields.get("EmploiGradeAgent")),
        "category": fields.get("CodCatAgent"),
        "sector": fields.get("CodSectAgentTitulaire") or fields.get("CodSectAgentNonTitulaire"),
        "status": {"I": "tenured", "T": "tenured", "N": "contract"}.get(fields.get("CodTypAgent") or ""),
        "permanent": _YES.get(fields.get("Permanent") or ""),
        "full_time": _YES.get(fields.get("TempsComplet") or ""),
        "budgeted": _count(fields.get("EffectifBud")),
        "filled": _count(fields.get("EffectifPourvu")),
    }


def engagement(fields: Fields) -> dict[str, object]:
    """A row of DATA_ORGANISME_ENG: a body the authority is financially engaged with."""
    return {
        "body": _clean(fields.get("NomOrgEng")) or _clean(fields.get("RSOrgEng")),
        "legal_form": _clean(fields.get("NatJurOrgEng")),
        "kind": _clean(fields.get("NatEng")),
        "amount": fields.get("MtOrgEng"),
    }


_GRANT = ("beneficiary", "beneficiary_id", "beneficiary_kind", "object", "nature", "section")
_POST = ("grade", "category", "sector", "status", "permanent", "full_time", "budgeted", "filled")
ANNEXES = {
    "CONCOURS": Annex("grants", _GRANT, ("amount", "in_kind"), grant),
    "PERSONNEL": Annex("staff", _POST, (), post),
    "ORGANISME_ENG": Annex("engagements", ("body", "legal_form", "kind"), ("amount",), engagement),
}


@dataclass
class PersonalGrants:
    """Grants to natural persons, summed by account and section so that nobody is named."""

    sums: dict[tuple[str | None, str | None], list[Decimal | int]]

    def add(self, row: Mapping[str, object]) -> None:
        """Add one row of `grant`; raises ValueError when an amount cannot be read."""
        amount, in_kind = (parse_euros(str(row[name] or "0")) for name in ("amount", "in_kind"))
        key = (_text(row["nature"]), _text(row["section"]))
        cash, kind, count = self.sums.get(key, [Decimal(0), Decimal(0), 0])
        self.sums[key] = [cash + amount, kind + in_kind, count + 1]

    def rows(self) -> list[dict[str, object]]:
        """One row a sum, in a fixed order."""
        ordered = sorted(self.sums.items(), key=lambda item: tuple(str(part) for part in item[0]))
        return [
            {
                "beneficiary": "Personnes physiques",
                "beneficiary_kind": NATURAL_PERSONS,
                "nature": nature,
                "section": section,
                "amount": amount,
                "in_kind": in_kind,
                "summed": count,
            }
            for (nature, section), (amount, in_kind, count) in ordered
        ]


def _object(fields: Fields) -> str | None:
    parts = (_clean(fields.get("ObjSubv")), _clean(fields.get("LibPrestaNat")))
    return " ; ".join(dict.fromkeys(part for part in parts if part)) or None


def _siret(text: str | None) -> str | None:
    try:
        return parse_siret(text) if text else None
    except ValueError:
        return None


def _count(text: str | None) -> Decimal | None:
    bare = (text or "").strip().replace(",", ".")
    return Decimal(bare).quantize(Decimal("0.0001")) if _POSTS.fullmatch(bare) else None


def _clean(text: str | None) -> str | None:
    return " ".join(text.split()) or None if text else None


def _text(value: object) -> str | None:
    return None if value is None else str(value)
