"""bantin under Ray Data: a Parquet of `id` and `text`, or a folder of text files, in; a Parquet of figures out.

    figures.py BANTIN INPUT OUTPUT

A plain function in `map_batches`: each batch goes through one `bantin extract --records --format ndjson`. The output is
partitioned by year and month of the period.
"""

import os
import pathlib
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "spark"))


def figures(bantin, source):
    """The figures of all texts, as a dataset that is made when it is asked for."""
    import json

    import pyarrow
    import ray
    from extract import filtered, rows

    schema = pyarrow.schema(
        [("id", "string"), ("source", "string"), ("period", "string"), ("period_end", "date32"), ("year", "int32"),
         ("month", "int32"), ("indicator", "string"), ("kind", "string"), ("amount", pyarrow.decimal128(38, 10)),
         ("unit", "string"), ("canonical", pyarrow.decimal128(38, 10)), ("canonical_unit", "string"),
         ("plan_percent", pyarrow.decimal128(38, 10)), ("missed", "bool"), ("sentence", "string"), ("error", "string")]
    )

    def each(batch: pyarrow.Table) -> pyarrow.Table:
        lines = (json.dumps({"id": r["id"], "text": r["text"]}, ensure_ascii=False) for r in batch.to_pylist())
        found = [row for line in filtered(bantin, lines) for row in rows(line)]
        return pyarrow.Table.from_pylist([{n: r.get(n) for n in schema.names} for r in found], schema=schema)

    ray.init(include_dashboard=False, runtime_env={"env_vars": {"PYTHONPATH": str(HERE.parent / "spark")}})
    if source.endswith(".parquet"):
        data = ray.data.read_parquet(source).repartition(16)
    else:
        data = ray.data.read_text(source, include_paths=True)
        data = data.groupby("path").map_groups(lambda g: {"id": [os.path.basename(g["path"][0])], "text": ["\n".join(g["text"])]})
    return data.map_batches(each, batch_format="pyarrow", batch_size=256)


def main():
    bantin, source, target = os.path.abspath(sys.argv[1]), sys.argv[2], sys.argv[3]
    figures(bantin, source).write_parquet(target, partition_cols=["year", "month"])


if __name__ == "__main__":
    main()
