import Console
import Isolation
import Supervision
import XCTest

@testable import pid1_reaper

/// What the options of pid1-reaper come to, call by call.
final class ReaperPlanTests: XCTestCase {
  private func options(_ words: CString...) -> Options {
    var options = Options()
    guard case .operands(let rest) = Options.table.parse(words, into: &options) else {
      XCTFail("\(words) is refused")
      return options
    }
    options.command = rest
    return options
  }

  private func plan(_ options: Options, _ facts: Facts = Facts()) -> Plan {
    let plan = Plan(options, on: facts)
    XCTAssertEqual(plan.flaws, [])
    return plan
  }

  func testAnOrdinaryProcess() {
    XCTAssertEqual(
      plan(options("true")).listing,
      """
      caller: sigprocmask(SIG_BLOCK, all); signalfd(all) = <signals>
      caller: prctl(PR_SET_CHILD_SUBREAPER, 1)
      caller: fork() = <child>
      child: setpgid(0, 0)
      child: execvp("true", ["true"])
      caller: close_range(3, ~0)
      caller: chdir("/")
      caller: read(<signals>); waitpid(-1, WNOHANG); kill(<child>)
      """)
  }

  /// PID 1 gets orphans in any case.
  func testPid1() {
    let listing = plan(options("--", "true"), Facts(isInit: true)).listing
    XCTAssertFalse(listing.contains("SUBREAPER"), listing)
    XCTAssertFalse(plan(options("--no-subreaper", "true")).listing.contains("SUBREAPER"))
  }

  /// The child alone has to do with the terminal, and takes the foreground only where it is there to be given.
  func testTheTerminal() {
    let away = plan(options("true"), Facts(terminal: .controlling, isForeground: false)).listing
    XCTAssertFalse(away.contains("tcsetpgrp"), away)
    let here = plan(options("true"), Facts(terminal: .controlling, isForeground: true)).listing
    XCTAssertTrue(here.contains("caller: open(\"/dev/tty\", O_WRONLY) = <terminal>"), here)
    XCTAssertTrue(
      here.contains("child: setpgid(0, 0)\nchild: tcsetpgrp(<terminal>, getpgrp())\nchild: execvp"), here)
    XCTAssertTrue(here.contains("caller: tcgetpgrp(<terminal>)\ncaller: fork"), here)
    // Where the groups are outside the pid namespace, keys reach the command in the group that it is in.
    var outer = Facts(isInit: true, terminal: .controlling, isForeground: true)
    outer.isInOuterGroup = true
    let plain = plan(options("true"), outer).listing
    XCTAssertFalse(plain.contains("setpgid") || plain.contains("tcsetpgrp"), plain)
    XCTAssertTrue(plan(options("-g", "true"), outer).listing.contains("setpgid(0, 0)"))
    let same = plan(options("--same-group", "true"), Facts(terminal: .input, isForeground: true)).listing
    XCTAssertFalse(same.contains("tcsetpgrp"), same)
    let session = plan(
      options("-S", "true"), Facts(leadsSession: true, terminal: .input, controlsInput: true)
    ).listing
    XCTAssertTrue(session.contains("caller: ioctl(0, TIOCNOTTY)\ncaller: fork"), session)
    XCTAssertTrue(session.contains("child: setsid()\nchild: ioctl(0, TIOCSCTTY, 0)"), session)
  }

  func testParents() {
    let plain = plan(options("-p", "TERM", "true"), Facts(parent: 17)).listing
    XCTAssertTrue(plain.contains("\ncaller: prctl(PR_SET_PDEATHSIG, SIGTERM); getppid() == 17\n"), plain)
    let piped = plan(options("-p", "TERM", "--parent-fd", "9", "true"), Facts(parent: 17)).listing
    XCTAssertFalse(piped.contains("PDEATHSIG"), piped)
    XCTAssertTrue(piped.contains("close_range(3, ~0) but 9"), piped)
    let killing = plan(options("-k", "true")).listing
    XCTAssertTrue(killing.contains("child: prctl(PR_SET_PDEATHSIG, SIGKILL)"), killing)
  }

  func testPause() {
    XCTAssertEqual(
      plan(options("--pause"), Facts(isInit: true)).listing,
      """
      caller: sigprocmask(SIG_BLOCK, all); signalfd(all) = <signals>
      caller: close_range(3, ~0)
      caller: chdir("/")
      caller: read(<signals>); waitpid(-1, WNOHANG)
      """)
  }

  /// The last rule for a signal or a code holds.
  func testRulesAndCodes() {
    let chosen = options("-r", "TERM:INT", "-r", "15:QUIT", "-r", "HUP:0", "-e", "3", "-e", "143:7", "true")
    XCTAssertEqual(chosen.duty.rules[.terminate], Signal("QUIT"))
    XCTAssertNil(chosen.duty.rules[.hangup])
    XCTAssertEqual(chosen.duty.rules[.interrupt], .interrupt)
    XCTAssertEqual(chosen.duty.codes.status(of: .exited(3)), 0)
    XCTAssertEqual(chosen.duty.codes.status(of: .killed(by: 15)), 7)
    XCTAssertEqual(chosen.duty.codes.status(of: .exited(15)), 15)
  }

  func testWhatMakesNoSenseIsRefused() {
    let all: [Options] = [
      options(), options("--pause", "true"), options("--same-group", "-g", "true"),
      options("--parent", "1", "true"),
      options("--grace", "1", "--wait-all", "true"), options("-p", "TERM", "--parent", "99", "true"),
      options("--log", "/tmp/x", "true"), options("--pause", "--grace", "1"),
      options("--pause", "--wait-all"),
      options("--no-subreaper", "--grace", "1", "true"), options("--no-subreaper", "-o", "true"),
    ]
    for options in all { XCTAssertThrowsError(try options.check(Facts(parent: 17))) }
    // What only /proc leads to; PID 1 reaches all of its namespace without.
    for words in [["-o"], ["--all"], ["-t", "1"]] {
      let chosen = words.count == 1 ? options(CString(words[0]), "true") : options("-t", "1", "true")
      XCTAssertThrowsError(try chosen.check(Facts(showsProcesses: false)))
      XCTAssertEqual((try? chosen.check(Facts(isInit: true, showsProcesses: false))) != nil, words != ["-o"])
    }
    XCTAssertNoThrow(try options("-p", "TERM", "--parent", "17", "true").check(Facts(parent: 17)))
  }

  /// A failing step is undone: nothing that this plan does outlasts its processes.
  func testNothingOutlastsIt() {
    for step in plan(options("-t", "1", "-k", "true"), Facts(terminal: .input, isForeground: true)).steps {
      XCTAssertTrue([.process, .final, .nothing].contains(step.action.lasting), "\(step)")
    }
  }
}
