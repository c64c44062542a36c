"""queries.py duckdb|polars STORE QUERY [SCHOOL]: the analysts' questions to a store, answered as sorted CSV lines; prints their digest.

queries.py sql QUERY [SCHOOL] prints the statement that `xueji query` is asked; queries.py digest reads its CSV.
"""
import hashlib
import sys

STATEMENTS = {
    "county-grade": "SELECT substring(school_id, 3, 6) AS county, grade, count(*) AS n FROM students GROUP BY 1, 2",
    "left-behind": "SELECT substring(school_id, 3, 6) AS county, count(*) AS n, count(*) FILTER (WHERE left_behind <> '0') AS k,"
    " count(*) FILTER (WHERE left_behind <> '0') * 1000 / count(*) AS per_mille FROM students GROUP BY 1",
    "ethnic-groups": "SELECT substring(school_id, 3, 4) AS prefecture, ethnicity, count(*) AS n FROM students GROUP BY 1, 2"
    " ORDER BY n DESC, 1, 2 LIMIT 20",
    "one-school": "SELECT sex, count(*) AS n, min(entry_month) AS low, max(entry_month) AS high, count(only_child) AS k FROM students"
    " WHERE school_id = '{school}' GROUP BY sex",
}


def digest(lines):
    text = "\n".join(sorted(lines))
    return f"{len(lines)} rows {hashlib.md5(text.encode()).hexdigest()[:12]}"


def lines_of(rows):
    return [",".join("" if value is None else str(value) for value in row) for row in rows]


def with_duckdb(store, query, school):
    import pathlib

    import duckdb

    connection = duckdb.connect()
    views = pathlib.Path(store, "views", "duckdb.sql").read_text()
    # Only the view that is asked: opening the others is no part of the question.
    connection.execute(next(part for part in views.split("\n\n") if "VIEW \"students\"" in part))
    connection.execute("SET integer_division = true")
    return connection.execute(STATEMENTS[query].format(school=school)).fetchall()


def with_polars(store, query, school):
    import json
    import pathlib

    import polars as pl

    files = json.loads(pathlib.Path(store, "active_files.json").read_text())
    paths = [str(pathlib.Path(store, name)) for name in names_of(files)]
    students = pl.scan_parquet(paths)
    county = pl.col("school_id").str.slice(2, 6).alias("county")
    prefecture = pl.col("school_id").str.slice(2, 4).alias("prefecture")
    n = pl.len().alias("n")
    behind = (pl.col("left_behind") != "0").sum().alias("k")
    plans = {
        "county-grade": lambda: students.group_by(county, "grade").agg(n),
        "left-behind": lambda: students.group_by(county).agg(n, behind).with_columns((pl.col("k") * 1000 // pl.col("n")).alias("p")),
        "ethnic-groups": lambda: students.group_by(prefecture, "ethnicity").agg(n).sort(
            ["n", "prefecture", "ethnicity"], descending=[True, False, False], nulls_last=True).head(20),
        "one-school": lambda: students.filter(pl.col("school_id") == school).group_by("sex").agg(
            n, pl.col("entry_month").min().alias("low"), pl.col("entry_month").max().alias("high"), pl.col("only_child").count().alias("k")),
    }
    return plans[query]().collect().rows()


def names_of(files):
    """Paths of the students' files in active_files.json."""
    tables = files.get("tables", files)
    found = tables["students"]
    found = found.get("files", found) if isinstance(found, dict) else found
    return [entry["path"] if isinstance(entry, dict) else entry for entry in found]


if __name__ == "__main__":
    if sys.argv[1] == "sql":
        print(STATEMENTS[sys.argv[2]].format(school=(sys.argv + [""])[3]))
    elif sys.argv[1] == "digest":
        print(digest(sys.stdin.read().splitlines()[1:]))
    else:
        school = sys.argv[4] if len(sys.argv) > 4 else ""
        print(digest(lines_of({"duckdb": with_duckdb, "polars": with_polars}[sys.argv[1]](sys.argv[2], sys.argv[3], school))))
