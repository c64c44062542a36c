"""spark_twins.py XUEJI STORE [RULE…]: every rule's SQL (or that of some) in Spark against the findings of the last check, row by row.

Spark reads the Parquet files that are a table now. Prints the rules that differ or do not run; made-up people only.
"""
import collections
import json
import pathlib
import subprocess
import sys
import time

from pyspark.sql import SparkSession
from pyspark.sql.types import StructType

COLUMNS = ["rule_id", "severity", "table", "file", "sheet", "row", "field", "value"]


def session():
    spark = (
        SparkSession.builder.master("local[2]").appName("xueji twins").config("spark.ui.enabled", "false")
        .config("spark.sql.shuffle.partitions", "4").config("spark.driver.memory", "4g")
        # Spark derives conditions from conditions, exponentially many from the many CASEs of SUM-04: 4 GB are not enough for these.
        .config("spark.sql.constraintPropagation.enabled", "false").getOrCreate())
    spark.sparkContext.setLogLevel("ERROR")
    return spark


def text(value):
    return "" if value is None else str(value)


def main():
    program, store, *wanted = sys.argv[1:]
    run = lambda *words: subprocess.run([program, *words], capture_output=True, text=True, check=True).stdout
    native = collections.defaultdict(list)
    for row in json.loads(run("findings", "--store", store, "--format", "json", "--reveal", "--quiet")):
        native[row["rule_id"]].append(tuple(text(row[column]) for column in COLUMNS))
    spark = session()
    for table, content in json.loads((pathlib.Path(store) / "active_files.json").read_text())["tables"].items():
        if content["files"]:
            files = [str(pathlib.Path(store) / path) for path in content["files"]]
            spark.read.parquet(*files).createOrReplaceTempView(table)
        else:
            # A table without files: its columns stand in the first entry of its log.
            log = (pathlib.Path(store) / table / "_delta_log" / f"{0:020}.json").read_text().splitlines()
            schema = next(json.loads(line)["metaData"]["schemaString"] for line in log if "metaData" in line)
            spark.createDataFrame([], StructType.fromJson(json.loads(schema))).createOrReplaceTempView(table)
    failed = compared = 0
    for statement in run("rules", "sql", "all", "--dialect", "spark").split(";\n"):
        rule = statement.rsplit("-- ", 1)[-1][:6]
        if "SELECT" not in statement or wanted and rule not in wanted:
            continue
        start = time.monotonic()
        try:
            twin = [tuple(map(text, row)) for row in spark.sql(statement).collect()]
        except Exception as error:  # the report names the rule; the rest goes on
            failed += 1
            print(rule, "does not run:", str(error).split("JVM stacktrace")[0].strip()[:600])
            continue
        compared += len(twin)
        if twin != native[rule]:
            failed += 1
            a, b = collections.Counter(twin), collections.Counter(native[rule])
            print(rule, "differs; only the twin:", list((a - b).elements())[:3], "only the rule:", list((b - a).elements())[:3],
                  "" if a != b else "order only")
        if time.monotonic() - start > 10:
            print(rule, f"took {time.monotonic() - start:.0f} s")
    print(compared, "findings compared;", failed, "rules failed")
    sys.exit(1 if failed or not compared else 0)


if __name__ == "__main__":
    main()
