#!/usr/bin/env bash
# Makes the Debian package, with manual page and completions, into target/debian/. Needs cargo-deb (cargo install cargo-deb),
# dpkg-dev and python3. The same sources give the same package. Usage: scripts/package.sh [--built | --parts]
# With --built the program in target/release is packed as it is. With --parts only manual page and completions are made and
# looked at, of the program that BANTIN names.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
target=${CARGO_TARGET_DIR:-target}
parts=$target/release/package
bantin=${BANTIN:-$target/release/bantin}
export SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct)}

[ -n "${1:-}" ] || scripts/release.sh
mkdir -p "$parts"
"$bantin" --lang en man > "$parts/bantin.1"
mkdir -p "$parts/vi"
"$bantin" --lang vi man > "$parts/vi/bantin.1"
"$bantin" completions bash > "$parts/bantin.bash"
"$bantin" completions zsh > "$parts/_bantin"
"$bantin" completions fish > "$parts/bantin.fish"
bash -n "$parts/bantin.bash"
for made in bantin.1 vi/bantin.1 bantin.bash _bantin bantin.fish; do
  [ -s "$parts/$made" ] || { echo "package: $made is empty" >&2; exit 1; }
done
if command -v mandoc >/dev/null; then
  mandoc -T lint -W error "$parts/bantin.1" "$parts/vi/bantin.1" >&2 || { echo "package: the manual page is at fault" >&2; exit 1; }
fi
[ "${1:-}" != --parts ] || exit 0

gzip -9nkf "$parts/bantin.1" "$parts/vi/bantin.1"
scripts/licences.py | gzip -9n > "$parts/LICENCES.gz"
version=$(cargo pkgid | sed 's/.*[#@]//')
cat > "$parts/changelog" <<TEXT
bantin ($version-1) unstable; urgency=medium

  * Version $version; what is new is told in NEWS.md beside this file.

 -- The bantin maintainers <maintainers@bantin.example>  $(LC_ALL=C date -u -R -d "@$SOURCE_DATE_EPOCH")
TEXT
{
  cat <<'TEXT'
Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/
Upstream-Name: bantin

Files: *
Copyright: 2026 The bantin authors
License: MIT or Apache-2.0
Comment: The program carries crates of others; LICENCES.gz beside this file has theirs.

License: MIT
TEXT
  tail -n +3 LICENSE-MIT | sed 's/^$/./; s/^/ /'
  cat <<'TEXT'

License: Apache-2.0
 On Debian systems the full text stands in /usr/share/common-licenses/Apache-2.0.
TEXT
} > "$parts/copyright"
cargo deb --no-build --locked
