#!/usr/bin/env python3
"""Each namespace tool beside its peer of util-linux, as ratios of medians.

bench.py [ROUNDS [RUNS]]: interleaved rounds of hyperfine, on copies of the binaries in a folder
of their own. A ratio below 1 means that the tool here is the faster one.
"""
import json
import os
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))


def measure(commands, rounds, runs):
    """The times of each command, in seconds; the order is turned round in every other round."""
    times = {command: [] for command in commands}
    for turn in range(rounds):
        order = commands if turn % 2 == 0 else commands[::-1]
        with tempfile.NamedTemporaryFile(suffix=".json") as out:
            subprocess.run(
                ["hyperfine", "-N", "-w", "30", "-r", str(runs), "--export-json", out.name, *order],
                stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
            for command, result in zip(order, json.load(open(out.name))["results"]):
                times[command] += result["times"]
    return times


def main():
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 20
    runs = int(sys.argv[2]) if len(sys.argv) > 2 else 60
    built = os.environ.get("ANATOMY_BIN", os.path.join(ROOT, "bin"))
    # Ended by TERM it must take its processes with it, as after Ctrl-C.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    folder = tempfile.mkdtemp(prefix="bench-")
    held = []
    try:
        paths = {}
        for tool in ["ns-unshare", "ns-enter", "ns-list"]:
            source = os.path.join(built, tool)
            if not os.path.exists(source):
                sys.exit(f"{source} is not there: run make build")
            paths[tool] = shutil.copy(source, folder)
        for peer in ["unshare", "nsenter", "lsns"]:
            paths[peer] = shutil.copy(shutil.which(peer), folder)

        def target(*options):
            """A process in new namespaces; the pid of what holds them."""
            tool = subprocess.Popen(
                [paths["unshare"], *options, "sh", "-c", "echo; exec sleep 3600"],
                stdout=subprocess.PIPE, process_group=0)
            tool.stdout.readline()
            held.append(tool)
            children = open(f"/proc/{tool.pid}/task/{tool.pid}/children").read().split()
            return children[0] if children else str(tool.pid)

        def herd(groups, members):
            """So many groups of so many processes, each group in two namespaces of its own."""
            for _ in range(groups):
                script = f"i=1; while [ $i -lt {members} ]; do sleep 3600 & i=$((i + 1)); done; echo; exec sleep 3600"
                tool = subprocess.Popen(
                    [paths["unshare"], "-u", "-i", "sh", "-c", script], stdout=subprocess.PIPE, process_group=0)
                tool.stdout.readline()
                held.append(tool)

        flat = target("-u", "-n")
        deep = target("-p", "-f")
        rows = [
            ("ns-unshare", "unshare", "--uts true"),
            ("ns-unshare", "unshare", "-f true"),
            ("ns-unshare", "unshare", "-Urpf --mount-proc true"),
            ("ns-enter", "nsenter", f"-t {flat} -u -n true"),
            ("ns-enter", "nsenter", f"-t {deep} -p true"),
        ]
        # A listing takes longer the more there is: so last, and with fewer runs.
        listings = [
            ("ns-list", "lsns", ""), ("ns-list", "lsns", "-t uts"), ("ns-list", "lsns", "-J"),
            ("ns-list", "lsns", "--output-all"),
        ]
        print(f"{'tool':11} {'options':28} {'median ms':>9} {'peer':>7} {'ratio':>6}")
        for tool, peer, options in rows + listings:
            if (tool, peer, options) == listings[0]:
                herd(50, 10)
                rounds, runs = min(rounds, 5), min(runs, 10)
            ours, theirs = f"{paths[tool]} {options}", f"{paths[peer]} {options}"
            times = measure([ours, theirs], rounds, runs)
            a, b = statistics.median(times[ours]), statistics.median(times[theirs])
            shown = " ".join("PID" if word in (flat, deep) else word for word in options.split())
            print(f"{tool:11} {shown:28} {a * 1e3:9.3f} {b * 1e3:7.3f} {a / b:6.2f}", flush=True)
    finally:
        for tool in held:
            os.killpg(tool.pid, 9)
            tool.wait()
        shutil.rmtree(folder)


main()
