"""seven_rules.py duckdb|polars STORE: the number of findings of seven rules, from the store's own Parquet files.

A number of 15 digits counts as its 17 digits with the century; the check character follows from these. Grade P1 follows from
the entry month in schools of the types that begin with it: simpler than the catalogue, which asks the class row first, so the
peers do a little less.
"""
import json
import pathlib
import sys

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
PRIMARY = ("211", "218", "219", "312", "345", "371", "511", "512", "513", "514", "519")


def active(store, table):
    """The Parquet files that are a table now; a plain glob would count replaced files too."""
    tables = json.loads((pathlib.Path(store) / "active_files.json").read_text())["tables"]
    return [str(pathlib.Path(store) / path) for path in tables[table]["files"]]


def with_duckdb(store):
    import duckdb

    check = " + ".join(f"CAST(substr(id_number, {i + 1}, 1) AS INTEGER) * {w}" for i, w in enumerate(WEIGHTS))
    for table in ("students", "schools", "proofs"):
        duckdb.execute(f"CREATE VIEW {table} AS SELECT * FROM read_parquet({active(store, table)!r})")
    duckdb.execute(f"""
        CREATE TEMP TABLE s AS
        WITH numbered AS (
          SELECT school_id, name, sex, birth_date, nationality, id_type, id_number, entry_month, unreadable,
                 regexp_full_match(id_number, '[0-9]{{17}}[0-9X]') AS is18,
                 CASE WHEN is18 THEN substr(id_number, 1, 17)
                      WHEN regexp_full_match(id_number, '[0-9]{{15}}') THEN substr(id_number, 1, 6) || '19' || substr(id_number, 7)
                 END AS digits
          FROM students)
        SELECT *, try_strptime(substr(digits, 7, 8), '%Y%m%d')::DATE AS id_birth,
               CASE WHEN is18 THEN substr('10X98765432', 1 + ({check}) % 11, 1) = substr(id_number, 18, 1)
                    ELSE digits IS NOT NULL END AS check_ok
        FROM numbered""")
    ok = "id_type = '1' AND check_ok AND id_birth IS NOT NULL"
    counts = duckdb.execute(f"""
        SELECT
          (SELECT count(*) FROM s WHERE id_type = '1' AND is18 AND id_birth IS NOT NULL AND NOT check_ok),
          (SELECT count(*) FROM s WHERE id_type = '1' AND id_birth IS NOT NULL AND birth_date <> id_birth),
          (SELECT count(*) FROM s WHERE {ok} AND sex IN ('1', '2')
              AND (CAST(substr(digits, 17, 1) AS INTEGER) % 2 = 1) <> (sex = '1')),
          (SELECT coalesce(sum(n), 0) FROM (SELECT count(*) n FROM s WHERE {ok} AND name IS NOT NULL AND school_id IS NOT NULL
              GROUP BY digits, name, school_id HAVING n > 1)),
          (SELECT coalesce(sum(n), 0) FROM (SELECT count(*) n FROM s WHERE {ok} AND name IS NOT NULL
              GROUP BY digits HAVING count(DISTINCT name) > 1)),
          (SELECT count(*) FROM s LEFT JOIN (SELECT school_id, any_value(school_type) AS t FROM schools GROUP BY school_id) USING (school_id)
              WHERE entry_month BETWEEN 201308 AND 201407 AND birth_date > DATE '2007-08-31' AND birth_date <= DATE '2013-09-01'
                AND t IN {PRIMARY}),
          (SELECT count(*) FROM s LEFT JOIN
              (SELECT DISTINCT school_id, student_name AS name, sex, birth_date, 1 AS joined FROM proofs) p
              USING (school_id, name, sex, birth_date)
              WHERE nationality = 'CHN' AND (id_type = 'Z' OR (id_number IS NULL AND coalesce(unreadable, '') NOT LIKE '%id_number%'))
                AND joined IS NULL AND name IS NOT NULL AND sex IS NOT NULL AND birth_date IS NOT NULL)
        """).fetchone()
    return counts


def with_polars(store):
    import datetime

    import polars as pl

    columns = ["school_id", "name", "sex", "birth_date", "nationality", "id_type", "id_number", "entry_month", "unreadable"]
    s = pl.scan_parquet(active(store, "students")).select(columns)
    number = pl.col("id_number")
    total = sum(number.str.slice(i, 1).cast(pl.Int32, strict=False) * w for i, w in enumerate(WEIGHTS))
    expected = pl.lit("10X98765432").str.split("").list.get(total % 11, null_on_oob=True)
    s = s.with_columns(is18=number.str.contains("^[0-9]{17}[0-9X]$").fill_null(False))
    s = s.with_columns(
        digits=pl.when("is18").then(number.str.slice(0, 17)).when(number.str.contains("^[0-9]{15}$").fill_null(False))
        .then(number.str.slice(0, 6) + "19" + number.str.slice(6)))
    s = s.with_columns(
        id_birth=pl.col("digits").str.slice(6, 8).str.strptime(pl.Date, "%Y%m%d", strict=False),
        check_ok=pl.when("is18").then(expected == number.str.slice(17, 1)).otherwise(pl.col("digits").is_not_null())).collect()
    resident = pl.col("id_type") == "1"
    ok = s.filter(resident & pl.col("check_ok") & pl.col("id_birth").is_not_null())
    odd = ok["digits"].str.slice(16, 1).cast(pl.Int32) % 2 == 1
    types = pl.scan_parquet(active(store, "schools")).group_by("school_id").agg(pl.col("school_type").first()).collect()
    proofs = pl.scan_parquet(active(store, "proofs")).select(
        "school_id", pl.col("student_name").alias("name"), "sex", "birth_date").unique().collect()
    blank = pl.col("id_number").is_null() & ~pl.col("unreadable").fill_null("").str.contains("id_number")
    needs = s.filter((pl.col("nationality") == "CHN") & ((pl.col("id_type") == "Z") | blank)
                     & pl.col("name").is_not_null() & pl.col("sex").is_not_null() & pl.col("birth_date").is_not_null())
    return (
        s.filter(resident & pl.col("is18") & pl.col("id_birth").is_not_null() & ~pl.col("check_ok")).height,
        s.filter(resident & pl.col("id_birth").is_not_null() & (pl.col("birth_date") != pl.col("id_birth"))).height,
        ok.filter(pl.Series(odd) != (pl.col("sex") == "1")).height,
        ok.filter(pl.col("name").is_not_null()).group_by("digits", "name", "school_id").len().filter(pl.col("len") > 1)["len"].sum(),
        ok.filter(pl.col("name").is_not_null()).group_by("digits").agg(pl.len(), pl.col("name").n_unique().alias("names")).filter(pl.col("names") > 1)["len"].sum(),
        s.filter(pl.col("entry_month").is_between(201308, 201407) & (pl.col("birth_date") > datetime.date(2007, 8, 31))
                 & (pl.col("birth_date") <= datetime.date(2013, 9, 1)))
        .join(types, on="school_id", how="left").filter(pl.col("school_type").is_in(PRIMARY)).height,
        needs.join(proofs, on=["school_id", "name", "sex", "birth_date"], how="anti").height,
    )


if __name__ == "__main__":
    counts = {"duckdb": with_duckdb, "polars": with_polars}[sys.argv[1]](sys.argv[2])
    print(" ".join(str(int(count or 0)) for count in counts))
