#!/usr/bin/env python3
"""Writes the licences of everything that the program carries: one line a crate, then each text once, with the crates
that it stands in. In: a target, the sources that cargo has fetched. Out: the text on standard output.
Usage: scripts/licences.py [TARGET]"""

import json
import pathlib
import subprocess
import sys

TARGET = sys.argv[1] if len(sys.argv) > 1 else "x86_64-unknown-linux-gnu"
NAMES = ("licen", "copying", "copyright", "notice", "unlicense")


def carried(meta):
    """The ids of all crates that are linked into the program."""
    edges = {
        node["id"]: [
            dep["pkg"] for dep in node["deps"] if any(kind["kind"] is None for kind in dep["dep_kinds"])
        ]
        for node in meta["resolve"]["nodes"]
    }
    # Macros run when the program is built.
    macros = {p["id"] for p in meta["packages"] if any("proc-macro" in kind["kind"] for kind in p["targets"])}
    found, left = set(), [meta["resolve"]["root"]]
    while left:
        one = left.pop()
        if one not in found and one not in macros:
            found.add(one)
            left += edges[one]
    return found


def texts(package):
    """The licences' texts that lie beside a crate's manifest, where somebody chooses among several: all of them."""
    folder = pathlib.Path(package["manifest_path"]).parent
    files = sorted(path for path in folder.iterdir() if path.is_file() and path.name.lower().startswith(NAMES))
    return [path.read_text(encoding="utf-8", errors="replace").replace("\r\n", "\n").strip() for path in files]


def main():
    command = ["cargo", "metadata", "--locked", "--format-version", "1", "--filter-platform", TARGET]
    meta = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
    within = carried(meta)
    packages = sorted((p for p in meta["packages"] if p["id"] in within), key=lambda p: (p["name"], p["version"]))
    print("bantin carries these crates, under these licences, whose texts follow:\n")
    where = {}
    for package in packages:
        name = f"{package['name']} {package['version']}"
        print(f"{name}: {package['license'] or package['license_file']}")
        for text in texts(package):
            where.setdefault(text, []).append(name)
    for text, names in where.items():
        print(f"\n{'=' * 80}\n{', '.join(names)}\n{'-' * 80}\n{text}")


main()
