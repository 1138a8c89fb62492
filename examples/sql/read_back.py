"""Reads a Parquet of figures back by DuckDB, pandas and, where it is at hand, Spark, and holds it against the JSON of the
same bulletins.

    read_back.py BANTIN FOLDER
"""

import decimal
import json
import pathlib
import subprocess
import sys
import tempfile

import duckdb
import pandas


def by_spark(path):
    """The same rows by Spark; nothing where it is not there."""
    try:
        from pyspark.sql import SparkSession
    except ImportError:
        print("spark: not at hand")
        return None
    spark = SparkSession.builder.master("local[1]").config("spark.ui.enabled", "false").getOrCreate()
    spark.sparkContext.setLogLevel("ERROR")
    table = spark.read.parquet(path)
    types = {field.name: field.dataType.simpleString() for field in table.schema}
    assert (types["amount"], types["period_end"], types["missed"]) == ("decimal(38,10)", "date", "boolean"), types
    assert types["reasons"] == "array<string>" and types["changes"].startswith("array<struct<"), types
    rows = table.where("row = 'figure'").select("source", "figure", "indicator", "amount", "changes").collect()
    spark.stop()
    return [(r.source, r.figure, r.indicator, r.amount, [c.percent for c in r.changes]) for r in rows]


def main():
    bantin, folder = sys.argv[1:3]
    with tempfile.TemporaryDirectory() as place:
        out = str(pathlib.Path(place) / "figures.parquet")
        subprocess.run([bantin, "extract", "--format", "parquet", "-o", out, folder], check=True)
        lines = subprocess.run([bantin, "extract", "--format", "ndjson", folder], check=True, stdout=subprocess.PIPE).stdout
        bulletins = [json.loads(line, parse_float=decimal.Decimal, parse_int=decimal.Decimal) for line in lines.splitlines()]
        want = [
            (b["source"]["name"], int(f["id"]), f["indicator"], (f["value"] or {}).get("amount"), [c["percent"] for c in f["changes"]])
            for b in bulletins
            for f in b["figures"]
        ]
        query = "select source, figure, indicator, amount, [c.percent for c in changes] from '{}' where row = 'figure'"
        duck = duckdb.sql(query.format(out)).fetchall()
        table = pandas.read_parquet(out)
        table = table[table.row == "figure"]
        panda = [
            (r.source, int(r.figure), r.indicator, r.amount, [c["percent"] for c in r.changes]) for r in table.itertuples()
        ]
        found_by = {"duckdb": duck, "pandas": panda, "spark": by_spark(out)}
        for name, found in found_by.items():
            if found is None:
                continue
            assert len(found) == len(want), (name, len(found), len(want))
            for have, wanted in zip(found, want):
                assert have[:3] == wanted[:3], (name, have, wanted)
                assert have[3] == wanted[3] and list(have[4]) == wanted[4], (name, have, wanted)
            print(f"{name}: {len(found)} figures, exact")


if __name__ == "__main__":
    main()
