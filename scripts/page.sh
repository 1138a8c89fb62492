#!/usr/bin/env bash
# Checks the summary's web page in headless Chromium: pictures at two widths, light and dark; no overflow; pages of the
# PDF. Steps aside where Chromium is not there. Usage: scripts/page.sh [OUT [FILE…]]; BANTIN names the program.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
out=${1:-target/page}
[ $# -gt 0 ] && shift
files=("$@")
[ ${#files[@]} -gt 0 ] || files=(assets/sample.txt tests/fixtures/provincial-party-q1-2024.txt)
bantin=${BANTIN:-${CARGO_TARGET_DIR:-target}/debug/bantin}
chromium=$(command -v chromium || command -v chromium-browser || command -v google-chrome || true)
if [ -z "$chromium" ]; then
  echo "page: Chromium is not there; nothing is checked" >&2
  exit 0
fi
mkdir -p "$out"
profile=$(mktemp -d)
trap 'rm -rf "$profile"' EXIT
browse() {
  timeout 90 "$chromium" --headless --no-sandbox --disable-gpu --disable-background-networking --disable-component-update \
    --disable-sync --user-data-dir="$profile" --hide-scrollbars "$@" 2>/dev/null
}
bad=0
for file in "${files[@]}"; do
  name=$(basename "${file%.*}")
  page=$(realpath "$out")/$name.html
  "$bantin" summary --lang vi --format html "$file" > "$page"
  if grep -qE '<script|https?:|src=|href=' "$page"; then
    echo "page: $name fetches or runs something" >&2
    bad=1
  fi
  browse --window-size=1100,1600 --screenshot="$out/$name-wide.png" "file://$page"
  browse --window-size=1100,1600 --blink-settings=preferredColorScheme=0 --screenshot="$out/$name-dark.png" "file://$page"
  # Headless windows are no narrower than 500; a frame of 390 in a page of its own is what a telephone shows.
  frame=$(realpath "$out")/$name-frame.html
  printf '<!doctype html><body style="margin:0"><iframe id=f style="border:0;width:390px;height:2400px" src="%s"></iframe><script>f.onload=()=>{const d=f.contentDocument.documentElement;document.title=d.scrollWidth>390?"wide "+d.scrollWidth:"fits"}</script>' "$name.html" > "$frame"
  browse --window-size=500,2400 --screenshot="$out/$name-narrow.png" "file://$frame"
  fits=$(browse --allow-file-access-from-files --virtual-time-budget=3000 --dump-dom "file://$frame" | grep -o '<title>[^<]*' || true)
  browse --no-pdf-header-footer --print-to-pdf="$out/$name.pdf" "file://$page"
  pages=$({ grep -aoE '/Type */Page($|[^s])' "$out/$name.pdf" || true; } | wc -l)
  echo "page: $name: ${fits#<title>} in 390 px, $pages pages of A4"
  [ "${fits#<title>}" = fits ] || bad=1
  [ "$pages" -le 2 ] || bad=1
done
exit $bad
