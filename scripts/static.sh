#!/usr/bin/env bash
# Builds one file that runs on any Linux of this kind, without a library beside it: target x86_64-unknown-linux-musl (or
# $1), into target/TARGET/release/bantin. Needs musl-gcc (musl-tools), for the little C that there is, and one of
#   - Rust's library for the target: rustup target add x86_64-unknown-linux-musl
#   - Rust's sources, to build that library with: rustup component add rust-src. Where rustup is not to be had, Debian 12
#     has both and newer than its own Rust: rustc-web, cargo-web, rust-web-src. The library then wants LLVM's unwinder
#     for static linking, libunwind-22-dev; UNWIND names the file libunwind.a where it is elsewhere.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
target=${1:-x86_64-unknown-linux-musl}
name=${target//-/_}
upper=$(tr a-z A-Z <<<"$name")
sysroot=$("${RUSTC:-rustc}" --print sysroot)

command -v musl-gcc >/dev/null || { echo "static: musl-gcc is not there (musl-tools)" >&2; exit 1; }
export "CC_$name=musl-gcc"
flags=()
arguments=(--target "$target")
if [ ! -d "$sysroot/lib/rustlib/$target/lib" ]; then
  [ -d "$sysroot/lib/rustlib/src/rust/library/std" ] || {
    echo "static: neither Rust's library for $target nor its sources are there; rustup target add $target" >&2
    exit 1
  }
  # The library is built with the program, from sources; a stable compiler does so when told that it may.
  export RUSTC_BOOTSTRAP=1
  arguments+=(-Zbuild-std=std,panic_unwind)
  found=${UNWIND:-$(find /usr/lib -name libunwind.a 2>/dev/null | head -1)}
  [ -n "$found" ] || { echo "static: libunwind.a is not there (libunwind-22-dev, or UNWIND)" >&2; exit 1; }
  unwind=target/unwind
  mkdir -p "$unwind"
  cp --dereference --remove-destination "$found" "$unwind/libunwind.a"
  chmod u+w "$unwind/libunwind.a"
  # Debian's was made for another C library: what it asks of that one for its last words.
  cat > "$unwind/words.c" <<'C'
#include <stdarg.h>
#include <stdio.h>
int __fprintf_chk(FILE *to, int flag, const char *form, ...) {
  (void)flag;
  va_list all;
  va_start(all, form);
  int written = vfprintf(to, form, all);
  va_end(all);
  return written;
}
C
  musl-gcc -c "$unwind/words.c" -o "$unwind/words.o"
  ar r "$unwind/libunwind.a" "$unwind/words.o" 2>/dev/null
  flags+=(-C link-self-contained=no "-L$unwind")
  export "CARGO_TARGET_${upper}_LINKER=musl-gcc"
fi
# One fixed address, as `build.rs` tells of the ordinary build.
flags+=(-C relocation-model=static)
separator=$'\x1f'
joined=$(printf "%s$separator" "${flags[@]}")
CARGO_ENCODED_RUSTFLAGS=${joined%"$separator"} scripts/release.sh "${arguments[@]}"
