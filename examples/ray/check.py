"""bantin under Ray Data against bantin alone, row for row, with a worker killed half way.

    check.py BANTIN [COUNT]

Makes COUNT records (20,000; `examples/spark/make.py`), makes figures of them by one process, then by Ray; when half of the
records have come, a worker that is at work is killed. Ray runs its task again; the rows must be the same.
"""

import decimal
import os
import pathlib
import signal
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent / "spark"), str(HERE.parent)]

from extract import rows  # noqa: E402
from figures import figures  # noqa: E402
from processes import below  # noqa: E402


def workers():
    """Workers of this run that have a task: they are named after it."""
    return below(lambda command: command.startswith(b"ray::MapBatches"))


def main():
    bantin, count = os.path.abspath(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 20_000
    with tempfile.TemporaryDirectory() as folder:
        source, lines = f"{folder}/texts.parquet", f"{folder}/texts.ndjson"
        subprocess.run([sys.executable, str(HERE.parent / "spark" / "make.py"), str(count), source, lines], check=True)
        started = time.time()
        with open(lines, "rb") as records:
            command = [bantin, "extract", "--records", "--format", "ndjson"]
            alone = subprocess.run(command, stdin=records, stdout=subprocess.PIPE, check=True).stdout.decode().splitlines()
        print(f"one process: {len(alone)} records in {time.time() - started:.1f} s", flush=True)
        want = [row for line in alone for row in rows(line)]
        started, found, seen, killed = time.time(), [], set(), None
        for batch in figures(bantin, source).iter_batches(batch_size=None, batch_format="pyarrow"):
            found.extend(batch.to_pylist())
            seen.update(batch.column("id").to_pylist())
            if killed is None and 2 * len(seen) >= count:
                running = workers()
                if running:
                    os.kill(running[0], signal.SIGKILL)
                    killed = (running[0], len(seen))
        print(f"ray: {len(found)} rows of {len(seen)} records in {time.time() - started:.1f} s")
        if killed:
            print(f"worker {killed[0]} was killed after {killed[1]} records")
        else:
            print("NO WORKER WAS KILLED: none was at work any more")
        names = list(found[0]) if found else []
        # A column of decimals has the same digits in every row: 76 comes back as 76.0000000000.
        plain = lambda value: str(value.normalize()) if isinstance(value, decimal.Decimal) else repr(value)
        line = lambda row: [plain(row.get(name)) for name in names]
        same = sorted(map(line, found)) == sorted(map(line, want))
        print("the same, row for row" if same else "THEY DIFFER")
        sys.exit(0 if same and killed else 1)


if __name__ == "__main__":
    main()
