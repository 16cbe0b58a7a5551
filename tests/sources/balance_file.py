"""Balances made to the published schema of the DGFiP: no real file is at hand, and none is copied here."""

from dataclasses import dataclass

_ORDER = """EXER IDENT NDEPT LBUDG INSEE CBUDG CTYPE CSTYP NOMEN SIREN CREGI CACTI SECTEUR FINESS CODBUD1
CATEG BAL FONCTION COMPTE BEDEB BECRE OBNETDEB OBNETCRE ONBDEB ONBCRE OOBDEB OOBCRE SD SC"""
COLUMNS = tuple(_ORDER.split())
SIREN = "219999996"


@dataclass(frozen=True)
class Balance:
    """An account of a budget: budgetary debit and credit (order included), and the order part of each."""

    account: str
    function: str = ""
    debit: str = "0,00"
    credit: str = "0,00"
    order_debit: str = "0,00"
    order_credit: str = "0,00"
    opening: str = "0,00"
    nomenclature: str = "M57"
    kind: str = "1"
    siren: str = SIREN
    year: str = "2022"

    def cells(self) -> dict[str, str]:
        annex = self.kind == "3"
        return {
            "EXER": self.year,
            "IDENT": self.siren + ("00026" if annex else "00018"),
            "NDEPT": "099",
            "LBUDG": "EAU - ESSAI-SUR-MER" if annex else "ESSAI-SUR-MER (Hôtel de Ville)",
            "INSEE": "999",
            "CBUDG": self.kind,
            "CTYPE": "410" if annex else "101",
            "CSTYP": "00",
            "NOMEN": self.nomenclature,
            "SIREN": self.siren,
            "CREGI": "076",
            "CACTI": "40",
            "CATEG": "Commune",
            "BAL": "DEF",
            "FONCTION": self.function,
            "COMPTE": self.account,
            "BEDEB": self.opening,
            "OBNETDEB": self.debit,
            "OBNETCRE": self.credit,
            "OOBDEB": self.order_debit,
            "OOBCRE": self.order_credit,
        }


def balance_file(balances: list[Balance], encoding: str = "cp1252", without: tuple[str, ...] = ()) -> bytes:
    """The CSV file, in the order of columns of the DGFiP; `without` leaves columns out."""
    columns = [column for column in COLUMNS if column not in without]
    lines = [";".join(columns)]
    lines += [
        ";".join(one.cells().get(column, "0,00" if len(column) == 2 else "") for column in columns)
        for one in balances
    ]
    return ("\r\n".join(lines) + "\r\n").encode(encoding)


# A town's year: staff, grants abroad, taxes, works, a loan, depreciation (order), an account that closes.
TOWN = [
    Balance("6411", "020", debit="1200000,50"),
    Balance("6419", "020", credit="15000,25"),
    Balance("6562", "048", debit="80000,00"),
    Balance("65748", "048", debit="45000,00"),
    Balance("739211", "01", debit="300000,00"),
    Balance("73111", "01", credit="2500000,00"),
    Balance("60611", "020", debit="-120,30"),
    Balance("2313", "211", debit="640000,00", order_debit="40000,00"),
    Balance("1641", "01", debit="150000,00", credit="500000,00"),
    Balance("165", "01", debit="700,00", credit="900,00"),
    Balance("6811", "01", debit="210000,00", order_debit="210000,00"),
    Balance("28188", "01", credit="210000,00", order_credit="210000,00"),
    Balance("515", opening="1000000,00"),
]
