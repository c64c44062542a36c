"""workbooks_to_parquet.py DROP OUT: every sheet of every .xlsx and .xls workbook as text, one LZ4 Parquet file a sheet.

A workbook that cannot be read (the province holds a few on purpose) is passed over and counted, as ours does with a finding.
"""
import pathlib
import sys

import fastexcel

source, target = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
target.mkdir(parents=True, exist_ok=True)
rows = 0
unreadable = 0
for number, path in enumerate(sorted(path for path in source.rglob("*") if path.suffix in (".xls", ".xlsx"))):
    try:
        workbook = fastexcel.read_excel(path)
    except fastexcel.FastExcelError:
        unreadable += 1
        continue
    for sheet in workbook.sheet_names:
        frame = workbook.load_sheet(sheet, header_row=None, dtypes="string").to_polars()
        rows += frame.height
        frame.write_parquet(target / f"{number}-{workbook.sheet_names.index(sheet)}.parquet", compression="lz4")
print(f"{rows} rows, {unreadable} workbooks not readable")
