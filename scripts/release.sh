#!/usr/bin/env bash
# Builds the release so that the same sources give the same bytes, wherever and whenever they are built: no path of this
# machine and no time goes into them. `scripts/reproduce.sh` proves it. Usage: scripts/release.sh [CARGO'S ARGUMENTS…]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
root=$PWD
target=${CARGO_TARGET_DIR:-$root/target}
home=${CARGO_HOME:-$HOME/.cargo}
export SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct)}

# The last one that fits is taken, so the folder inside another one comes after it.
separator=$'\x1f'
flags=${CARGO_ENCODED_RUSTFLAGS:-}
for folder in "$root=/bantin" "$home=/cargo" "$target=/target"; do
  flags+=${flags:+$separator}--remap-path-prefix=$folder
done
export CARGO_ENCODED_RUSTFLAGS=$flags
# The little C that there is (ring).
export CFLAGS="${CFLAGS:-} -ffile-prefix-map=$home=/cargo -ffile-prefix-map=$target=/target"
exec cargo build --release --locked "$@"
