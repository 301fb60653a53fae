import Foundation
import TestSupport
import XCTest

/// Processes that have lost their parent, and what becomes of them.
final class ReaperOrphanTests: ReaperCase {
  /// Children of a process that are zombies.
  private func zombies(of pid: Int32) -> [Int32] {
    children(of: pid).filter { status("State", of: $0)?.hasPrefix("Z") == true }
  }

  func testOrphansComeToIt() throws {
    for start in [["pid1-reaper"], inside] {
      let running = try Running(
        start + ["--json", "sh", "-c", "(sleep 603 &); echo ready; exec tail -f /dev/null"],
        environment: try environment)
      XCTAssertNotNil(running.line(beginning: "ready"), running.error)
      let pid = start.count == 1 ? running.pid : try initPid(of: running)
      XCTAssertTrue(
        eventually { children(of: pid).contains { status("Name", of: $0) == "sleep" } }, "\(start)")
      for child in children(of: pid) where status("Name", of: child) == "sleep" { kill(child, SIGKILL) }
      XCTAssertTrue(eventually { children(of: pid).count == 1 })
      running.stop()
    }
  }

  func testNotWhereThatIsNotWanted() throws {
    let running = try start(
      "pid1-reaper", "--no-subreaper", "sh", "-c", "(sleep 603 & echo pid $!); exec sleep 600")
    let orphan = try number("pid", from: running)
    XCTAssertTrue(eventually { status("PPid", of: orphan) != nil })
    XCTAssertFalse(children(of: running.pid).contains(orphan))
    kill(orphan, SIGKILL)
    running.stop()
  }

  /// One SIGCHLD may stand for two deaths; the command's must be seen whichever it was.
  func testTheCommandAndAnOrphanDieTogether() throws {
    let rounds = isPlayground ? 50 : 400
    let ran = try sh(
      "i=0; while [ $i -lt \(rounds) ]; do timeout 10 pid1-reaper sh -c '(true &); exit 9'; [ $? = 9 ] || echo bad; i=$((i+1)); done",
      deadline: 60)
    XCTAssertEqual(ran.output, "")
    // And for certain: both while the init is stopped.
    for _ in 0..<10 {
      let running = try start(
        "pid1-reaper", "sh", "-c", "(sleep 604 & echo pid $!); echo me $$; exec sleep 605")
      let orphan = try number("pid", from: running), main = try number("me", from: running)
      XCTAssertTrue(eventually { children(of: running.pid).count == 2 })
      running.signal(SIGSTOP)
      XCTAssertTrue(eventually { status("State", of: running.pid)?.hasPrefix("T") == true })
      kill(orphan, SIGKILL)
      kill(main, SIGKILL)
      XCTAssertTrue(eventually { zombies(of: running.pid).count == 2 })
      running.signal(SIGCONT)
      XCTAssertEqual(running.end().status, 137)
    }
  }

  func testAChildThatDiesAtOnce() throws {
    let rounds = isPlayground ? 100 : 1000
    let ran = try sh(
      "i=0; while [ $i -lt \(rounds) ]; do timeout 10 pid1-reaper true || echo bad $?; i=$((i+1)); done",
      deadline: 120)
    XCTAssertEqual(ran.output, "")
  }

