"""column_statistics.py duckdb|polars STORE [COPY]: the same statistics of every column of the table of pupils, all exact.
column_statistics.py ours JSON [COPY]: the same from what `xueji stats --exact --reveal --format json` printed.

Rows, nulls, distinct values, smallest and largest; of numbers and dates the mean, the deviation of a sample and the quantiles of
`QUANTILES`; of text the range of lengths and the number of blank texts; the three most frequent values with their counts. Each
column is grouped once, and everything else is computed over the groups: of the ways tried the cheapest for both.
Prints one digest over all answers; COPY gets them in clear.
"""
import datetime
import hashlib
import json
import pathlib
import sys

QUANTILES = (0.05, 0.25, 0.5, 0.75, 0.95)
TOP = 3
EPOCH = datetime.date(1970, 1, 1)
# What a blank text consists of.
SPACES = " \t\n\r\u3000"


def active(store):
    """The Parquet files that are the table now; a plain glob would count replaced files too."""
    tables = json.loads((pathlib.Path(store) / "active_files.json").read_text())["tables"]
    return [str(pathlib.Path(store) / path) for path in tables["students"]["files"]]


def spelled(value):
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime.date):
        return value.isoformat()
    return "" if value is None else str(value)


def rounded(value):
    """Nine digits: the order of summation may show in the last ones."""
    return "" if value is None else f"{value:.8e}"


def mean_of(value, is_date):
    """The mean of dates is the nearest date."""
    return spelled(EPOCH + datetime.timedelta(days=int(value + 0.5 if value >= 0 else value - 0.5))) if is_date else rounded(value)


def line(name, rows, nulls, distinct, low, high, mean, deviation, quantiles, lengths, blank, frequent):
    parts = [name, rows, nulls, distinct, spelled(low), spelled(high), mean, rounded(deviation)]
    parts += [spelled(q) for q in quantiles or ()] + [spelled(n) for n in lengths or ()] + [blank]
    parts += [f"{spelled(value)}={count}" for value, count in frequent]
    return "\x1f".join(str(part) for part in parts)


def with_duckdb(store):
    import duckdb

    duckdb.execute("SET preserve_insertion_order = false")
    source = f"read_parquet({active(store)!r})"
    types = duckdb.execute(f"DESCRIBE SELECT * FROM {source}").fetchall()
    for name, kind, *_ in types:
        is_text, is_number = kind == "VARCHAR", kind in ("INTEGER", "BIGINT", "DATE")
        number = "(v - DATE '1970-01-01')" if kind == "DATE" else "v"
        # Sums over the groups, with integers so that nothing is rounded before the end.
        moments = f"""sum({number}::HUGEINT * n), sqrt(sum(power({number} - m, 2) * n) / nullif(sum(n) - 1, 0))""" if is_number else "NULL, NULL"
        mean = f", (SELECT sum({number}::DOUBLE * n) / sum(n) FROM g WHERE v IS NOT NULL) AS m" if is_number else ""
        lengths = "min(length(v)), max(length(v)), sum(n) FILTER (trim(v, chr(9) || chr(10) || chr(13) || ' ' || '\u3000') = '')" if is_text else "NULL, NULL, 0"
        row = duckdb.execute(f"""
            WITH g AS MATERIALIZED (SELECT "{name}" AS v, count(*) AS n FROM {source} GROUP BY 1),
                 top AS (SELECT v, n FROM g WHERE v IS NOT NULL ORDER BY n DESC, v LIMIT {TOP})
            SELECT (SELECT sum(n) FROM g), (SELECT sum(n) FROM g WHERE v IS NULL), s.*, (SELECT list((v, n) ORDER BY n DESC, v) FROM top)
            FROM (SELECT count(*), min(v), max(v), {moments}, {lengths} FROM (SELECT v, n{mean} FROM g WHERE v IS NOT NULL)) s
            """).fetchone()
        rows, nulls, distinct, low, high, total, deviation, short, long, blank, frequent = row
        nulls = int(nulls or 0)
        quantiles = None
        if is_number and rows > nulls:
            quantiles = duckdb.execute(f"""SELECT quantile_disc("{name}", {list(QUANTILES)}) FROM {source}""").fetchone()[0]
        yield line(
            name, int(rows), nulls, distinct, low, high,
            "" if total is None else mean_of(int(total) / (int(rows) - nulls), kind == "DATE"), deviation, quantiles, (short, long) if is_text else None, int(blank or 0), [(v, int(n)) for v, n in frequent or ()])


