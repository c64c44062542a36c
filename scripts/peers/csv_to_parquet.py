"""csv_to_parquet.py duckdb|polars|pyarrow IN.csv OUT.parquet: typed columns, LZ4 Parquet."""
import sys

BOOLS = ["是否独生子女", "是否受过学前教育", "是否需要申请资助", "是否享受一补", "是否孤儿", "是否烈士或优抚子女", "是否需要乘坐校车",
         "是否由政府购买学位", "成员1是否监护人", "成员2是否监护人"]
DATE, MONTH = "出生日期", "入学年月"


def with_duckdb(source, target):
    import duckdb

    columns = [row[0] for row in duckdb.execute(
        "SELECT column_name FROM (DESCRIBE SELECT * FROM read_csv(?, all_varchar = true, header = true))", [source]).fetchall()]
    expressions = []
    for column in columns:
        name = '"' + column + '"'
        if column in BOOLS:
            expressions.append(f"{name} = '是' AS {name}")
        elif column == DATE:
            expressions.append(f"try_strptime({name}, '%Y%m%d')::DATE AS {name}")
        elif column == MONTH:
            expressions.append(f"TRY_CAST({name} AS INTEGER) AS {name}")
        else:
            expressions.append(name)
    duckdb.execute(
        f"COPY (SELECT {', '.join(expressions)} FROM read_csv('{source}', all_varchar = true, header = true))"
        f" TO '{target}' (FORMAT parquet, COMPRESSION lz4_raw)")


def with_polars(source, target):
    import polars as pl

    frame = pl.scan_csv(source, infer_schema=False)
    names = frame.collect_schema().names()
    frame = frame.with_columns(
        [(pl.col(name) == "是").alias(name) for name in BOOLS if name in names]
        + [pl.col(DATE).str.strptime(pl.Date, "%Y%m%d", strict=False), pl.col(MONTH).cast(pl.Int32, strict=False)])
    frame.sink_parquet(target, compression="lz4")


def with_pyarrow(source, target):
    import pyarrow as pa
    import pyarrow.compute as pc
    import pyarrow.csv as csv
    import pyarrow.parquet as parquet

    with open(source, encoding="utf-8-sig") as lines:
        names = lines.readline().strip().split(",")
    convert = csv.ConvertOptions(
        column_types={name: pa.string() for name in names}, strings_can_be_null=True, null_values=[""])
    writer = None
    for batch in csv.open_csv(source, convert_options=convert, read_options=csv.ReadOptions(block_size=8 << 20)):
        # Schools also write 有 or 上过, which pyarrow's own conversion to truth values refuses.
        columns = [pc.equal(batch[name], "是") if name in BOOLS else batch[name] for name in batch.schema.names]
        batch = pa.RecordBatch.from_arrays(columns, names=batch.schema.names)
        if writer is None:
            writer = parquet.ParquetWriter(target, batch.schema, compression="lz4")
        writer.write_batch(batch)
    writer.close()


if __name__ == "__main__":
    {"duckdb": with_duckdb, "polars": with_polars, "pyarrow": with_pyarrow}[sys.argv[1]](sys.argv[2], sys.argv[3])
