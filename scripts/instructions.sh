#!/usr/bin/env bash
# How many instructions each stage of reading and showing takes on a fixed text, beside what is kept in
# tools/stages/counts.toml: fails where one has grown by more than 5 %. `--keep` keeps the counts of today; tell in the commit
# why they grew. Steps aside where valgrind is not there; where compiler or machine are others than those that the counts
# are of, it tells them and fails nothing.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
kept=tools/stages/counts.toml
target=${CARGO_TARGET_DIR:-target}/stages
valgrind=$(command -v valgrind || true)
if [ -z "$valgrind" ] || ! command -v callgrind_annotate >/dev/null; then
  echo "instructions: valgrind is not there; nothing is counted" >&2
  exit 0
fi
cargo build --quiet --release --locked --manifest-path tools/stages/Cargo.toml --target-dir "$target"
profile=$(mktemp)
trap 'rm -f "$profile"' EXIT
# Nothing of the environment is in it, and the C library moves bytes in one way on every machine of the kind.
env -i GLIBC_TUNABLES=glibc.cpu.hwcaps=-AVX512F,-AVX512VL,-AVX2,-AVX2_Usable,-ERMS,-FSRM \
  "$valgrind" --quiet --tool=callgrind --callgrind-out-file="$profile" "$target/release/stages" once
counts=$(callgrind_annotate --inclusive=yes --threshold=100 --auto=no "$profile" |
  sed -nE 's/^ *([0-9,]+) .*[:]stages::work::([a-z_0-9]+) .*/\2 = \1/p' | tr -d , | sort -u)
if [ "$(wc -l <<<"$counts")" -lt 10 ]; then
  echo "instructions: the stages are not found in the profile" >&2
  exit 1
fi
made="$(rustc --version | cut -d' ' -f1-2), $(uname -m)"
if [ "${1:-}" = --keep ]; then
  {
    echo "# Instructions of each stage on 100 kB of bulletins and 100 kB of prose: scripts/instructions.sh --keep"
    echo "made = \"$made\""
    echo
    echo "[counts]"
    echo "$counts"
  } >"$kept"
  echo "instructions: kept in $kept"
  exit 0
fi
if [ ! -e "$kept" ]; then
  echo "instructions: nothing is kept yet; run $0 --keep" >&2
  exit 1
fi
before=$(sed -n 's/^made = "\(.*\)"$/\1/p' "$kept")
echo "$counts" | awk -v kept="$kept" -v same="$([ "$made" = "$before" ] && echo 1 || echo 0)" '
  BEGIN { while ((getline line < kept) > 0) if (split(line, part, " = ") == 2 && part[2] ~ /^[0-9]+$/) old[part[1]] = part[2] }
  {
    now[$1] = $3
    change = $1 in old ? ($3 - old[$1]) * 100 / old[$1] : 0
    told = !($1 in old) ? "new; keep it" : change > 5 ? "grown" : change < -5 ? "less; keep it" : ""
    if (!($1 in old) || change > 5) bad = 1
    printf "  %-14s %12d %+7.1f %%  %s\n", $1, $3, change, told
  }
  END {
    for (name in old) if (!(name in now)) { printf "  %-14s gone; keep the rest\n", name; bad = 1 }
    exit bad && same
  }' || {
  echo "instructions: more than are kept in $kept; if they have to be, run $0 --keep and tell why" >&2
  exit 1
}
[ "$made" = "$before" ] || echo "instructions: kept of $before, counted of $made; nothing is demanded"
