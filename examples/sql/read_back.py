"""Reads a Parquet of figures back by DuckDB and pandas and holds it against the JSON of the same bulletins.

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
        for name, found in [("duckdb", duck), ("pandas", panda)]:
            assert len(found) == len(want), (name, len(found), len(want))
            for have, wanted in zip(found, want):
                assert have[:3] == wanted[:3], (name, have, wanted)
                assert have[3] == wanted[3] and list(have[4]) == wanted[4], (name, have, wanted)
            print(f"{name}: {len(found)} figures, exact")


if __name__ == "__main__":
    main()
