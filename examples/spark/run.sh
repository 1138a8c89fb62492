#!/usr/bin/env bash
# Installs Spark in a scratch environment and runs the check: needs Python 3, a Java 17 and a built bantin.
#   examples/spark/run.sh target/release/bantin [COUNT]
set -euo pipefail
bantin=$(realpath "${1:?name the program: target/release/bantin}")
count=${2:-20000}
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
place=${BANTIN_SCRATCH:-$(mktemp -d)}
if ! command -v java >/dev/null; then
  echo "run: java is not there; install a Java 17 (Debian: openjdk-17-jre-headless)" >&2
  exit 1
fi
if [ ! -x "$place/v/bin/python" ]; then
  python3 -m venv "$place/v"
  "$place/v/bin/pip" install -q pyspark pyarrow "pandas<3" duckdb
fi
# local-cluster starts its executors by the scripts of a Spark home; the package is one.
SPARK_HOME=$("$place/v/bin/python" -c 'import os, pyspark; print(os.path.dirname(pyspark.__file__))')
export SPARK_HOME PYSPARK_PYTHON=$place/v/bin/python
"$place/v/bin/python" "$here/check.py" "$bantin" "$count"
"$place/v/bin/python" "$here/make.py" 2000 "$place/texts.parquet"
"$place/v/bin/python" "$here/extract.py" --bantin "$bantin" --input "$place/texts.parquet" --output "$place/figures"
"$place/v/bin/python" -c "
import duckdb
print(duckdb.sql(\"select year, month, count(*) figures, count(error) errors from '$place/figures/**/*.parquet' group by all order by all\"))"
