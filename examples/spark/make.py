"""Records to try the engines on: the project's own test bulletins over and over, each told apart by a last line.

    make.py COUNT OUT.parquet [OUT.ndjson]

Every 997th record has no text, so that failures are met too.
"""

import json
import pathlib
import sys

import pyarrow
import pyarrow.parquet


def main():
    count, out = int(sys.argv[1]), sys.argv[2]
    folder = pathlib.Path(__file__).resolve().parents[2] / "tests" / "bulletins"
    texts = [path.read_text() for path in sorted(folder.glob("*.txt"))]
    ids = [f"r{i:07}" for i in range(count)]
    made = ["" if i % 997 == 996 else f"{texts[i % len(texts)]}\nSố {i}.\n" for i in range(count)]
    table = pyarrow.table({"id": ids, "text": made})
    pyarrow.parquet.write_table(table, out, row_group_size=max(1, count // 16))
    if len(sys.argv) > 3:
        with open(sys.argv[3], "w") as lines:
            for id, text in zip(ids, made):
                lines.write(json.dumps({"id": id, "text": text}, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
