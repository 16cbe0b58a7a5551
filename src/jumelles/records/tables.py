"""The declared schema of every table (DESIGN section 4).

Money is `decimal128(18, 2)` in euros. Rows that come from a file carry `source` (sha256 of the file)
and `locator` (XPath, sheet and row, or line). `TABLES[name].order` is the total key that sorts the
table on disk, so that the same inputs always give the same bytes.
"""

from dataclasses import dataclass

import pyarrow as pa

MONEY = pa.decimal128(18, 2)
COUNT = pa.decimal128(14, 4)
TEXT = pa.string()
YEAR = pa.int16()
FLAG = pa.bool_()
DATE = pa.date32()
WHOLE = pa.int64()


@dataclass(frozen=True)
class Table:
    """A table of the house: its columns, and the columns that order its rows totally."""

    schema: pa.Schema
    order: tuple[str, ...]


def _table(order: str, **columns: pa.DataType) -> Table:
    return Table(pa.schema(list(columns.items())), tuple(order.split()))


_PLACE = {"source": TEXT, "locator": TEXT}
_ROW = "source place locator"
_LINE: dict[str, pa.DataType] = {
    "document": TEXT,
    "siren": TEXT,
    "year": YEAR,
    "stage": TEXT,
    "budget": TEXT,
    "nomenclature": TEXT,
    "nature": TEXT,
    "function": TEXT,
    "chapter": TEXT,
    "operation": TEXT,
    "label": TEXT,
    "department": TEXT,
    "section": TEXT,
    "direction": TEXT,
    "real": FLAG,
    "voted": MONEY,
    "carried_over": MONEY,
    "executed": MONEY,
    "place": WHOLE,
    **_PLACE,
}

TABLES: dict[str, Table] = {
    "documents": _table(
        "source document",
        document=TEXT,
        source=TEXT,
        file=TEXT,
        format=TEXT,
        siren=TEXT,
        siret=TEXT,
        authority=TEXT,
        budget=TEXT,
        budget_name=TEXT,
        stage=TEXT,
        decision_number=TEXT,
        year=YEAR,
        nomenclature=TEXT,
        vote=TEXT,
        dated=pa.timestamp("s"),
        population=WHOLE,
        superseded_by=TEXT,
        problems=WHOLE,
    ),
    "budget_lines": _table(_ROW, **_LINE),
    "extracts": _table(_ROW, **_LINE),
    "grants": _table(
        _ROW,
        document=TEXT,
        siren=TEXT,
        year=YEAR,
        stage=TEXT,
        grantor=TEXT,
        beneficiary=TEXT,
        beneficiary_id=TEXT,
        beneficiary_kind=TEXT,
        object=TEXT,
        amount=MONEY,
        in_kind=MONEY,
        nature=TEXT,
        function=TEXT,
        section=TEXT,
        department=TEXT,
        reference=TEXT,
        decided=DATE,
        paid_from=DATE,
        paid_to=DATE,
        summed=WHOLE,
        place=WHOLE,
        **_PLACE,
    ),
    "contracts": _table(
        _ROW,
        document=TEXT,
        siren=TEXT,
        year=YEAR,
        contract=TEXT,
        kind=TEXT,
        supplier=TEXT,
        supplier_id=TEXT,
        object=TEXT,
        cpv=TEXT,
        procedure=TEXT,
        amount=MONEY,
        months=COUNT,
        notified=DATE,
        place_of_work=TEXT,
        place=WHOLE,
        **_PLACE,
    ),
    "deliberations": _table(
        _ROW,
        document=TEXT,
        siren=TEXT,
        year=YEAR,
        authority=TEXT,
        number=TEXT,
        decided=DATE,
        subject_code=TEXT,
        subject=TEXT,
        object=TEXT,
        budget_year=YEAR,
        budget_name=TEXT,
        members=WHOLE,
        voters=WHOLE,
        votes_for=WHOLE,
        votes_against=WHOLE,
        abstentions=WHOLE,
        address=TEXT,
        place=WHOLE,
        **_PLACE,
    ),
    "staff": _table(
        _ROW,
        document=TEXT,
        siren=TEXT,
        year=YEAR,
        grade=TEXT,
        category=TEXT,
        sector=TEXT,
        status=TEXT,
        department=TEXT,
        permanent=FLAG,
        full_time=FLAG,
        budgeted=COUNT,
        filled=COUNT,
        place=WHOLE,
        **_PLACE,
    ),
    "engagements": _table(
        _ROW,
        document=TEXT,
        siren=TEXT,
        year=YEAR,
        body=TEXT,
        legal_form=TEXT,
        kind=TEXT,
        amount=MONEY,
        place=WHOLE,
        **_PLACE,
    ),
    "aggregates": _table(
        _ROW,
        document=TEXT,
        siren=TEXT,
        year=YEAR,
        authority=TEXT,
        aggregate=TEXT,
        amount=MONEY,
        main_budget=MONEY,
        population=WHOLE,
        place=WHOLE,
        **_PLACE,
    ),
    "problems": _table(
        "file place locator code got",
        file=TEXT,
        source=TEXT,
        code=TEXT,
        severity=TEXT,
        locator=TEXT,
        place=WHOLE,
        got=TEXT,
        details=TEXT,
    ),
    "findings": _table(
        "table source place locator",
        table=TEXT,
        source=TEXT,
        locator=TEXT,
        place=WHOLE,
        perimeter=TEXT,
        p_core=pa.float64(),
        p_extended=pa.float64(),
        countries=TEXT,
        kind=TEXT,
        theme=TEXT,
        mode=TEXT,
        evidence=TEXT,
        detector=TEXT,
    ),
    "entries": _table(
        "year stage table source place locator",
        siren=TEXT,
        year=YEAR,
        stage=TEXT,
        budget=TEXT,
        low=MONEY,
        central=MONEY,
        high=MONEY,
        certainty=TEXT,
        perimeter=TEXT,
        apart=TEXT,
        direction=TEXT,
        section=TEXT,
        real=FLAG,
        nature=TEXT,
        function=TEXT,
        nature_group=TEXT,
        kind=TEXT,
        theme=TEXT,
        countries=TEXT,
        mode=TEXT,
        means=TEXT,
        department=TEXT,
        beneficiary=TEXT,
        label=TEXT,
        evidence=TEXT,
        also_in=TEXT,
        table=TEXT,
        document=TEXT,
        place=WHOLE,
        **_PLACE,
    ),
    "general_budget": _table(
        "siren year stage basis",
        siren=TEXT,
        year=YEAR,
        stage=TEXT,
        basis=TEXT,
        real_expense=MONEY,
        refinancing=MONEY,
        amount=MONEY,
        operating=MONEY,
        investment=MONEY,
        population=WHOLE,
        documents=TEXT,
    ),
}


def conform(name: str, columns: pa.Table | pa.RecordBatch) -> pa.Table:
    """`columns` as the declared table `name`: columns in order, missing ones null, types cast.

    Raises ValueError when a column is not declared, pa.ArrowInvalid when a value does not fit.
    """
    table = pa.table(columns) if isinstance(columns, pa.RecordBatch) else columns
    schema = TABLES[name].schema
    unknown = set(table.column_names) - set(schema.names)
    if unknown:
        raise ValueError(f"{name} has no column {sorted(unknown)}; declared: {schema.names}")
    arrays = [
        table[field.name].cast(field.type)
        if field.name in table.column_names
        else pa.nulls(len(table), field.type)
        for field in schema
    ]
    return pa.table(arrays, schema=schema)
