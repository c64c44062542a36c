"""sql_twins.py PROGRAM STORE RULES: the findings of the rules' SQL twins in DuckDB, from the store's own Parquet files.

RULES is all, core or a list of ids. Every statement of `xueji rules sql` that has a query runs in turn in one process over the views
that the store publishes, and its rows go into one table in memory; messages, owners, groups and ids are not made, and nothing is
written. Seconds of the slowest rules go to standard error; the last line is the number of findings of each rule.
"""
import csv
import pathlib
import subprocess
import sys
import time

import duckdb


def main(program, store, rules):
    listed = subprocess.run([program, "rules", "list", "--format", "csv"], capture_output=True, text=True, check=True).stdout
    core = {line["rule_id"] for line in csv.DictReader(listed.splitlines()) if line["core"] == "1"}
    chosen = None if rules == "all" else core if rules == "core" else set(rules.split(","))
    statements = subprocess.run([program, "rules", "sql", "all"], capture_output=True, text=True, check=True).stdout
    database = duckdb.connect()
    database.execute((pathlib.Path(store) / "views" / "duckdb.sql").read_text())
    database.execute(
        'CREATE TEMP TABLE found (rule_id VARCHAR, severity VARCHAR, "table" VARCHAR, file VARCHAR, sheet VARCHAR,'
        ' "row" INTEGER, field VARCHAR, value VARCHAR)')
    counts, seconds = {}, {}
    for statement in statements.split(";\n"):
        rule = statement.rsplit("-- ", 1)[-1][:6]
        if "SELECT" not in statement or chosen is not None and rule not in chosen:
            continue
        start = time.process_time()
        query = statement[statement.index("\n", statement.index("-- ")) + 1:]
        counts[rule] = database.execute("INSERT INTO found " + query).fetchone()[0]
        seconds[rule] = time.process_time() - start
    slowest = sorted(seconds, key=seconds.get, reverse=True)[:10]
    print("CPU s:", ", ".join(f"{rule} {seconds[rule]:.2f}" for rule in slowest), file=sys.stderr)
    print(" ".join(f"{rule}={counts[rule]}" for rule in counts))


main(*sys.argv[1:])
