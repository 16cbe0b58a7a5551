"""Where relational work runs: DuckDB here; the expressions are Ibis, so that another engine can take them."""
