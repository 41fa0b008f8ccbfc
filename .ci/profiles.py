"""Runs pycytominer with its default arguments on what --naming pycytominer gives, and checks the numbers."""
import math
import os
import re
import sqlite3
import statistics
import subprocess
import sys
import warnings

import duckdb
import pandas
from pycytominer import aggregate, annotate, feature_select, normalize
from pycytominer.cyto_utils import infer_cp_features

warnings.filterwarnings("ignore")
shared, work = sys.argv[1:3]
folder = f"{work}/profiles"
os.makedirs(folder)
FIELDS = ["Metadata_Plate", "Metadata_Well", "Metadata_Site"]
IDS = re.compile(r"Object_?Number|ImageNumber|TableNumber|(^|_)(Parent|Metadata|Series|Frame)_|Group_(Index|Number)")
COMPARTMENTS = "Cells", "Nuclei", "Cytoplasm"


def write_database(path, layout):
    """The same plate as ExportToDatabase ("per") or cytominer-database ("cytominer") writes it."""
    per = layout == "per"
    database = sqlite3.connect(path)
    tables = {"Image": [], "Cells": [], "Nuclei": [], "Cytoplasm": []}
    for image in range(1, 9):
        well, site = f"{'AB'[(image - 1) // 4]}0{(image - 1) // 2 % 2 + 1}", (image - 1) % 2 + 1
        tables["Image"].append([image, "BR1", well, site, 6, f"{well}_{site}.tif", image])
        for number in range(1, 7):
            # Numbers of cell, nucleus and cytoplasm differ, and one cell's area is missing.
            value = image * 10 + number * number
            area = None if (image, number) == (3, 2) else value + 0.25
            tables["Cells"].append([image, number, area, math.sin(value), 7 - number])
            tables["Nuclei"].append([image, 7 - number, value / 8, math.cos(value), 0])
            tables["Cytoplasm"].append([image, number + 6, value / 4, math.tan(value), number])
    prefix = "Image_" if per else ""
    metadata = [f"{prefix}Metadata_Plate TEXT", f"{prefix}Metadata_Well TEXT", f"{prefix}Metadata_Site FLOAT"]
    for table, rows in tables.items():
        stem = f"{table}_"
        if table == "Image":
            columns = [*metadata, "Image_Count_Cells INTEGER", "Image_FileName_DNA TEXT", "Image_Group_Index INTEGER"]
        else:
            number = f"{stem}Number_Object_Number" if per else "ObjectNumber"
            parent = {"Cells": "Parent_Nuclei", "Nuclei": "Children_Cells_Count", "Cytoplasm": "Parent_Cells"}[table]
            columns = [f"{number} INTEGER", f"{stem}AreaShape_Area FLOAT", f"{stem}Texture_Contrast FLOAT",
                       f"{stem}{parent} INTEGER"]
            if table == "Cytoplasm":
                columns.append("Cytoplasm_Parent_Nuclei INTEGER")
                rows = [[*row, 7 - row[-1]] for row in rows]
        columns.insert(0, "ImageNumber INTEGER")
        if not per:
            columns.insert(0, "TableNumber BIGINT")
            rows = [[4 - row[0] % 2, *row] for row in rows]
        name = f"Per_{table}" if per else table
        database.execute(f"CREATE TABLE {name} ({', '.join(columns)})")
        database.executemany(f"INSERT INTO {name} VALUES ({', '.join('?' * len(columns))})", rows)
    database.commit()
    database.close()
    areas = {}
    for image, number, area, *_ in tables["Cells"]:
        areas.setdefault(tables["Image"][image - 1][2], []).extend([area] if area is not None else [])
    return {well: statistics.median(values) for well, values in areas.items()}


def convert(source, name, *options, expect=0):
    out = f"{folder}/{name}.parquet"
    command = ["bin/cytobeam", "convert", source, out, "--quiet", "--naming", "pycytominer", *options]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == expect, (command, done.returncode, done.stderr)
    return out


def close(a, b):
    return (pandas.isna(a) and pandas.isna(b)) or math.isclose(a, b, rel_tol=1e-9, abs_tol=1e-12)


def check_normalized(name, profiles, normalized):
    for feature in infer_cp_features(profiles):
        values = profiles[feature].astype(float)
        spread = values.std(ddof=0)
        if spread > 1e-9 * abs(values).max():
            z = (values - values.mean()) / spread
            assert all(abs(a - b) < 1e-6 for a, b in zip(normalized[feature], z)), (name, feature)


