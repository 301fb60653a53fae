#!/usr/bin/env python3
"""In which order the linker is to lay out what a start of pid1-reaper needs: so it lies side by side, and takes few page
faults.

order.py PROGRAM MAP > Sources/start.order, by `make order`: a program that has kept its symbols, and the linker's map
of it. What is touched is seen by valgrind. A list that is out of date does no harm.
"""
import bisect
import re
import subprocess
import sys

PROGRAM, MAP = sys.argv[1:]
RUNS = [
    ["true"],
    ["sh", "-c", "trap 'exit 0' TERM; kill -TERM $PPID; sleep 5"],
    ["sh", "-c", "(true &); (true &); sleep 0.2"],
]
# What is larger, such as all of the standard library's ordinary functions, would tear the rest apart.
LARGEST = 32768


def sections():
    """Address, size and symbols of every piece that the linker moves as one."""
    found, line_form = [], re.compile(r"\s*([0-9a-f]+)\s+[0-9a-f]+\s+([0-9a-f]+)\s+\d+ ( *)(\S.*)")
    for line in open(MAP, errors="replace"):
        match = line_form.match(line)
        if not match:
            continue
        address, size, depth, name = int(match[1], 16), int(match[2], 16), len(match[3]), match[4]
        if depth == 8:
            found.append((address, size, []))
        elif depth > 8 and found:
            found[-1][2].append(name)
    return sorted(piece for piece in found if piece[1] and piece[0])


def touched(arguments):
    """Addresses in the order of their first use."""
    run = subprocess.Popen(
        ["valgrind", "--tool=lackey", "--trace-mem=yes", "--log-fd=2", PROGRAM, *arguments],
        stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True, errors="replace")
    for line in run.stderr:
        match = re.match(r"(?:I | [LSM]) +([0-9a-f]+),\d+$", line)
        if match:
            yield int(match[1], 16)


def main():
    pieces = sections()
    starts = [piece[0] for piece in pieces]
    seen = set()
    for arguments in RUNS:
        for address in touched(arguments):
            place = bisect.bisect_right(starts, address) - 1
            if place < 0 or place in seen:
                continue
            begin, size, names = pieces[place]
            if address < begin + size:
                seen.add(place)
                if size <= LARGEST and names:
                    print(names[0])


main()
