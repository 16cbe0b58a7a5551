"""The declared schema of every table (DESIGN section 4).

Money is `decimal128(18, 2)` in euros. Rows that come from a file carry `source` (sha256 of the file)
and `locator` (XPath, sheet and row, or line). `TABLES[name].order` is the total key that sorts the
table on disk, so that the same inputs always give the same bytes.
"""

import pyarrow as pa

from jumelles.records.columns import (
    COUNT,
    DATE,
    FLAG,
    MONEY,
    PLACE,
    ROW,
    TEXT,
    WHOLE,
    YEAR,
    Table,
    table,
)
from jumelles.records.ledger_tables import LEDGER_TABLES

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
    **PLACE,
}

TABLES: dict[str, Table] = {
    "documents": table(
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
    "budget_lines": table(ROW, **_LINE),
    "extracts": table(ROW, **_LINE),
    "grants": table(
        ROW,
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
        **PLACE,
    ),
    "contracts": table(
        ROW,
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
        **PLACE,
    ),
    "deliberations": table(
        ROW,
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
        **PLACE,
    ),
    "staff": table(
        ROW,
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
        **PLACE,
    ),
    "engagements": table(
        ROW,
        document=TEXT,
        siren=TEXT,
        year=YEAR,
        body=TEXT,
        legal_form=TEXT,
        kind=TEXT,
        amount=MONEY,
        place=WHOLE,
        **PLACE,
    ),
    "aggregates": table(
        ROW,
        document=TEXT,
        siren=TEXT,
        year=YEAR,
        authority=TEXT,
        aggregate=TEXT,
        amount=MONEY,
        main_budget=MONEY,
        population=WHOLE,
        place=WHOLE,
        **PLACE,
    ),
    "problems": table(
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
    **LEDGER_TABLES,
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


__all__ = [
    "COUNT",
    "DATE",
    "FLAG",
    "MONEY",
    "TABLES",
    "TEXT",
    "WHOLE",
    "YEAR",
    "Table",
    "conform",
]
