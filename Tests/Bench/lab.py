#!/usr/bin/env python3
"""How fast `lab` sees what happens, and what it costs to watch while nothing does.

lab.py [EVENTS [SECONDS]]: a lab of so many steps is done at a terminal on a host with 1,000 processes. Three ways
of renaming the host in the lab's scene, from the moment of asking for it to the verdict on the screen: a command
typed at the terminal; a command of a process in the background; a write(2) of a shell in the background, of which
the kernel tells nobody. Each with the kernel's word of processes, and without. Then the processor time that `lab`
takes in so many seconds without any event.
"""
import fcntl
import os
import pty
import random
import select
import shutil
import signal
import statistics
import struct
import subprocess
import sys
import tempfile
import termios
import time

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
PROCESSES = 1000
LIMIT_MS, LIMIT_PERCENT = 300, 2.0


def write_lab(folder, events):
    """A lab whose step N is done when the host is called stepN."""
    os.makedirs(folder)
    steps, guides = "", {"en": "# Bench\nBench.\n", "zh": "# 基准\n基准测试。\n"}
    for n in range(1, events + 1):
        steps += f"""  - id: s{n}
    run: [{{shell: outside, type: hostname step{n}}}]
    checks: [{{expect: {{hostname: step{n}, in: outside}}}}]
"""
        for language in guides:
            guides[language] += f"\n## s{n}\nSTEP{n}BEGINS\n### hint-1\n.\n### why\nSTEP{n}DONE\n"
    with open(f"{folder}/lab.yaml", "w") as file:
        file.write("format: 1\nid: bench\nnumber: 1\nclaims: [none]\nminutes: 1\nneeds: [user-namespace]\n"
                   "scene: {namespaces: [uts]}\nsteps:\n" + steps)
    for language, text in guides.items():
        with open(f"{folder}/guide.{language}.md", "w") as file:
            file.write(text + "\n## docker\n.\n")


class Learner:
    """`lab start bench` on a terminal."""

    def __init__(self, folder, lab, listening):
        self.shown = ""
        # Nothing of what the last one did is remembered.
        shutil.rmtree(f"{folder}/state", ignore_errors=True)
        environment = {**os.environ, "XDG_RUNTIME_DIR": folder, "XDG_STATE_HOME": f"{folder}/state", "PS1": "ready> ", "LC_ALL": "C.UTF-8", "TERM": "dumb"}
        environment.pop("CONTAINER_ANATOMY_SESSION", None)
        command = [lab, "start", "bench", "--labs", f"{folder}/labs", "--shell", "/bin/sh", "--language", "en"]
        # Without CAP_NET_ADMIN the kernel tells nothing of processes.
        if not listening and os.geteuid() == 0:
            command = ["setpriv", "--bounding-set=-net_admin", "--inh-caps=-net_admin"] + command
        self.pid, self.terminal = pty.fork()
        if self.pid == 0:
            os.execvpe(command[0], command, environment)
        fcntl.ioctl(self.terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 100, 0, 0))
        self.sees("STEP1BEGINS")
        self.types("")
        self.sees("ready> ")

    def types(self, line):
        os.write(self.terminal, (line + "\n").encode())

    def sees(self, text, seconds=20):
        end = time.monotonic() + seconds
        while text not in self.shown:
            if not select.select([self.terminal], [], [], max(0, end - time.monotonic()))[0]:
                sys.exit(f"lab did not show {text!r}:\n{self.shown}")
            self.shown += os.read(self.terminal, 65536).decode(errors="replace")
        self.shown = self.shown.split(text, 1)[1]

    def used(self):
        """Seconds of processor time, that of its helpers included."""
        fields = open(f"/proc/{self.pid}/stat").read().rsplit(")", 1)[1].split()
        return sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")

    def leaves(self):
        os.kill(self.pid, signal.SIGTERM)
        os.waitpid(self.pid, 0)
        os.close(self.terminal)


def latency(way, learner, folder, events):
    """Milliseconds from asking for each event to its verdict."""
    fifo = f"{folder}/fifo"
    if way != "typed":
        os.mkfifo(fifo)
        body = "hostname $name" if way == "command" else "echo $name > /proc/sys/kernel/hostname"
        learner.types(f"while read -r name; do {body}; done < {fifo} &")
        pipe = open(fifo, "w", buffering=1)
    found = []
    for n in range(1, events + 1):
        # Every other time long enough for the watcher to think that nothing happens any more; never in its beat.
        time.sleep(random.uniform(0.3, 0.8) if n % 2 else random.uniform(3.2, 4.2))
        began = time.monotonic()
        if way == "typed":
            learner.types(f"hostname step{n}")
        else:
            pipe.write(f"step{n}\n")
        learner.sees(f"STEP{n}DONE")
        found.append((time.monotonic() - began) * 1e3)
    if way != "typed":
        pipe.close()
        os.unlink(fifo)
    return found


def main():
    events = int(sys.argv[1]) if len(sys.argv) > 1 else 20
    seconds = float(sys.argv[2]) if len(sys.argv) > 2 else 20
    lab = os.path.join(os.environ.get("ANATOMY_BIN", os.path.join(ROOT, "bin")), "lab")
    if not os.path.exists(lab):
        sys.exit(f"{lab} is not there: run make build")
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    folder = tempfile.mkdtemp(prefix="bench-lab-")
    learner, herd, failed = None, None, False

    def row(what, value, unit, limit):
        nonlocal failed
        failed = failed or value >= limit
        print(f"{what:66} {value:8.2f} {unit:2}  limit {limit}{'' if value < limit else '  EXCEEDED'}", flush=True)

    try:
        write_lab(f"{folder}/labs/bench", events)
        herd = subprocess.Popen(
            ["sh", "-c", f"i=0; while [ $i -lt {PROCESSES} ]; do sleep 3600 & i=$((i + 1)); done; echo; wait"],
            stdout=subprocess.PIPE, process_group=0)
        herd.stdout.readline()
        for listening, source in (True, "kernel's word"), (False, "pulse alone"):
            for way in "typed", "command", "builtin":
                learner = Learner(folder, lab, listening)
                times = latency(way, learner, folder, events)
                learner.leaves()
                learner = None
                name = {"typed": "typed command", "command": "command in the background",
                        "builtin": "write in the background"}[way]
                row(f"{name}, {source}: event to verdict, median of {events}", statistics.median(times), "ms", LIMIT_MS)
            learner = Learner(folder, lab, listening)
            time.sleep(5)
            before = learner.used()
            time.sleep(seconds)
            percent = (learner.used() - before) / seconds * 100
            learner.leaves()
            learner = None
            row(f"idle among {PROCESSES} processes, {source}: of one processor", percent, "%", LIMIT_PERCENT)
    finally:
        if learner:
            learner.leaves()
        if herd:
            os.killpg(herd.pid, 9)
            herd.wait()
        # The warden of the last session may still be at work.
        end = time.monotonic() + 10
        while os.path.exists(f"{folder}/container-anatomy") and time.monotonic() < end:
            time.sleep(0.05)
        shutil.rmtree(folder)
    return 1 if failed else 0


sys.exit(main())
