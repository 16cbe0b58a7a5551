"""Small budget documents in XML, made for tests."""

NAMESPACE = "http://www.minefi.gouv.fr/cp/demat/docbudgetaire"
SIRET = "21999999600015"


def line(**fields: str) -> str:
    """A LigneBudget; fields are XML names, None leaves one out."""
    full = {"Nature": "6574", "Fonction": "04", "CodRD": "D", "MtReal": "10.00", "OpBudg": "0"} | fields
    return (
        "<LigneBudget>"
        + "".join(f'<{k} V="{v}"/>' for k, v in full.items() if v is not None)
        + "</LigneBudget>"
    )


def annex(name: str, *rows: dict[str, str]) -> str:
    inner = "".join(
        f"<{name}>" + "".join(f'<{k} V="{v}"/>' for k, v in row.items()) + f"</{name}>" for row in rows
    )
    return f"<DATA_{name}>{inner}</DATA_{name}>"


def budget(*lines: str, annexes: str = "", **header: str) -> str:
    """A Budget; `header` overrides BlocBudget and EnTeteBudget fields."""
    head = {"IdEtab": SIRET, "Nomenclature": "M14-M14_COM_SUP3500", "LibelleEtab": "VILLE"} | {
        k: header.pop(k) for k in ("IdEtab", "Nomenclature") if k in header
    }
    block = {"NatDec": "09", "Exer": "2021", "NatFonc": "3", "CodTypBud": "P"} | header
    fields = ["".join(f'<{k} V="{v}"/>' for k, v in part.items()) for part in (head, block)]
    return (
        f"<Budget><EnTeteBudget>{fields[0]}</EnTeteBudget><BlocBudget>{fields[1]}</BlocBudget>"
        f'<InformationsGenerales><Information Code="PopTot" V="42000"/></InformationsGenerales>'
        f"{''.join(lines)}<Annexes>{annexes}</Annexes></Budget>"
    )


def document(*budgets: str, sealed: str = "2022-03-30T10:00:00", encoding: str = "UTF-8") -> bytes:
    text = (
        f'<?xml version="1.0" encoding="{encoding}"?>\n<DocumentBudgetaire xmlns="{NAMESPACE}">'
        f'<Scellement md5="0" sha1="0" date="{sealed}"/>'
        f'<EnTeteDocBudgetaire><LibelleColl V="Ville d&#39;Été"/><IdColl V="{SIRET}"/></EnTeteDocBudgetaire>'
        f"{''.join(budgets)}</DocumentBudgetaire>"
    )
    return text.encode(encoding)
