"""bantin under Spark against bantin alone, record for record, with a worker killed half way.

    check.py BANTIN [COUNT]

Makes COUNT records (20,000), extracts them by one process, then by Spark on `local-cluster[2,1,1024]` through `pipe`; when
half of the tasks are done, one of the two executors is killed. Spark runs its tasks again; the lines must be the same. Then the
same by `mapInArrow`: the rows must be those that the lines of one process make.
"""

import decimal
import os
import pathlib
import signal
import subprocess
import sys
import tempfile
import threading
import time

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent)]

from extract import SCHEMA, arrow, pipe, rows, texts  # noqa: E402
from processes import below  # noqa: E402


WIDE = decimal.Context(prec=60)


def executors():
    """The executors of this run."""
    return below(lambda command: b"CoarseGrainedExecutorBackend" in command)


def kill_one(spark, done, killed):
    """Kills one executor when half of the tasks are done."""
    tracker = spark.sparkContext.statusTracker()
    while not done.is_set():
        for stage in tracker.getActiveStageIds():
            info = tracker.getStageInfo(stage)
            if info and info.numTasks >= 8 and info.numCompletedTasks * 2 >= info.numTasks:
                running = executors()
                if running:
                    os.kill(running[0], signal.SIGKILL)
                    killed.append((running[0], info.numCompletedTasks, info.numTasks))
                    return
        time.sleep(0.05)


def exact(row):
    """A row as a table gives it back: numbers with all of their digits."""
    digits = decimal.Decimal("1.0000000000")
    return tuple(cell.quantize(digits, context=WIDE) if isinstance(cell, decimal.Decimal) else cell for cell in row)


def main():
    from pyspark.sql import SparkSession

    bantin, count = os.path.abspath(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 20_000
    with tempfile.TemporaryDirectory() as folder:
        source, lines = f"{folder}/texts.parquet", f"{folder}/texts.ndjson"
        subprocess.run([sys.executable, str(HERE / "make.py"), str(count), source, lines], check=True)
        started = time.time()
        with open(lines, "rb") as records:
            command = [bantin, "extract", "--records", "--format", "ndjson"]
            alone = subprocess.run(command, stdin=records, stdout=subprocess.PIPE, check=True).stdout.decode().splitlines()
        print(f"one process: {len(alone)} records in {time.time() - started:.1f} s")
        master = os.environ.get("BANTIN_SPARK_MASTER", "local-cluster[2,1,1024]")
        spark = (
            SparkSession.builder.master(master)
            .config("spark.ui.enabled", "false")
            .config("spark.ui.showConsoleProgress", "false")
            .config("spark.executorEnv.PYTHONPATH", str(HERE))
            .config("spark.files.maxPartitionBytes", 1 << 20)
            .config("spark.sql.files.maxPartitionBytes", 1 << 20)
            .getOrCreate()
        )
        done, killed = threading.Event(), []
        watcher = threading.Thread(target=kill_one, args=(spark, done, killed), daemon=True)
        if master.startswith("local-cluster"):
            watcher.start()
        started = time.time()
        found = pipe(texts(spark, source).repartition(16), bantin).collect()
        done.set()
        print(f"spark {spark.version} on {master}: {len(found)} records in {time.time() - started:.1f} s")
        started = time.time()
        names = [column.split()[0] for column in SCHEMA.split(", ")]
        table = [tuple(row) for row in arrow(texts(spark, source).repartition(16), bantin).collect()]
        print(f"mapInArrow: {len(table)} rows in {time.time() - started:.1f} s")
        want = [tuple(row.get(name) for name in names) for line in alone for row in rows(line)]
        spark.stop()
        for process, tasks, of in killed:
            print(f"executor {process} was killed after {tasks} of {of} tasks")
        same = sorted(found) == sorted(alone)
        print("the same, record for record" if same else "THEY DIFFER")
        tables = sorted(table, key=repr) == sorted(map(exact, want), key=repr)
        print("the same, row for row" if tables else "THE TABLES DIFFER")
        same = same and tables
        sys.exit(0 if same and (killed or not master.startswith("local-cluster")) else 1)


if __name__ == "__main__":
    main()
