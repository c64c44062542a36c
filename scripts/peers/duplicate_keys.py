"""duplicate_keys.py make FILE N | duckdb FILE | polars FILE: how many keys occur twice or more, and in how many rows."""
import sys


def make(path, count):
    import numpy as np
    import pyarrow as pa
    import pyarrow.parquet as parquet

    random = np.random.default_rng(7)
    keys = random.integers(0, 1 << 47, count, dtype=np.int64)
    repeated = random.integers(0, count, count // 300)
    keys[random.integers(0, count, count // 300)] = keys[repeated]
    parquet.write_table(pa.table({"key": keys}), path, compression="lz4", use_dictionary=False)


def with_duckdb(path):
    import duckdb

    return duckdb.execute(
        f"SELECT count(*), sum(n) FROM (SELECT count(*) n FROM read_parquet('{path}') GROUP BY key HAVING n > 1)").fetchone()


def with_polars(path):
    import polars as pl

    groups = pl.scan_parquet(path).group_by("key").len().filter(pl.col("len") > 1)
    return groups.select(pl.len(), pl.col("len").sum().alias("rows")).collect().row(0)


if __name__ == "__main__":
    if sys.argv[1] == "make":
        make(sys.argv[2], int(sys.argv[3]))
    else:
        groups, rows = {"duckdb": with_duckdb, "polars": with_polars}[sys.argv[1]](sys.argv[2])
        print(f"{groups} groups, {rows} rows")
