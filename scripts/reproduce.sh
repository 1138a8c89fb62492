#!/usr/bin/env bash
# Proves that a build can be repeated: two clones of the last commit, in folders of different names, built one after the
# other into folders of their own, must give the same bytes. Usage: scripts/reproduce.sh [CARGO'S ARGUMENTS…]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
unset CARGO_TARGET_DIR
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
for name in one another/and/deeper; do
  mkdir -p "$place/$name"
  git clone -q . "$place/$name/bantin"
  "$place/$name/bantin/scripts/release.sh" "$@"
done
sums=$(cd "$place" && sha256sum */bantin/target/*/bantin */*/*/bantin/target/*/bantin 2>/dev/null)
echo "$sums"
if [ "$(cut -d' ' -f1 <<<"$sums" | sort -u | wc -l)" != 1 ] || [ "$(wc -l <<<"$sums")" != 2 ]; then
  echo "reproduce: the builds differ" >&2
  exit 1
fi
echo "reproduce: the same, byte for byte"
