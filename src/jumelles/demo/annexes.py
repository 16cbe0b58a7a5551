"""The annexes of a closed account: grants, staff, commitments, loans, training of councillors, votes."""

from decimal import Decimal
from fractions import Fraction

from lxml import etree

from jumelles.demo.budget_xml import element, put
from jumelles.demo.chance import CENT
from jumelles.demo.grants import Grant, all_grants
from jumelles.demo.heading import Heading
from jumelles.demo.material import Year, growth, table, years

_CONTRACT = "N"
_PRESENT = ("PG", "A1", "B1", "C1", "D1")
"""Codes of the parts that the table of contents declares."""


def annexes(heading: Heading) -> etree._Element:
    """Annexes of the closed account of the main budget, in the order of real files."""
    block = element("Annexes")
    year = heading.year
    loans = (row for row in table("loans.csv") if int(row["since"]) <= year.number)
    grades = (row for row in table("staff.csv") if _count(row, year))
    block.append(_group("DATA_EMPRUNT", [_loan(row, year) for row in loans]))
    block.append(_group("DATA_CONCOURS", [_grant(grant) for grant in all_grants(year) if grant.in_annex]))
    block.append(_group("DATA_FORMATION", [_training()]))
    block.append(_group("DATA_ORGANISME_ENG", [_engagement(row) for row in table("engagements.csv")]))
    block.append(_group("DATA_PERSONNEL", [_posts(row, year) for row in grades]))
    block.append(_group("DATA_SIGNATURE", [_signature(heading)]))
    block.append(_group("DATA_SOMMAIRE", [_part(code) for code in _PRESENT]))
    return block


def no_annexes() -> etree._Element:
    """Annexes of a document that has none."""
    return element("Annexes")


def _group(tag: str, rows: list[etree._Element]) -> etree._Element:
    group = element(tag)
    group.extend(rows)
    return group


def _grant(grant: Grant) -> etree._Element:
    row = element("CONCOURS")
    section = "I" if grant.line.nature.startswith("204") else "F"
    put(row, CodArticle=grant.line.nature, CodInvFonc=section, CodNatJurBenefCA=grant.kind)
    put(row, LibOrgaBenef=grant.beneficiary.upper(), MtSubv=grant.amount, LibPrestaNat=grant.in_kind)
    put(row, ObjSubv=grant.object, Siret=grant.siret)
    return row


def _count(row: dict[str, str], year: Year) -> Decimal:
    if row["trend"]:
        return Decimal(row["trend"].split()[year.number - years()[0].number])
    return Decimal(row["posts"])


def _posts(row: dict[str, str], year: Year) -> etree._Element:
    posts = _count(row, year)
    filled = posts if row["trend"] or posts < 20 else posts - Decimal("1.5")
    item = element("PERSONNEL")
    status = _CONTRACT if row["status"] == _CONTRACT else "T"
    put(item, CodTypAgent=status, EmploiGradeAgent=row["grade"], CodCatAgent=row["category"])
    put(item, TempsComplet=row["full_time"], Permanent="false" if status == _CONTRACT else "true")
    if status == _CONTRACT:
        put(item, NatureContrat="CDD", LibelleNatureContrat="Contrat à durée déterminée")
    put(item, CodSectAgentTitulaire=row["sector"], EffectifBud=posts, EffectifPourvu=filled)
    return item


def _engagement(row: dict[str, str]) -> etree._Element:
    item = element("ORGANISME_ENG")
    put(item, CodNatEng=row["kind"], DtEng=row["since"], NomOrgEng=row["body"])
    put(item, NatJurOrgEng=row["form"], MtOrgEng=row["amount"])
    return item


def _loan(row: dict[str, str], year: Year) -> etree._Element:
    original = Decimal(row["amount"])
    left = original * max(0, 20 - (year.number - int(row["since"]))) / 20
    item = element("EMPRUNT")
    put(item, CodTypEmpr="01", CodProfilAmort="C", CodArticle=row["nature"], AnEncaisse=row["since"])
    put(item, ObjEmpr=row["purpose"], MtEmprOrig=original, LibOrgaPreteur=row["lender"], CodPeriodRemb="T")
    put(item, CodTyptxInit="F", IndexTxVariInit=f"Taux fixe à {row['rate']} %", TxActua=row["rate"])
    put(item, MtCapitalExer=original / 20, MtCapitalRestDu_31_12=left.quantize(CENT))
    return item


def _training() -> etree._Element:
    item = element("FORMATION")
    put(item, NomElu="DUVAL Agathe", ActionFinanc="Finances locales : lire et construire un budget")
    return item


def _signature(heading: Heading) -> etree._Element:
    present = 33
    against = int(Fraction(growth("debt", heading.year)) * 8)
    item = element("SIGNATURE")
    put(item, NbrMembExer=35, NbrMembPresent=present, NbrSuffExprime=present)
    put(item, NbrVotePour=present - against, NbrVoteContre=against, NbrVoteAbstention=0)
    put(item, LibDelibPar="le Conseil Municipal", LibDelibLieu="Vaubrelle", DtDelib=heading.decided)
    return item


def _part(code: str) -> etree._Element:
    item = element("SOMMAIRE")
    put(item, CodeAnnexe=code, Present="true")
    return item
