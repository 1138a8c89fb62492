#!/usr/bin/env python3
"""Finds out what runs from the start to the first frame, and writes it down for the linker: scripts/start.ld.

    cargo rustc --release --bin bantin -- -C strip=none
    scripts/order.py target/release/bantin

Needs valgrind and nm. The program reads its own sample in a terminal of 120 by 40, is left with `q`, and every function that ran
is noted without the hash of its name, which is another one after every change. Names that many functions share (generic ones
of the standard library) are left out where few of these ran. What has no place of its own in the file stays where the
linker puts it: an old file does no harm, it only gains less.
"""

import collections
import fcntl
import os
import pty
import re
import select
import struct
import subprocess
import sys
import tempfile
import termios
import time

PLACES = os.path.join(os.path.dirname(os.path.abspath(__file__)), "start.ld")
# What is another one after a change, or in another compiler, in names of both kinds.
HASH = re.compile(r"(?<=17h)[0-9a-f]{16}E.*$|(?<=Cs)[0-9A-Za-z]+(?=_)|\.llvm\.\d+$")

# Bytes that are mapped with a function that stands alone, on an average: half of the kernel's 64 KiB.
NEIGHBOURS = 32768


def known(name):
    """The name, with a star for what is another one elsewhere."""
    return HASH.sub("*", name)


def run(program, folder):
    """Runs the program under callgrind until it has been silent for a while, then leaves it."""
    profile = os.path.join(folder, "profile")
    child, screen = pty.fork()
    if child == 0:
        os.environ.update(HOME=folder, TERM="xterm-256color")
        tool = ["valgrind", "--tool=callgrind", "--demangle=no", "--separate-threads=yes"]
        os.execvp(tool[0], [*tool, f"--callgrind-out-file={profile}", program, "--lang", "vi"])
    fcntl.ioctl(screen, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))
    seen, last, left = b"", time.monotonic(), False
    while True:
        if select.select([screen], [], [], 0.1)[0]:
            try:
                piece = os.read(screen, 65536)
            except OSError:
                break
            if not piece:
                break
            seen, last = seen + piece, time.monotonic()
        elif not left and b"\x1b[?2026l" in seen and time.monotonic() - last > 2:
            os.write(screen, b"q")
            left = True
    os.waitpid(child, 0)
    names = set()
    for name in os.listdir(folder):
        if name.startswith("profile"):
            with open(os.path.join(folder, name), encoding="utf-8", errors="replace") as lines:
                found = (re.match(r"c?fn=\(\d+\) ([^']+)", line.strip()) for line in lines)
                names.update(match.group(1) for match in found if match)
    return names


def sizes(program):
    """The size of every function."""
    listed = subprocess.run(["nm", "-n", program], check=True, capture_output=True, text=True).stdout
    rows = [line.split() for line in listed.splitlines() if " t " in line.lower()]
    following = rows[1:] + rows[-1:]
    return {row[-1]: int(after[0], 16) - int(row[0], 16) for row, after in zip(rows, following)}


def main():
    program = sys.argv[1]
    size = sizes(program)
    with tempfile.TemporaryDirectory() as folder:
        ran = run(program, folder)
    every, those, count = collections.Counter(), collections.Counter(), collections.Counter()
    for name, bytes_ in size.items():
        every[known(name)] += bytes_
    for name in ran:
        if name in size:
            those[known(name)] += size[name]
            count[known(name)] += 1
    # What did not run is mapped with what did; each of these brings its neighbours with it where it stands alone.
    taken = sorted(name for name in those if every[name] - those[name] < NEIGHBOURS * count[name])
    patterns = "".join(f"    *(.text*.{name})\n" for name in taken)
    with open(PLACES, "w", encoding="utf-8") as out:
        out.write("/* Made by scripts/order.py: what runs from the start to the first frame, put together. */\n")
        out.write(f"SECTIONS\n{{\n  .text.start :\n  {{\n{patterns}  }}\n}}\nINSERT BEFORE .text;\n")
    print(f"{len(taken)} names, {sum(every[name] for name in taken) // 1024} KiB of {sum(size.values()) // 1024}")


if __name__ == "__main__":
    main()
