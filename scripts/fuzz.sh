#!/usr/bin/env bash
# Runs every fuzz target for SECONDS (default 60), or those that are named: scripts/fuzz.sh [SECONDS] [TARGET...]
# Needs cargo-fuzz (cargo install cargo-fuzz) and a C++ compiler. Tells executions and findings of each; what was found
# is kept in fuzz/artifacts/TARGET. OPTIONS are handed to libFuzzer, e.g. OPTIONS="-max_len=4096".
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

seconds=${1:-60}
shift || true
targets=("$@")
if [ ${#targets[@]} -eq 0 ]; then
  targets=(html docx odt epub doc pdf markdown gzip decode read rules targets keys themes update)
fi
if ! command -v cargo-fuzz >/dev/null; then
  echo "fuzz: cargo-fuzz is not there (cargo install cargo-fuzz)" >&2
  exit 1
fi
# Stable Rust counts what code is reached too. No sanitizer: bantin has no unsafe code, sums and bounds are checked.
export RUSTC_BOOTSTRAP=1

# The files of the project that a target starts from; seeds of its own stand in fuzz/seeds/TARGET.
seeds() {
  case $1 in
    html) ls tests/forms/*.html tests/forms/pages/*.html ;;
    docx | odt | epub | doc | pdf) ls tests/forms/*."$1" ;;
    markdown) ls tests/forms/*.md ;;
    gzip) ls tests/forms/*.gz ;;
    decode) ls tests/forms/*.txt ;;
    read) ls tests/bulletins/*.txt tests/shelf/*.txt tests/fixtures/*.txt ;;
    rules) ls assets/vi/*.toml ;;
    keys) ls assets/keys.toml ;;
    themes) ls assets/themes/*.toml ;;
  esac
  ls fuzz/seeds/"$1"/* 2>/dev/null || true
}

cargo fuzz build -s none --codegen-units 16
failed=0
printf '%-10s %12s %10s %9s\n' target executions reached findings
for target in "${targets[@]}"; do
  corpus=fuzz/corpus/$target
  kept=fuzz/artifacts/$target
  mkdir -p "$corpus" "$kept"
  seeds "$target" | while read -r file; do cp -n "$file" "$corpus/$(basename "$file")"; done
  log=$(mktemp)
  before=$(find "$kept" -type f | wc -l)
  until=$((SECONDS + seconds))
  executions=0
  # Whatever is found, the rest of the time goes on from the corpus.
  while [ "$SECONDS" -lt "$until" ]; do
    # shellcheck disable=SC2086
    cargo fuzz run -s none --codegen-units 16 "$target" -- -max_total_time=$((until - SECONDS)) -print_final_stats=1 -timeout=40 \
      -rss_limit_mb=3000 -max_len=200000 -verbosity=1 ${OPTIONS:-} >"$log" 2>&1 || true
    executions=$((executions + $(sed -n 's/^stat::number_of_executed_units: *//p' "$log" | tail -n 1 | grep . || echo 0)))
    cp "$log" fuzz/artifacts/"$target".log
    grep -q 'number_of_executed_units' "$log" || { tail -n 5 "$log" >&2; break; }
    [ $(($(find "$kept" -type f | wc -l) - before)) -lt 20 ] || break
  done
  found=$(($(find "$kept" -type f | wc -l) - before))
  reached=$(sed -n 's/.* cov: \([0-9]*\).*/\1/p' "$log" | tail -n 1)
  printf '%-10s %12s %10s %9s\n' "$target" "$executions" "${reached:-?}" "$found"
  [ "$found" -eq 0 ] || failed=1
  rm -f "$log"
done
exit $failed