  /// 50 at a time, and signals meanwhile: no zombie, none lost, and the right code at the end.
  func testAStorm() throws {
    let count = Int(ProcessInfo.processInfo.environment["ANATOMY_STORM"] ?? "") ?? (isPlayground ? 500 : 5000)
    let batch = "(" + String(repeating: "true& ", count: 50) + ")"
    let running = try startInit(
      "sh", "-c",
      "n=0; trap 'n=$((n+1)); echo got $n' USR1; echo ready; i=0; while [ $i -lt \(count / 50) ]; do \(batch); i=$((i+1)); done; echo done; while :; do sleep 0.02; done"
    )
    XCTAssertNotNil(running.line(beginning: "ready"), running.error)
    let pid = try initPid(of: running)
    var sent = 0
    // Each is waited for: one that is sent again before it was taken would be one with the first.
    while running.line(beginning: "done", within: 0) == nil, sent < 50 {
      kill(pid, SIGUSR1)
      sent += 1
      XCTAssertNotNil(running.line(beginning: "got \(sent)", within: 30), "\(sent): \(running.output)")
    }
    XCTAssertGreaterThan(sent, 0)
    XCTAssertNotNil(running.line(beginning: "done", within: Double(max(60, count / 500))))
    XCTAssertTrue(eventually { zombies(of: pid).isEmpty }, "\(zombies(of: pid).count) zombies")
    kill(pid, SIGTERM)
    XCTAssertEqual(running.end().status, 143)
  }

  /// A zombie whose parent lives is not the init's; it is told whose.
  func testAZombieOfAnotherParent() throws {
    let negligent =
      "import os,sys,time\nif os.fork() == 0: os._exit(0)\nprint('ready', flush=True)\nsys.stdin.read()\ntime.sleep(600)"
    for start in [["pid1-reaper"], inside] {
      let running = try Running(
        start + ["--json", "sh", "-c", "python3 -c \"$0\" & wait", negligent], environment: try environment)
      XCTAssertNotNil(running.line(beginning: "ready"), running.error)
      let pid = start.count == 1 ? running.pid : try initPid(of: running)
      var parent: Int32 = 0
      XCTAssertTrue(
        eventually {
          parent = children(of: children(of: pid).first ?? 0).first ?? 0
          return zombies(of: parent).count == 1
        })
      let zombie = zombies(of: parent).first ?? 0
      // The end of the shell tells of it; that of the parent ends it.
      kill(parent, SIGKILL)
      XCTAssertTrue(
        eventually { status("State", of: zombie) == nil }, "still \(status("State", of: zombie) ?? "")")
      running.stop()
    }
    let told = try asInit(
      "--json", "python3", "-c",
      """
      import os, time
      p = os.fork()
      if p == 0:
          if os.fork() == 0: os._exit(0)
          time.sleep(600)
      while True:
          kids = open(f"/proc/{p}/task/{p}/children").read().split()
          if kids and open(f"/proc/{kids[0]}/stat").read().split()[2] == "Z": os._exit(0)
          time.sleep(0.01)
      """)
    XCTAssertTrue(told.error.contains("\"event\": \"zombies\""), told.error)
    XCTAssertTrue(told.error.contains("\"parent\": {\"pid\": "), told.error)
  }

  /// One that sleeps uninterruptibly, the parent in a vfork(2), keeps no other from being reaped.
  func testAnUninterruptibleSleep() throws {
    let sleeper =
      "import ctypes\nlibc = ctypes.CDLL(None)\nprint('ready', flush=True)\nlibc.vfork() or libc.pause()"
    let held = try Running(
      [
        "pid1-reaper", "-t", "0.5", "sh", "-c",
        "(/usr/bin/python3 -c \"$0\" &); sleep 0.2; for i in $(seq 50); do (true &); done; echo fifty; exec sleep 616",
        sleeper,
      ],
      environment: try environment)
    XCTAssertNotNil(held.line(beginning: "fifty"), held.error)
    XCTAssertTrue(
      eventually { children(of: held.pid).contains { status("State", of: $0)?.hasPrefix("D") == true } },
      "no sleeper")
    XCTAssertTrue(eventually { zombies(of: held.pid).isEmpty })
    for child in children(of: held.pid) { kill(child, SIGKILL) }
    XCTAssertEqual(held.end().status, 137)
  }

