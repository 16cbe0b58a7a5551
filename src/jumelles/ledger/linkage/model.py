"""The probabilistic model, run by Splink on DuckDB (Fellegi and Sunter 1969; Linacre et al. 2022).

Imported in a process of its own only (see `apart.py`): it brings a query engine with it. All of its parameters are
fixed, so nothing is estimated on an authority's few hundred rows: the same rows give the same answer everywhere.
"""

from collections.abc import Iterable, Sequence
from typing import Any

import duckdb
import pyarrow as pa
import splink.comparison_level_library as levels_of
from splink import DuckDBAPI, Linker, SettingsCreator
from splink.blocking_rule_library import CustomRule
from splink.comparison_library import CustomComparison

from jumelles.ledger.linkage.levels import BLOCKING, COMPARISONS, Comparison, level, priors

_SCHEMA = pa.schema(
    [
        ("unique_id", pa.int64()),
        ("keys", pa.list_(pa.string())),
        ("list", pa.string()),
        ("year", pa.int64()),
        ("direction", pa.string()),
        ("minutes", pa.bool_()),
        ("name", pa.string()),
        ("acronym", pa.string()),
        ("stem", pa.string()),
        ("text", pa.string()),
        ("name_words", pa.list_(pa.string())),
        ("text_words", pa.list_(pa.string())),
        ("object_words", pa.list_(pa.string())),
        ("identifier", pa.string()),
        ("cents", pa.int64()),
        ("amounts", pa.list_(pa.int64())),
        ("roundness", pa.string()),
        ("nature", pa.string()),
        ("day", pa.date32()),
        ("free", pa.bool_()),
        ("says", pa.string()),
    ]
)
Scored = tuple[int, int, float, tuple[tuple[str, str], ...]]
"""Two rows by number, the probability that they are one euro, and the levels met, by comparison."""


def score(rows: Sequence[dict[str, Any]], memory: str = "200MB") -> list[Scored]:
    """Every pair of `rows` (columns of `Record.columns`) worth keeping, in the order of their numbers."""
    with duckdb.connect(config={"threads": 1, "memory_limit": memory}) as connection:
        connection.register("rows", pa.Table.from_pylist(list(rows), _SCHEMA))
        linker = Linker("rows", _settings(), DuckDBAPI(connection), set_up_basic_logging=False)
        kept = linker.inference.predict(threshold_match_probability=priors()["shown"])
        gammas = ", ".join(f"gamma_{comparison.name}" for comparison in COMPARISONS)
        found = connection.sql(
            f"SELECT unique_id_l, unique_id_r, match_probability, {gammas} FROM {kept.physical_name} "
            "ORDER BY unique_id_l, unique_id_r"
        ).fetchall()
    return [(left, right, round(p, 6), tuple(_met(levels))) for left, right, p, *levels in found]


def _met(gammas: Iterable[int]) -> Iterable[tuple[str, str]]:
    """The codes of the levels: the model numbers them from the last one, 0; −1 says nothing."""
    for comparison, gamma in zip(COMPARISONS, gammas, strict=True):
        if gamma >= 0:
            yield comparison.name, list(comparison.levels)[-1 - gamma]


def _settings() -> SettingsCreator:
    return SettingsCreator(
        link_type="dedupe_only",
        probability_two_random_records_match=priors()["prior"],
        comparisons=[_comparison(comparison) for comparison in COMPARISONS],
        blocking_rules_to_generate_predictions=[CustomRule(BLOCKING, arrays_to_explode=["keys"])],
        retain_matching_columns=True,  # among them the levels met
        linker_uid="jumelles",
    )


def _comparison(comparison: Comparison) -> CustomComparison:
    unknown = levels_of.CustomLevel(comparison.unknown).configure(is_null_level=True)
    known = [
        (levels_of.ElseLevel() if sql == "ELSE" else levels_of.CustomLevel(sql)).configure(
            m_probability=level(comparison.name, code).m,
            u_probability=level(comparison.name, code).u,
            fix_m_probability=True,
            fix_u_probability=True,
        )
        for code, sql in comparison.levels.items()
    ]
    return CustomComparison(output_column_name=comparison.name, comparison_levels=[unknown, *known])
