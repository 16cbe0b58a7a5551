"""A budget document in the official XML (`DocumentBudgetaire`), elements in the order of real files."""

import hashlib
import io

from lxml import etree

from jumelles.demo.heading import VOTE_CODES, Heading
from jumelles.demo.material import settings

NAMESPACE = "http://www.minefi.gouv.fr/cp/demat/docbudgetaire"
_PREFIXES: dict[str | None, str] = {None: NAMESPACE}


def element(tag: str) -> etree._Element:
    return etree.Element(f"{{{NAMESPACE}}}{tag}", nsmap=_PREFIXES)  # type: ignore[arg-type]  # stubs: no None


def put(parent: etree._Element, **values: object) -> None:
    """Add one child to `parent` for each value that is not empty: the value is its attribute V."""
    for tag, value in values.items():
        if value not in ("", None):
            etree.SubElement(parent, f"{{{NAMESPACE}}}{tag}").set("V", str(value))


def document(heading: Heading, lines: list[etree._Element], annexes: etree._Element) -> bytes:
    """The whole file, in the encoding that its year uses, sealed with the digests of its budget."""
    budget = _budget(heading, lines, annexes)
    root = element("DocumentBudgetaire")
    put(root, VersionSchema=settings()["schema"])
    editor = etree.SubElement(root, f"{{{NAMESPACE}}}BlocEditeur")
    put(editor, CodeEditeur=settings()["editor"])
    root.append(_seal(heading, budget))
    root.append(_authority(heading))
    root.append(budget)
    etree.indent(root, space="   ")
    encoding = heading.year.encoding
    content = io.BytesIO()
    content.write(f'<?xml version="1.0" encoding="{encoding}"?>\n'.encode())
    etree.ElementTree(root).write(content, encoding=encoding, xml_declaration=False)
    return content.getvalue() + b"\n"


def _seal(heading: Heading, budget: etree._Element) -> etree._Element:
    content = etree.tostring(budget, encoding="UTF-8")
    seal = element("Scellement")
    seal.set("md5", hashlib.md5(content, usedforsecurity=False).hexdigest().upper())
    seal.set("sha1", hashlib.sha1(content, usedforsecurity=False).hexdigest().upper())
    seal.set("date", heading.sealed.isoformat())
    return seal


def _authority(heading: Heading) -> etree._Element:
    facts = settings()
    block = element("EnTeteDocBudgetaire")
    put(block, DteStr=heading.sealed.date(), LibellePoste="SGC VAUBRELLE", IdPost=facts["treasury"])
    put(block, LibelleColl=facts["name"].upper(), IdColl=heading.siret, NatCEPL="Commune")
    put(block, Departement=facts["department"])
    return block


def _budget(heading: Heading, lines: list[etree._Element], annexes: etree._Element) -> etree._Element:
    budget = element("Budget")
    budget.extend([_budget_header(heading), _vote(heading), _town(heading), *lines])
    if len(annexes):
        budget.append(annexes)
    return budget


def _budget_header(heading: Heading) -> etree._Element:
    block = element("EnTeteBudget")
    put(block, LibelleEtab=heading.budget, IdEtab=heading.siret, CodColl="900")
    put(block, CodInseeColl=settings()["insee"], CodBud=heading.code, Nomenclature=heading.nomenclature)
    return block


def _vote(heading: Heading) -> etree._Element:
    block = element("BlocBudget")
    by_nature_alone = "1" if heading.kind == "A" else ""
    put(block, NatDec=heading.stage, NumDec=heading.number, Exer=heading.year.number, ProjetBudget="false")
    put(block, DteDec=heading.decided, DteDecEx=heading.decided, NatVote="FcIc", OpeEquip="false")
    put(block, VoteFormelChap="false", TypProv="1", BudgPrec="1", ReprRes="2")
    put(block, NatFonc=by_nature_alone or VOTE_CODES["function" if heading.by_function else "nature"])
    put(block, PresentationSimplifiee="false", CodTypBud=heading.kind)
    return block


def _town(heading: Heading) -> etree._Element:
    block = element("InformationsGenerales")
    facts = {"PopTot": heading.year.population, "NbResSec": 412, "EPCI": "Communauté du Val de Lonne"}
    for code, value in {**facts, "LieuCommDoc": "Hôtel de ville"}.items():
        row = etree.SubElement(block, f"{{{NAMESPACE}}}Information")
        row.set("Code", code)
        row.set("V", str(value))
    return block