  /// One that heeds TERM, one that does not, one that is stopped; told of or not.
  func testGrace() throws {
    for start in [["pid1-reaper"], inside] {
      for telling in [["--json"], []] {
        let ran = try TestSupport.run(
          start + telling + [
            "-t", "0.5", "sh", "-c",
            "setsid sleep 606 & setsid sh -c 'trap \"\" TERM; echo deaf; while :; do sleep 0.02; done' & setsid sleep 607 & p=$!; read x; kill -STOP $p; exit 3",
          ], environment: try environment, input: "\n")
        XCTAssertEqual(ran.status, 3, ran.error)
        XCTAssertEqual(ran.error.contains("\"event\": \"ending\""), telling != [], ran.error)
        XCTAssertFalse(ran.error.contains("unkillable"), ran.error)
        XCTAssertEqual(try sh("ps ax -o args= | grep -E '^sleep 60[67]$'").output, "")
      }
    }
  }

  /// Nothing is due any more when the command has ended and the rest is waited for.
  func testItSleepsWhileItWaitsForTheRest() throws {
    let running = try start("pid1-reaper", "-w", "-o", "sh", "-c", "sleep 618 & exit 0")
    XCTAssertTrue(eventually { children(of: running.pid).contains { status("Name", of: $0) == "sleep" } })
    func ticks() -> Int {
      let fields = (contents("/proc/\(running.pid)/stat") ?? "").split(separator: " ")
      return fields.count > 14 ? (Int(fields[13]) ?? 0) + (Int(fields[14]) ?? 0) : -1
    }
    Thread.sleep(forTimeInterval: 1)
    XCTAssertLessThan(ticks(), 30)
    for child in children(of: running.pid) { kill(child, SIGKILL) }
    XCTAssertEqual(running.end().status, 0)
  }

  func testWithoutGraceTheRestLivesOn() throws {
    let ran = try sh("pid1-reaper sh -c 'sleep 608 & echo $!'")
    let left = try XCTUnwrap(Int32(ran.output.dropLast()))
    XCTAssertTrue(lives(left))
    kill(left, SIGKILL)
  }

  func testWaitForAll() throws {
    let ran = try sh("pid1-reaper --json -w sh -c '(sleep 0.3; exit 2) & exit 4'")
    XCTAssertEqual(ran.status, 4)
    XCTAssertTrue(ran.error.contains("\"reaped\": 2"), ran.error)
    // Signals then go to those that are left.
    let running = try start("pid1-reaper", "-w", "sh", "-c", "sleep 609 & echo pid $!")
    let left = try number("pid", from: running)
    XCTAssertTrue(
      eventually { status("Name", of: left) == "sleep" && status("PPid", of: left) == "\(running.pid)" })
    running.signal(SIGTERM)
    XCTAssertEqual(running.end().status, 0)
    XCTAssertFalse(lives(left))
  }

  func testEndOrphans() throws {
    for start in [["pid1-reaper"], inside] {
      let running = try Running(
        start + [
          "-o", "-t", "0.3", "sh", "-c",
          "sh -c 'sleep 610 & sh -c \"trap : TERM; while :; do sleep 0.02; done\" & echo ready; wait' & wait; exec sleep 600",
        ], environment: try environment)
      XCTAssertNotNil(running.line(beginning: "ready"), running.error)
      let pid = start.count == 1 ? running.pid : try initPid(of: running)
      let main = try XCTUnwrap(children(of: pid).first)
      let middle = try XCTUnwrap(children(of: main).first)
      XCTAssertTrue(eventually { children(of: middle).count == 2 })
      let orphans = children(of: middle)
      kill(middle, SIGKILL)
      XCTAssertTrue(eventually { !orphans.contains(where: lives) }, "\(orphans)")
      XCTAssertTrue(lives(main))
      kill(pid, SIGTERM)
      _ = running.end()
    }
  }

  /// Its own children that it had before it became the init are reaped like any other.
  func testChildrenFromBefore() throws {
    let ran = try sh("sleep 0.1 & exec pid1-reaper --json sh -c 'sleep 0.4; exit 6'")
    XCTAssertEqual(ran.status, 6)
    XCTAssertTrue(ran.error.contains("\"name\": \"sleep\", \"exit\": 0"), ran.error)
  }
}
