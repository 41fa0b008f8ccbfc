"""Reads the example's output with the tools that people use next."""
import subprocess
import sys

import duckdb
import pandas
import pyarrow.parquet as parquet
from pycytominer import aggregate

out = f"{sys.argv[1]}/example.parquet"
subprocess.run(["bin/cytobeam", "convert", "examples/plate", out, "--quiet", "--image-columns", "all"], check=True)

table = parquet.read_table(out)
frame = pandas.read_parquet(out)
rows = duckdb.sql(f"SELECT count(*) FROM '{out}'").fetchone()[0]
assert table.num_rows == len(frame) == rows > 0, (table.num_rows, len(frame), rows)
assert table.schema.metadata[b"data-producer"] == b"CytoBeam", table.schema.metadata
for name in table.column_names:
    column = duckdb.sql(f'SELECT "{name}" FROM \'{out}\'').fetchnumpy()[name]
    assert len(column) == rows, name

frame["Metadata_Well"] = frame["Metadata_Well"] if "Metadata_Well" in frame else frame["Image_Metadata_Well"]
profiles = aggregate(
    frame, strata=["Metadata_Well"], features=[c for c in frame if "AreaShape" in c], operation="median")
assert sorted(profiles["Metadata_Well"]) == sorted(frame["Metadata_Well"].unique())
print(f"pyarrow, pandas, DuckDB and pycytominer read the example: {rows} rows, {table.num_columns} columns")
