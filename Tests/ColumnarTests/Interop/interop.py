"""Reads and writes Parquet files with pyarrow, DuckDB and Polars for ParquetInteropTests.swift.

    interop.py check FILE.parquet EXPECTED.tsv   compares every value that each reader sees with the text
    interop.py write FOLDER EXPECTED.tsv         writes the same table with each writer, codec and encoding

EXPECTED.tsv holds one line a row, values as `Column.text` gives them, \\N for null, and a header line `name:type`.
"""

import datetime
import os
import sys

import duckdb
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq

ARROW_TYPES = {
    "bool": pa.bool_(), "int8": pa.int8(), "int16": pa.int16(), "int32": pa.int32(), "int64": pa.int64(),
    "date": pa.date32(), "utf8": pa.string(),
}


def parse(text, kind):
    if text == "\\N":
        return None
    if kind == "utf8":
        return text
    if kind == "bool":
        return text == "true"
    if kind == "date":
        return datetime.date.fromisoformat(text)
    return int(text)


def load_expected(path):
    with open(path, encoding="utf-8", newline="\n") as file:
        lines = file.read().split("\n")
    header = [part.rsplit(":", 1) for part in lines[0].split("\t")]
    columns = [[] for _ in header]
    for line in lines[1:-1]:
        for column, (text, (_, kind)) in enumerate(zip(line.split("\t"), header)):
            columns[column].append(parse(text, kind))
    return {name: (kind, values) for (name, kind), values in zip(header, columns)}


def compare(reader, found, expected):
    assert list(found) == list(expected), f"{reader}: columns {list(found)}"
    for name, (_, values) in expected.items():
        if found[name] != values:
            first = next(i for i, (a, b) in enumerate(zip(found[name], values)) if a != b)
            sys.exit(f"{reader}: column {name} row {first}: {found[name][first]!r} instead of {values[first]!r}")


def check(path, expected):
    table = pq.read_table(path, page_checksum_verification=True)
    for name, (kind, _) in expected.items():
        assert table.schema.field(name).type == ARROW_TYPES[kind], f"pyarrow: {name} is {table.schema.field(name).type}"
    compare("pyarrow", {name: table[name].to_pylist() for name in table.column_names}, expected)
    frame = pl.read_parquet(path)
    compare("polars", {name: frame[name].to_list() for name in frame.columns}, expected)
    rows = duckdb.sql(f"select * from '{path}'")
    names = rows.columns
    values = list(zip(*rows.fetchall())) or [[] for _ in names]
    compare("duckdb", {name: list(column) for name, column in zip(names, values)}, expected)
    check_statistics(path, table, expected)


def check_statistics(path, table, expected):
    """Bounds enclose the values, and a filter on them finds what is there."""
    metadata = pq.ParquetFile(path).metadata
    row = 0
    for group in range(metadata.num_row_groups):
        count = metadata.row_group(group).num_rows
        for column, (name, (_, values)) in enumerate(expected.items()):
            part = [value for value in values[row:row + count] if value is not None]
            chunk = metadata.row_group(group).column(column)
            assert chunk.has_offset_index, name
            statistics = chunk.statistics
            assert statistics.null_count == count - len(part), name
            if part and statistics.has_min_max:
                assert chunk.has_column_index, name
                assert statistics.min <= min(part) and statistics.max >= max(part), f"bounds of {name}"
        row += count
    for name, (kind, values) in expected.items():
        wanted = next((value for value in values if value is not None), None)
        if wanted is None or kind == "bool":
            continue
        count = sum(value == wanted for value in values)
        found = pq.read_table(path, filters=[(name, "=", wanted)]).num_rows
        assert found == count, f"pyarrow filter on {name}: {found} of {count}"
        found = pl.scan_parquet(path).filter(pl.col(name) == wanted).collect().height
        assert found == count, f"polars filter on {name}: {found} of {count}"
        found = duckdb.execute(f"select count(*) from '{path}' where \"{name}\" = ?", [wanted]).fetchone()[0]
        assert found == count, f"duckdb filter on {name}: {found} of {count}"


