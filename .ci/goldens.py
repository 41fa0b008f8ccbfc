"""Converts CytoTable's test data by the command line and compares with what CytoTable made of it."""
import os
import subprocess
import sys

import pyarrow.parquet as parquet

shared, work = sys.argv[1:3]
data, golden, out = f"{shared}/data", f"{shared}/golden", f"{work}/goldens"
os.makedirs(out)
failed = 0


def convert(source, destination, *options, expect=0):
    command = ["bin/cytobeam", "convert", f"{data}/{source}", f"{out}/{destination}", "--quiet", *options]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode != expect:
        sys.exit(f"exit {done.returncode}, not {expect}: {' '.join(command)}\n{done.stderr}")


def compare(expected, got):
    global failed
    done = subprocess.run(
        [sys.executable, f"{shared}/tools/compare.py", expected, f"{out}/{got}"],
        capture_output=True, text=True)
    failed += done.returncode != 0
    print(f"{got}: {done.stdout.strip() or done.stderr.strip()[-300:]}")


convert("ExampleHuman", "human.parquet")
compare(f"{golden}/ExampleHuman.cellprofiler_csv.parquet", "human.parquet")
convert("ExampleHuman", "human", "--no-join")
for table in "cells", "cytoplasm", "image", "nuclei":
    compare(f"{golden}/ExampleHuman.tables.parquet/{table}/{table}.parquet", f"human/{table}/{table}.parquet")

convert("cell-health", "health.parquet")
# Agreed: the text 'nan' in a FLOAT column is NaN, where CytoTable has NULL.
expected, name = parquet.read_table(f"{golden}/cell-health.parquet"), "Nuclei_Correlation_Costes_AGP_DNA"
assert expected[name].null_count == 1
expected = expected.set_column(expected.column_names.index(name), name, expected[name].fill_null(float("nan")))
parquet.write_table(expected, f"{work}/cell-health.parquet")
compare(f"{work}/cell-health.parquet", "health.parquet")

convert("nf1", "nf1.parquet", "--preset", "cellprofiler_sqlite")
compare(f"{golden}/nf1.cellprofiler_sqlite.parquet", "nf1.parquet")
convert("nf1", "nf1-auto.parquet")
compare(f"{golden}/nf1.cellprofiler_sqlite_pycytominer.parquet", "nf1-auto.parquet")
convert("nf1", "nf1-cast.parquet", "--data-type-cast-map", "float=float32,integer=int32")
compare(f"{golden}/nf1.cellprofiler_sqlite_pycytominer.float32_int32.parquet", "nf1-cast.parquet")
convert("nf1", "nf1", "--no-join", "--preset", "cellprofiler_sqlite")
for table in "per_cells", "per_cytoplasm", "per_image", "per_nuclei":
    compare(f"{golden}/nf1.tables.parquet/{table}/{table}.parquet", f"nf1/{table}/{table}.parquet")

convert("in-carta", "in-carta")
compare(f"{golden}/in-carta.parquet/test 0 day/test 0 day.parquet", "in-carta/test 0 day/test 0 day.parquet")

# This data holds broken files on purpose, hence exit code 4.
convert("cytominer_data_b", "sites", "--no-join", "--schema", "intersection", expect=4)
for table in "cells", "cytoplasm", "image", "nuclei":
    # Agreed: TableNumber is an id, so it is Metadata_TableNumber in every table.
    expected = parquet.read_table(f"{golden}/cytominer_data_b.tables.parquet/{table}/{table}.parquet")
    names = [n.replace(f"{table.capitalize()}_TableNumber", "Metadata_TableNumber") for n in expected.column_names]
    parquet.write_table(expected.rename_columns(names), f"{work}/{table}.parquet")
    compare(f"{work}/{table}.parquet", f"sites/{table}/{table}.parquet")
convert("cytominer_data_b", "sites.parquet", "--schema", "intersection",
        "--preset", "cell-health-cellprofiler-to-cytominer-database",
        "--joins", f"{golden}/cytominer_data_b.custom_joins.sql", expect=4)
compare(f"{golden}/cytominer_data_b.custom_joins.parquet", "sites.parquet")
sys.exit(failed > 0)
