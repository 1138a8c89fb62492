"""bantin under Spark against bantin alone, record for record, with a worker killed half way.

    check.py BANTIN [COUNT]

Makes COUNT records (20,000), extracts them by one process, then by Spark on `local-cluster[2,1,1024]` through `pipe`; when
some of the tasks are done, one of the two executors is killed. Spark runs its tasks again; the lines must be the same.
"""

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

from extract import pipe, texts  # noqa: E402
from processes import below  # noqa: E402


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
        spark.stop()
        for process, tasks, of in killed:
            print(f"executor {process} was killed after {tasks} of {of} tasks")
        same = sorted(found) == sorted(alone)
        print("the same, record for record" if same else "THEY DIFFER")
        sys.exit(0 if same and (killed or not master.startswith("local-cluster")) else 1)


if __name__ == "__main__":
    main()
