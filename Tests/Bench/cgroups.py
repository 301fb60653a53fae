#!/usr/bin/env python3
"""cgroup-top beside systemd-cgtop: processor time of one look, in one run, as ratios; what 10,000 groups cost; churn.

cgroups.py [ROUNDS [SIZE]]: in a mount namespace of its own, where version 2 is mounted over /sys/fs/cgroup, so that both see the
same tree; the groups are made below one of its own, and removed. Each look is the whole program, by wait4(2): user and
system time. The two take turns, so what else the machine does falls on both. A ratio below 1 means that cgroup-top is the
better one; wanted is at most 0.25. With a SIZE only trees of so many groups are looked at. Where version 2 has controllers,
as in the virtual machine, all groups have them.
"""
import ctypes
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
ROUNDS = int(sys.argv[1]) if len(sys.argv) > 1 else 9
BUILT = os.environ.get("ANATOMY_BIN", str(TOP / "bin"))
MOUNT = "/sys/fs/cgroup"
SIZES = (int(sys.argv[2]),) if len(sys.argv) > 2 else (1_000, 5_000, 10_000)
CONTROLLERS = {"cpu", "memory", "io", "pids"}
CHURN = 200_000
CLONE_NEWNS, MS_REC, MS_PRIVATE = 0x20000, 0x4000, 1 << 18


def enter():
    """A mount namespace in which nothing but version 2 is to be seen."""
    libc = ctypes.CDLL(None, use_errno=True)

    def must(result, what):
        if result < 0:
            sys.exit(f"{what}: {os.strerror(ctypes.get_errno())}")

    must(libc.unshare(CLONE_NEWNS), "unshare")
    must(libc.mount(None, b"/", None, MS_REC | MS_PRIVATE, None), "mount")
    if not os.path.exists(f"{MOUNT}/cgroup.controllers"):
        must(libc.mount(b"cgroup2", MOUNT.encode(), b"cgroup2", 0, None), "mount cgroup2")


def make(top, count):
    """So many groups, on two levels, the topmost included."""
    def group(path):
        os.mkdir(path)
        has = set(open(f"{path}/cgroup.controllers").read().split()) & CONTROLLERS
        if has:
            open(f"{path}/cgroup.subtree_control", "w").write(" ".join(f"+{name}" for name in has))

    group(top)
    made = 1
    while made < count:
        upper = f"{top}/group-{made}"
        group(upper)
        made += 1
        for n in range(min(99, count - made)):
            os.mkdir(f"{upper}/below-{n}")
            made += 1


def remove(top):
    for folder, _, _ in os.walk(top, topdown=False):
        os.rmdir(folder)


def look(command):
    """Processor seconds, and the most memory that was resident, in kB."""
    null = os.open("/dev/null", os.O_RDWR)
    pid = os.posix_spawn(command[0], command, os.environ, file_actions=[
        (os.POSIX_SPAWN_DUP2, null, 0), (os.POSIX_SPAWN_DUP2, null, 1), (os.POSIX_SPAWN_DUP2, null, 2)])
    os.close(null)
    _, status, usage = os.wait4(pid, 0)
    if status:
        sys.exit(f"{command}: status {status}")
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss


def compare(ours, theirs, top):
    own = []
    print(f"{'groups':>8} {'cgroup-top ms':>14} {'systemd-cgtop ms':>17} {'ratio':>6} {'RSS kB':>8} {'peer':>8}")
    for size in SIZES:
        make(top, size)
        try:
            times, memory = {0: [], 1: []}, {0: 0, 1: 0}
            for turn in range(ROUNDS):
                for which in (0, 1) if turn % 2 == 0 else (1, 0):
                    seconds, resident = look((ours, theirs)[which])
                    times[which].append(seconds)
                    memory[which] = max(memory[which], resident)
        finally:
            remove(top)
        a, b = statistics.median(times[0]), statistics.median(times[1])
        own.append(a)
        print(f"{size:8} {a * 1e3:14.1f} {b * 1e3:17.1f} {a / b:6.2f} {memory[0]:8} {memory[1]:8}", flush=True)
    if len(SIZES) == 1:
        return
    growth = own[2] / own[1]
    print(f"from {SIZES[1]:,} to {SIZES[2]:,} groups: {growth:.2f} times as long")


def churn(tool, top):
    """Groups come and go while it looks again and again: its memory and its descriptors."""
    os.mkdir(top)
    log = tempfile.TemporaryFile()
    watcher = subprocess.Popen([tool, "-b", "-d", "0.05", "-o", "tasks,cpu,memory,io"], stdout=log, stderr=log)
    try:
        def state():
            rss = next(line.split()[1] for line in open(f"/proc/{watcher.pid}/status") if line.startswith("VmRSS"))
            return int(rss), len(os.listdir(f"/proc/{watcher.pid}/fd"))

        seen, began = [], time.time()
        for batch in range(CHURN // 500):
            for n in range(500):
                os.mkdir(f"{top}/short-lived-{batch}-{n}")
            seen.append(state())
            for n in range(500):
                os.rmdir(f"{top}/short-lived-{batch}-{n}")
            # What was written is of no use, and must not fill the disk.
            log.truncate(0)
        quarter = len(seen) // 4
        first, last = (statistics.median(rss for rss, _ in part) for part in (seen[:quarter], seen[-quarter:]))
        print(f"churn of {CHURN:,} groups in {time.time() - began:.0f} s: RSS {first:.0f} kB in the first quarter, {last:.0f} kB"
              f" in the last, at most {max(rss for rss, _ in seen)} kB; at most {max(fds for _, fds in seen)} descriptors")
    finally:
        watcher.kill()
        watcher.wait()
        remove(top)


def main():
    if os.geteuid() != 0:
        print("cgroup-top beside systemd-cgtop: left out, since only root makes the groups for it")
        return
    tool, peer = os.path.join(BUILT, "cgroup-top"), shutil.which("systemd-cgtop")
    if not os.path.exists(tool) or not peer:
        sys.exit(f"{tool} or systemd-cgtop is not there: run make bench")
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    enter()
    top = f"{MOUNT}/container-anatomy-bench-{os.getpid()}"
    folder = tempfile.mkdtemp(prefix="bench-")
    try:
        tool = shutil.copy(tool, folder)
        compare([tool, "-b", "-n", "1", "-o", "tasks,cpu,memory,io"], [peer, "-b", "-n", "1", "--depth=10"], top)
        if len(SIZES) > 1:
            churn(tool, top)
    finally:
        shutil.rmtree(folder)


main()
