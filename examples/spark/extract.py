"""bantin under Spark: texts in, a Parquet of figures out, partitioned by year and month of the period.

    spark-submit extract.py --bantin PATH --input texts.parquet|FOLDER --output figures [--how pipe|arrow]

The input is a Parquet with the columns `id` and `text`, or a folder of text files. Each partition of it goes through one
`bantin extract --records --format ndjson`, one line in, one line out, the id carried through. `pipe` keeps the JSON as
it comes, `arrow` makes a table of figures. A text that cannot be read is a row with `error`; a filter that dies fails its
task, which Spark runs again.
"""

import argparse
import decimal
import json
import os
import subprocess
import tempfile

from pyspark.sql import SparkSession
from pyspark.sql import functions as F

SCHEMA = (
    "id string, source string, period string, period_start date, period_end date, year int, month int, indicator string,"
    " kind string, amount decimal(38,10), unit string, canonical decimal(38,10), canonical_unit string,"
    " change_percent decimal(38,10), plan_percent decimal(38,10), missed boolean, reasons array<string>,"
    " sentence string, error string"
)


def texts(spark, path):
    """The records: `id` and `text`."""
    if path.endswith(".parquet"):
        return spark.read.parquet(path).select(F.col("id").cast("string"), "text")
    files = spark.sparkContext.wholeTextFiles(path)
    return files.map(lambda f: (os.path.basename(f[0]), f[1])).toDF(["id", "text"])


def record(row):
    return json.dumps({"id": row["id"], "text": row["text"]}, ensure_ascii=False)


def pipe(frame, bantin):
    """Lines of JSON, in the order of the records. `env` replaces the environment, so the program's path is absolute."""
    command = f"{bantin} extract --records --format ndjson --jobs 1"
    return frame.rdd.map(record).pipe(command, env={"LANG": "C.UTF-8"}, checkCode=True)


def filtered(bantin, lines):
    """Runs the filter over one batch. Files on both sides, so that neither can wait for the other."""
    with tempfile.TemporaryFile() as source, tempfile.TemporaryFile() as target:
        source.write("".join(line + "\n" for line in lines).encode())
        source.seek(0)
        command = [bantin, "extract", "--records", "--format", "ndjson", "--jobs", "1"]
        subprocess.run(command, stdin=source, stdout=target, check=True)
        target.seek(0)
        for line in target:
            yield line.decode()


def rows(line):
    """The rows of one line: one a figure, or one with the error."""
    from datetime import date

    bulletin = json.loads(line, parse_float=decimal.Decimal)
    number = lambda n: None if n is None else decimal.Decimal(n)
    day = lambda text: date.fromisoformat(text) if text else None
    if "error" in bulletin:
        yield {"id": str(bulletin["id"]), "error": bulletin["error"], "reasons": []}
        return
    missed = {s["figure"]: s["reasons"] for s in bulletin["shortfalls"] if s["figure"] is not None}
    text = bulletin["text"].encode()
    for figure in bulletin["figures"]:
        period = figure["period"] or bulletin["period"] or {}
        value = figure["value"] or {}
        canonical = value.get("canonical") or {}
        same = [c["percent"] for c in figure["changes"] if c["basis"] == "same_period_last_year"]
        end = day(period.get("end"))
        start, stop = figure["sentence"]
        yield {
            "id": str(bulletin["id"]),
            "source": bulletin["source"]["name"],
            "period": period.get("label"),
            "period_start": day(period.get("start")),
            "period_end": end,
            "year": end and end.year,
            "month": end and end.month,
            "indicator": figure["indicator"],
            "kind": figure["kind"],
            "amount": number(value.get("amount")),
            "unit": value.get("unit"),
            "canonical": number(canonical.get("amount")),
            "canonical_unit": canonical.get("unit"),
            "change_percent": number(same[0]) if same else None,
            "plan_percent": number(figure["plans"][0]["percent"]) if figure["plans"] else None,
            "missed": figure["id"] in missed,
            "reasons": missed.get(figure["id"], []),
            "sentence": text[start:stop].decode(),
            "error": None,
        }


def arrow(frame, bantin):
    """A table of figures by `mapInArrow`."""
    from pyspark.sql.pandas.types import to_arrow_schema
    from pyspark.sql.types import _parse_datatype_string

    schema = to_arrow_schema(_parse_datatype_string(SCHEMA))

    def each(batches):
        import pyarrow

        for batch in batches:
            lines = filtered(bantin, (record(row) for row in batch.to_pylist()))
            found = [row for line in lines for row in rows(line)]
            names = schema.names
            yield pyarrow.RecordBatch.from_pylist([{n: r.get(n) for n in names} for r in found], schema=schema)

    return frame.mapInArrow(each, SCHEMA)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bantin", default="bantin")
    parser.add_argument("--input", required=True)
    parser.add_argument("--output", required=True)
    parser.add_argument("--how", choices=["pipe", "arrow"], default="arrow")
    args = parser.parse_args()
    spark = SparkSession.builder.appName("bantin").getOrCreate()
    frame = texts(spark, args.input)
    bantin = os.path.abspath(args.bantin)
    if args.how == "pipe":
        pipe(frame, bantin).saveAsTextFile(args.output)
    else:
        arrow(frame, bantin).write.mode("overwrite").partitionBy("year", "month").parquet(args.output)
    spark.stop()


if __name__ == "__main__":
    main()
