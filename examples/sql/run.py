"""Runs the questions of queries.sql over a Parquet of figures, or over several: run.py figures.parquet…"""

import pathlib
import sys

import duckdb


def main():
    files = sys.argv[1:]
    connection = duckdb.connect()
    names = ", ".join("'" + name.replace("'", "''") + "'" for name in files)
    connection.sql(f"create view figures as select * from read_parquet([{names}])")
    for part in (pathlib.Path(__file__).parent / "queries.sql").read_text().split(";"):
        if part.strip():
            print(part.strip().splitlines()[0])
            print(connection.sql(part))


if __name__ == "__main__":
    main()
