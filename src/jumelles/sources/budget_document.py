"""Budget documents in XML: their header, their lines, and the annexes that speak of partners and staff.

One pass over the file, which both formats share: the budget XML (TOTEM) and the CFU, where a
`DocumentBudgetaire` sits inside a wider file and where elements marked `calculated="true"` repeat others.
"""

from collections.abc import Callable
from pathlib import Path

from lxml import etree

from jumelles import reference
from jumelles.records.accounts import function_without_prefix, section_of
from jumelles.records.problem import Problem
from jumelles.records.tables import TABLES
from jumelles.sources.annexes import ANNEXES, NATURAL_PERSONS, PersonalGrants
from jumelles.sources.budget_header import Header, header_warnings, read_header
from jumelles.sources.columns import BATCH, Columns
from jumelles.sources.reading import FileRefused, Reading
from jumelles.sources.xml_stream import stream

NAMESPACE = "{http://www.minefi.gouv.fr/cp/demat/docbudgetaire}"
ACCOUNTING = "{http://www.minefi.gouv.fr/cp/demat/doccomptable}"
_HEADERS = ("Scellement", "EnTeteDocBudgetaire", "EnTeteBudget", "BlocBudget", "InformationsGenerales")
_LINE = ("nature", "function", "chapter", "operation", "label", "section", "direction", "real")
_MONEY = ("voted", "carried_over", "executed")
GRANT_COLUMNS = frozenset(TABLES["grants"].schema.names)


def tag(name: str) -> str:
    return NAMESPACE + name


def local(element: etree._Element) -> str:
    """The element's name without its namespace."""
    return str(element.tag).rpartition("}")[2]


(_NATURE, _FUNCTION, _CONT_NAT, _CONT_FON, _OPERATION, _LABEL, _SIDE, _REAL, _EXTRA) = map(
    tag, "Nature Fonction ContNat ContFon Operation LibCpte CodRD OpBudg CaracSup".split()
)
_PREV, _PROPOSED, _OPEN, _OVER, _DONE = map(tag, "MtPrev MtPropNouv CredOuv MtRAR3112 MtReal".split())