def write(folder, expected):
    schema = pa.schema([(name, ARROW_TYPES[kind]) for name, (kind, _) in expected.items()])
    table = pa.table({name: pa.array(values, ARROW_TYPES[kind]) for name, (kind, values) in expected.items()}, schema=schema)

    def arrow(name, **options):
        options.setdefault("compression", "none")
        pq.write_table(table, os.path.join(folder, name + ".parquet"), **options)

    integers = [name for name, (kind, _) in expected.items() if kind.startswith("int") or kind == "date"]
    texts = [name for name, (kind, _) in expected.items() if kind == "utf8"]
    booleans = [name for name, (kind, _) in expected.items() if kind == "bool"]
    arrow("pyarrow-dictionary-lz4", compression="lz4_raw" if "lz4_raw" in dir(pa) else "lz4")
    arrow("pyarrow-dictionary-none", write_page_checksum=True)
    arrow("pyarrow-plain", use_dictionary=False, write_page_index=True)
    arrow("pyarrow-small-pages", data_page_size=512, dictionary_pagesize_limit=2048, row_group_size=1000)
    arrow("pyarrow-v2", data_page_version="2.0", compression="lz4")
    arrow("pyarrow-v1-format", version="1.0")
    arrow("pyarrow-delta", use_dictionary=False, column_encoding={name: "DELTA_BINARY_PACKED" for name in integers})
    arrow("pyarrow-delta-length", use_dictionary=False, column_encoding={name: "DELTA_LENGTH_BYTE_ARRAY" for name in texts})
    arrow("pyarrow-delta-bytes", use_dictionary=False, column_encoding={name: "DELTA_BYTE_ARRAY" for name in texts})
    arrow("pyarrow-rle-booleans", use_dictionary=False, column_encoding={name: "RLE" for name in booleans})
    required = pa.schema([field.with_nullable(table[field.name].null_count > 0) for field in schema])
    pq.write_table(table.cast(required), os.path.join(folder, "pyarrow-required.parquet"), compression="none")

    frame = pl.from_arrow(table)
    frame.write_parquet(os.path.join(folder, "polars-none.parquet"), compression="uncompressed")
    frame.write_parquet(os.path.join(folder, "polars-small.parquet"), compression="uncompressed", row_group_size=700, data_page_size=600)
    frame.write_parquet(os.path.join(folder, "polars-lz4.parquet"), compression="lz4")

    connection = duckdb.connect()
    connection.register("source", table)
    for name, options in {
        "duckdb-none": "compression uncompressed",
        "duckdb-lz4": "compression lz4_raw",
        "duckdb-v2": "compression uncompressed, parquet_version v2",
        "duckdb-v2-plain": "compression lz4_raw, parquet_version v2, dictionary_size_limit 1",
    }.items():
        connection.execute(f"copy source to '{folder}/{name}.parquet' (format parquet, {options})")

    refused = pa.table({"n": pa.array([1, 2]), "x": pa.array([1.5, None]), "list": pa.array([[1], [2, 3]])})
    pq.write_table(refused, os.path.join(folder, "refused-types.parquet"), compression="none")
    for codec in ["snappy", "zstd", "gzip", "brotli"]:
        pq.write_table(refused.select(["n"]), os.path.join(folder, f"refused-{codec}.parquet"), compression=codec)
    pq.write_table(
        refused.select(["n"]), os.path.join(folder, "refused-split.parquet"), compression="none", use_dictionary=False,
        column_encoding={"n": "BYTE_STREAM_SPLIT"})


if __name__ == "__main__":
    if sys.argv[1] == "check":
        check(sys.argv[2], load_expected(sys.argv[3]))
    else:
        write(sys.argv[2], load_expected(sys.argv[3]))