def check(name, source, wells, *options, expect=0):
    """Aggregates, normalizes, selects and annotates, and compares with DuckDB and pandas."""
    out = convert(source, name, "--image-columns", "all", *options, expect=expect)
    cells = pandas.read_parquet(out)
    for field in FIELDS:
        assert cells[field].dropna().map(type).eq(str).all(), (name, field)
    assert pandas.api.types.is_integer_dtype(cells["Metadata_ObjectNumber"]), name
    for features in infer_cp_features(cells), infer_cp_features(cells, image_features=True):
        leaked = [f for f in features if IDS.search(f) and not f.startswith("Image_ExecutionTime_")]
        assert not leaked, (name, leaked)
    features = infer_cp_features(cells)
    assert {f.split("_")[0] for f in features} == set(COMPARTMENTS), name

    profiles = aggregate(cells, compute_object_count=True)
    assert sorted(profiles["Metadata_Well"]) == wells, (name, list(profiles["Metadata_Well"]))
    assert profiles["Metadata_Object_Count"].sum() == len(cells), name
    medians = ", ".join(f'quantile_cont(CASE WHEN NOT isnan("{f}") THEN "{f}" END, 0.5) AS "{f}"' for f in features)
    expected = duckdb.sql(f"""
        SELECT Metadata_Plate, Metadata_Well, count(*) AS cells, {medians}
        FROM '{out}' GROUP BY ALL ORDER BY ALL""").df()
    got = profiles.sort_values(["Metadata_Plate", "Metadata_Well"], ignore_index=True)
    assert list(got["Metadata_Object_Count"]) == list(expected["cells"]), name
    for feature in features:
        assert all(map(close, got[feature], expected[feature])), (name, feature)

    complete = profiles.dropna(axis="columns")
    normalized = normalize(complete)
    check_normalized(name, complete, normalized)
    selected = feature_select(normalized)
    kept = infer_cp_features(selected)
    assert kept and set(kept) <= set(features), name
    platemap = pandas.DataFrame({"well_position": wells, "treatment": [f"drug {well}" for well in wells]})
    annotated = annotate(selected, platemap)
    assert len(annotated) == len(profiles) and annotated.columns.is_unique, name
    assert all(annotated["Metadata_treatment"] == "drug " + annotated["Metadata_Well"]), name

    # Single cells take the same way.
    single = annotate(feature_select(normalize(cells)), platemap)
    assert len(single) == len(cells), name
    print(f"pycytominer with its defaults, {name}: {len(cells)} cells, {len(profiles)} wells, "
          f"{len(features)} features, {len(kept)} kept")
    return profiles.set_index("Metadata_Well")


def check_one_image(name, source, *options):
    """One image without plate and well: its cells are normalized, and annotated by ImageNumber."""
    out = convert(source, name, "--image-columns", "all", *options)
    cells = pandas.read_parquet(out)
    assert cells[FIELDS].isna().all(axis=None), name
    features = infer_cp_features(cells)
    assert not [f for f in features if IDS.search(f)], name
    assert {f.split("_")[0] for f in features} == set(COMPARTMENTS), name
    profiles = aggregate(cells, strata=["Metadata_ImageNumber"], compute_object_count=True)
    assert list(profiles["Metadata_Object_Count"]) == [len(cells)], name
    for feature in features:
        median = duckdb.sql(f"""SELECT median("{feature}") FROM '{out}' WHERE NOT isnan("{feature}")""").fetchone()[0]
        assert close(profiles[feature][0], median if median is not None else math.nan), (name, feature)
    normalized = normalize(cells)
    check_normalized(name, cells.dropna(axis="columns"), normalized)
    selected = feature_select(normalized)
    kept = infer_cp_features(selected)
    assert kept and set(kept) <= set(features), name
    platemap = pandas.DataFrame({"image": [1], "treatment": ["none"]})
    annotated = annotate(selected, platemap, join_on=["Metadata_image", "Metadata_ImageNumber"])
    assert len(annotated) == len(cells) and annotated.columns.is_unique, name
    assert (annotated["Metadata_treatment"] == "none").all(), name
    print(f"pycytominer with its defaults, {name}: {len(cells)} cells, {len(features)} features, {len(kept)} kept")


check("example", "examples/plate", ["A01", "A02"])
for layout in "per", "cytominer":
    areas = write_database(f"{folder}/{layout}.sqlite", layout)
    profiles = check(layout, f"{folder}/{layout}.sqlite", list(areas))
    assert dict(profiles["Cells_AreaShape_Area"]) == areas, (layout, areas)
    table = pandas.read_parquet(f"{folder}/{layout}.parquet")
    assert sorted(table["Metadata_Site"].unique()) == ["1", "2"], table["Metadata_Site"].unique()
    assert sorted(table["Metadata_ObjectNumber"].unique()) == list(range(7, 13)), layout
check("per with object numbers", f"{folder}/per.sqlite", ["A01", "A02", "B01", "B02"],
      "--preset", "cellprofiler_sqlite")

if os.path.isdir(f"{shared}/data"):
    data = f"{shared}/data"
    check("nf1", f"{data}/nf1", ["C6", "C7", "D6", "D7", "E6", "E7", "F6", "F7"])
    check("cell-health", f"{data}/cell-health", ["A01", "O18"])
    check("jump", f"{data}/cytominer_data_b.sqlite", ["A01", "B01"])
    check_one_image("ExampleHuman", f"{data}/ExampleHuman")
    # This data holds broken files on purpose, hence exit code 4.
    check("sites", f"{data}/cytominer_data_b", ["A01", "B01"], expect=4)
elif os.environ.get("CI") == "true":
    sys.exit("ci: the folder shared with real data is not there")
else:
    print("skipped: the folder shared with real data is not there")
