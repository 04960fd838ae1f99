"""Where the questions are worked out: the same expressions on DuckDB, Polars or Spark."""