class BudgetDocuments:
    """The state of the pass over one file: the current budget, its header, its rows in waiting."""

    def __init__(self, reading: Reading, name: str, root: str) -> None:
        codes = reference.document("budget_xml.toml")
        self.reading = reading
        self.name = name
        self.root = root
        self.sides: dict[str, str] = codes["directions"]
        self.real: dict[str, bool] = codes["real"]
        self.annexes: dict[str, str] = codes["annexes"]
        self.shared: dict[str, str] = {}
        self.fields: dict[str, str] = {}
        self.header: Header | Problem | None = None
        self.document = ""
        self.budgets = 1
        self.orphans = 0
        self.places: dict[str, int] = {}
        self.lines = Columns("budget_lines", (*_LINE, *_MONEY), _MONEY)
        self.rows = {name: kind.columns() for name, kind in ANNEXES.items()}
        self.persons = PersonalGrants({})

    # -- the events of the pass ---------------------------------------------------------------------------
    def handlers(self) -> dict[str, Callable[[etree._Element], None]]:
        """What to do at the end of each element of interest, by tag."""
        on: dict[str, Callable[[etree._Element], None]] = {tag(name): self.read_fields for name in _HEADERS}
        on |= {tag(name): self.annex_row for name in self.annexes}
        on |= {tag("LigneBudget"): self.line, tag("Annexes"): self.other_annexes}
        on |= {tag("Budget"): lambda _element: self.close()}
        on |= {ACCOUNTING + "Infos": self.read_fields, ACCOUNTING + "LigneComptable": self.statement}
        return on

    def read_fields(self, element: etree._Element) -> None:
        """Note the values of a header, those of the whole file apart from those of one budget."""
        for inner in element.iter(etree.Element):
            name = local(inner)
            if inner.get("V") is not None:
                self.fields[inner.get("Code", name) if name == "Information" else name] = inner.get("V", "")
            for attribute in ("DateEdition", "Population"):
                if inner.get(attribute):
                    self.fields[attribute] = inner.get(attribute, "")
        if element.get("date"):
            self.fields["Scellement"] = element.get("date", "")
        if element.tag in (tag("Scellement"), tag("EnTeteDocBudgetaire"), ACCOUNTING + "Infos"):
            self.shared = dict(self.fields)

    def statement(self, _element: etree._Element) -> None:
        """A line of the public accountant, which repeats those of the authority."""
        self.reading.saw()
        self.reading.skip("accounting-statement")

    def line(self, element: etree._Element) -> None:
        """A line of the budget: what was voted and done under its codes."""
        header, locator = self.begin(element, "LigneBudget")
        if header is None:
            return
        fields: dict[object, str | None] = {}
        section = None
        for child in element:
            fields[child.tag] = child.get("V") or None
            if child.tag == _EXTRA and child.get("Code") == "Section":
                section = {"F": "operating", "I": "investment"}.get(child.get("V", ""))
        get = fields.get
        side = self.sides.get(get(_SIDE) or "")
        if side is None:
            self.reading.refuse(
                Problem("direction-missing", locator, get(_SIDE) or "", self.places["LigneBudget"])
            )
            return
        function, implied = function_without_prefix(get(_FUNCTION), header.nomenclature, header.vote)
        chapter = get(_CONT_NAT) or get(_CONT_FON) or implied
        section = section or section_of(get(_NATURE), chapter, header.nomenclature)
        voted = (get(_OPEN) or get(_PREV)) if header.stage.executed else (get(_PREV) or get(_PROPOSED))
        codes = (get(_NATURE), function, chapter, get(_OPERATION), get(_LABEL), section, side)
        amounts = (self.real.get(get(_REAL) or ""), voted, get(_OVER), get(_DONE))
        row = (*codes, *amounts, self.places["LigneBudget"], locator)
        self.keep(self.lines, dict(zip((*_LINE, *_MONEY, "place", "locator"), row, strict=True)))

    def annex_row(self, element: etree._Element) -> None:
        """A row of an annex that is read, or that is known and left out."""
        name = local(element)
        parent = element.getparent()
        if parent is None or local(parent) != f"DATA_{name}":
            return
        header, locator = self.begin(element, name, f"Annexes/DATA_{name}/")
        if header is None:
            return
        if self.annexes[name]:
            self.reading.skip(self.annexes[name])
            return
        fields = {local(child): child.get("V") or None for child in element}
        row = ANNEXES[name].row(fields)
        if row.get("beneficiary_kind") == NATURAL_PERSONS:
            self.add_person(row, locator)
        else:
            self.keep(self.rows[name], {**row, "place": self.places[name], "locator": locator})

    def add_person(self, row: dict[str, object], locator: str) -> None:
        """Add a grant to a natural person to the sums that name nobody."""
        try:
            self.persons.add(row)
        except ValueError:
            self.reading.refuse(Problem("amount-unreadable", locator, str(row["amount"])))

    def other_annexes(self, element: etree._Element) -> None:
        """Count the rows of annexes that speak of neither partners nor staff."""
        for annex in element:
            name = local(annex).removeprefix("DATA_")
            if name not in self.annexes and len(annex):
                self.reading.saw(len(annex))
                self.reading.skip("other-annex", len(annex))

    def close(self) -> None:
        """Hand over what waits of the current budget, and be ready for the next."""
        header = self.ensure_header()
        for rows in (self.lines, *self.rows.values()):
            self.flush(rows)
        self.keep_persons()
        if isinstance(header, Problem):
            self.reading.refuse(header, self.orphans)
        self.header, self.orphans, self.places, self.fields = None, 0, {}, dict(self.shared)
        self.budgets += 1

    # -- what the events share ----------------------------------------------------------------------------
    def begin(self, element: etree._Element, name: str, folder: str = "") -> tuple[Header | None, str]:
        """Count the row; the header it belongs to (None when the row is already dealt with) and its XPath."""
        self.reading.saw()
        place = self.places[name] = self.places.get(name, 0) + 1
        header = self.ensure_header()
        if element.get("calculated") == "true":
            self.reading.skip("calculated")
        elif isinstance(header, Problem):
            self.orphans += 1
        else:
            return header, f"/{self.root}/Budget[{self.budgets}]/{folder}{name}[{place}]"
        return None, ""

    def ensure_header(self) -> Header | Problem:
        """The header of the current budget, read when its first row needs it; or why there is none."""
        if self.header is None:
            locator = f"/{self.root}/Budget[{self.budgets}]"
            self.header = read_header(self.fields, locator)
            if isinstance(self.header, Header):
                self.document = self.reading.document(format=self.name, **self.header.columns)
                for problem in header_warnings(self.header, locator):
                    self.reading.warn(problem)
        return self.header

    def keep(self, columns: Columns, row: dict[str, object]) -> None:
        """Let a row wait, in its columns."""
        for name, values in columns.lists.items():
            values.append(row[name])
        if len(columns) >= BATCH:
            self.flush(columns)

    def keep_persons(self) -> None:
        """Hand over the sums of grants to natural persons of the current budget."""
        rows = self.persons.rows()
        self.persons = PersonalGrants({})
        if not rows:
            return
        where = (
            f"/{self.root}/Budget[{self.budgets}]/Annexes/DATA_CONCOURS/CONCOURS[CodNatJurBenefCA/@V='P3']"
        )
        constants = {name: value for name, value in self.constants().items() if name in GRANT_COLUMNS}
        columns = {name: [row[name] for row in rows] for name in rows[0]}
        columns |= {name: [value] * len(rows) for name, value in constants.items()}
        columns |= {"locator": [where] * len(rows), "place": list(range(-len(rows), 0))}
        self.reading.rows("grants", columns, kept=sum(int(str(row["summed"])) for row in rows))

    def flush(self, columns: Columns) -> None:
        """Hand over the rows that wait."""
        if isinstance(self.header, Header) and len(columns):
            columns.flush(self.reading, self.constants())

    def constants(self) -> dict[str, object]:
        """What every row of the current budget carries."""
        header = self.header
        assert isinstance(header, Header)
        return {
            "document": self.document,
            "siren": header.siren,
            "year": header.year,
            "stage": str(header.stage),
            "budget": header.budget,
            "nomenclature": header.nomenclature,
            "grantor": header.columns["authority"],
        }


def read_budgets(path: Path, reading: Reading, name: str, root: str) -> None:
    """Read every budget of the file at `path`; `name` is its format, `root` its root element, for locators."""
    documents = BudgetDocuments(reading, name, root)
    handlers = documents.handlers()
    for element in stream(path, handlers, reading.progress):
        handlers[str(element.tag)](element)
    if documents.budgets == 1:
        raise FileRefused(Problem("budget-missing", f"/{root}"))
    if documents.places:  # rows after the last budget, which are nobody's
        documents.close()
