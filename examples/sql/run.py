"""Runs the questions of queries.sql over a Parquet of figures, or over several: run.py figures.parquet…"""

import pathlib
import sys

import duckdb


def questions():
    text = (pathlib.Path(__file__).parent / "queries.sql").read_text()
    return [part.strip() for part in text.split(";") if part.strip()]


def view(connection, files):
    names = ", ".join("'" + name.replace("'", "''") + "'" for name in files)
    connection.sql(f"create view figures as select * from read_parquet([{names}])")


def main():
    connection = duckdb.connect()
    view(connection, sys.argv[1:])
    for question in questions():
        print(question.splitlines()[0])
        print(connection.sql(question))


if __name__ == "__main__":
    main()
