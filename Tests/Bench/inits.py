#!/usr/bin/env python3
"""pid1-reaper beside tini-static, catatonit and dumb-init, in one run, as ratios.

inits.py [ROUNDS]: starts of `true`, TERM to exit, CPU for 2,000 orphans as PID 1, wake-ups in five idle seconds, and
anonymous memory. The four take turns, so what else the machine does falls on all. A ratio below 1 means that
pid1-reaper is the better one.
"""
import os
import pathlib
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time

TOP = pathlib.Path(__file__).resolve().parents[2]
ROUNDS = int(sys.argv[1]) if len(sys.argv) > 1 else 400
BUILT = os.environ.get("ANATOMY_BIN", str(TOP / "bin"))
# Each as a user would start it.
COMMANDS = {
    "pid1-reaper": ["pid1-reaper"],
    "tini-static": ["tini-static", "-s", "--"],
    "catatonit": ["catatonit", "--"],
    "dumb-init": ["dumb-init", "-c"],
}


def copied(folder):
    """Copies of all four in one folder, so that none has the better place."""
    found = {}
    for name, command in COMMANDS.items():
        source = os.path.join(BUILT, name) if name == "pid1-reaper" else shutil.which(name)
        if not source or not os.path.exists(source):
            sys.exit(f"{name} is not there: run make bench, which installs it")
        found[name] = [shutil.copy(source, folder)] + command[1:]
    return found


def starts(commands):
    """From posix_spawn to the end, of `true`, in seconds."""
    times = {name: [] for name in commands}
    true = shutil.which("true")
    for turn in range(ROUNDS):
        for name in sorted(commands, key=lambda name: (turn + list(commands).index(name)) % len(commands)):
            began = time.perf_counter()
            pid = os.posix_spawn(commands[name][0], commands[name] + [true], os.environ)
            os.waitpid(pid, 0)
            times[name].append(time.perf_counter() - began)
    return times


def settled(argv):
    """One that supervises a sleep, asleep itself."""
    pid = os.posix_spawn(argv[0], argv + [shutil.which("sleep"), "600"], os.environ)
    while True:
        children = open(f"/proc/{pid}/task/{pid}/children").read().split()
        state = open(f"/proc/{pid}/stat").read().rsplit(") ", 1)[1][0]
        if children and state == "S" and open(f"/proc/{children[0]}/comm").read() == "sleep\n":
            time.sleep(0.002)
            return pid
        time.sleep(0.001)


def ends(commands):
    """From TERM to the end, in seconds."""
    times = {name: [] for name in commands}
    for turn in range(ROUNDS // 4):
        for name in sorted(commands, key=lambda name: (turn + list(commands).index(name)) % len(commands)):
            pid = settled(commands[name])
            began = time.perf_counter()
            os.kill(pid, signal.SIGTERM)
            os.waitpid(pid, 0)
            times[name].append(time.perf_counter() - began)
    return times


def orphans(commands):
    """CPU seconds of PID 1 for 2,000 orphans, by its own account in /proc."""
    times = {name: [] for name in commands}
    batch = "(" + "true& " * 50 + ")"
    script = f"i=0; while [ $i -lt 40 ]; do {batch}; i=$((i+1)); done; sleep 0.2; cat /proc/1/schedstat"
    for _ in range(5):
        for name, argv in commands.items():
            out = subprocess.run(
                ["unshare", "--pid", "--fork", "--mount-proc", *argv, "sh", "-c", script], capture_output=True, text=True)
            times[name].append(int(out.stdout.split()[0]) / 1e9)
    return times


def idle(commands):
    """Wake-ups in five seconds, and anonymous kB."""
    pids = {name: settled(argv) for name, argv in commands.items()}

    def switches(pid):
        return sum(int(line.split()[1]) for line in open(f"/proc/{pid}/status") if "ctxt_switches" in line)

    time.sleep(0.5)
    before = {name: switches(pid) for name, pid in pids.items()}
    time.sleep(5)
    wakeups = {name: switches(pid) - before[name] for name, pid in pids.items()}
    memory = {}
    for name, pid in pids.items():
        rollup = dict(line.split()[:2] for line in open(f"/proc/{pid}/smaps_rollup").readlines()[1:])
        memory[name] = int(rollup["Anonymous:"])
        os.kill(pid, signal.SIGTERM)
        os.waitpid(pid, 0)
    return wakeups, memory


def show(title, times, unit, scale):
    medians = {name: statistics.median(all) * scale for name, all in times.items()}
    own = medians["pid1-reaper"]
    print(f"{title:34}" + "".join(
        f"  {name} {medians[name]:.3f} {unit}" + ("" if name == "pid1-reaper" else f" ({own / medians[name]:.2f})")
        for name in medians), flush=True)


def main():
    folder = tempfile.mkdtemp(prefix="bench-")
    try:
        commands = copied(folder)
        show("start to exit of true", starts(commands), "ms", 1e3)
        show("TERM to exit", ends(commands), "ms", 1e3)
        if os.geteuid() == 0:
            show("CPU for 2,000 orphans as PID 1", orphans(commands), "ms", 1e3)
        wakeups, memory = idle(commands)
        print(f"{'wake-ups in 5 s':34}" + "".join(f"  {name} {wakeups[name]}" for name in wakeups))
        print(f"{'anonymous memory':34}" + "".join(f"  {name} {memory[name]} kB" for name in memory))
    finally:
        shutil.rmtree(folder)


main()