def with_polars(store):
    import polars as pl

    files = active(store)
    schema = pl.scan_parquet(files).collect_schema()
    for name, kind in schema.items():
        is_text, is_number = kind == pl.String, kind in (pl.Int32, pl.Int64, pl.Date)
        groups = (
            pl.scan_parquet(files).select(pl.col(name).alias("v")).group_by("v").len("n").collect(engine="streaming"))
        rows = groups["n"].sum()
        nulls = groups.filter(pl.col("v").is_null())["n"].sum()
        groups = groups.filter(pl.col("v").is_not_null())
        low, high = groups["v"].min(), groups["v"].max()
        mean, deviation, quantiles, lengths = "", None, None, None
        blank = 0
        if is_number and len(groups):
            ordered = groups.sort("v")
            number, n = ordered["v"].cast(pl.Int64), ordered["n"].cast(pl.Int64)
            count = n.sum()
            middle = (number.cast(pl.Float64) * n).sum() / count
            mean = mean_of(middle, kind == pl.Date)
            deviation = (((number - middle) ** 2 * n).sum() / (count - 1)) ** 0.5 if count > 1 else None
            ends = n.cum_sum()
            # The smallest value such that at least that share of the values is not larger.
            quantiles = [ordered["v"][int(ends.search_sorted(max(1, -(-int(q * 100) * count // 100))))] for q in QUANTILES]
        if is_text:
            sizes = groups["v"].str.len_chars()
            lengths = (sizes.min(), sizes.max()) if len(groups) else (None, None)
            blank = groups.filter(pl.col("v").str.strip_chars(SPACES) == "")["n"].sum()
        # The third count, then only the groups that reach it are ordered.
        least = groups["n"].top_k(TOP).min() if len(groups) else 0
        top = groups.filter(pl.col("n") >= least).sort(["n", "v"], descending=[True, False]).head(TOP)
        yield line(
            name, rows, nulls, len(groups), low, high, mean, deviation, quantiles, lengths, blank, list(zip(top["v"], top["n"])))


def of_ours(output):
    """The same lines from what `xueji stats --exact --reveal --format json` printed."""
    for column in json.loads(output)["columns"]:
        is_text, is_number = column["type"] == "utf8", column["type"] in ("int32", "int64", "date")
        mean = column["mean"]
        quantiles = list(column["quantiles"].values()) if is_number and mean is not None else None
        yield line(
            column["column"], column["count"], column["nulls"], column["distinct"], column["min"], column["max"],
            "" if mean is None else mean if isinstance(mean, str) else rounded(float(mean)), column["stddev"], quantiles,
            (column["shortest"], column["longest"]) if is_text else None, column["blank"],
            [(frequent["value"], frequent["count"]) for frequent in column["most_frequent"]])


def digest(lines, copy=None):
    lines = list(lines)
    if copy:
        pathlib.Path(copy).write_text("\n".join(lines) + "\n")
    return f"{len(lines)} columns {hashlib.sha256(chr(10).join(lines).encode()).hexdigest()[:16]}"


if __name__ == "__main__":
    lines = {"duckdb": with_duckdb, "polars": with_polars, "ours": lambda path: of_ours(pathlib.Path(path).read_text())}
    print(digest(lines[sys.argv[1]](sys.argv[2]), *sys.argv[3:]))
