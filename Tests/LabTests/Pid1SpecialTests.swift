import TestSupport
import XCTest

/// L5: which signals reach the PID 1 of a pid namespace, from within and from outside.
final class Pid1SpecialTests: LabCase {
  private let id = "pid-1-special"

  func testKeepsItsWord() throws { try keepsItsWord(id) }
  func testPassesWithUtilLinux() throws { try passesWithUtilLinux(id) }
  func testNoticesEveryOmission() throws { try noticesEveryOmission(id, commands: 7) }
  func testWorksForAnOrdinaryUser() throws { try worksForAnOrdinaryUser(id) }
  func testALearnerWalksIt() throws { try walks(id) }
  func testALearnerWalksItWithUtilLinux() throws { try walks(id, replacing: Self.utilLinux) }

  func testWithoutForkNothingIsInside() throws {
    try failsWith(
      "ns-unshare --pid sh, opens: inside", for: "ns-unshare --pid --fork --mount-proc sh, opens: inside", id,
      saying: "inner")
  }

  func testKillDoesNotRunTheHandler() throws {
    try failsWith(
      "{shell: inside, type: kill -KILL $$}", for: "{shell: inside, type: kill -TERM $$}", id,
      saying: "from-handler")
  }

  func testAHandlerThatExitsEndsPid1() throws {
    try failsWith(
      "echo handled; sleep 1001 & exit", for: "echo handled; sleep 1001 &", id,
      saying: "living processes of init")
  }

  func testAShellInPlaceOfTheSleepWillNotDo() throws {
    try failsWith(
      "ns-unshare --pid --fork sh -c \"sleep 1003; true\" &",
      for: "ns-unshare --pid --fork sleep 1003 &", id, saying: "sleep-as-1")
  }

  func testKillInPlaceOfTermEndsBoth() throws {
    try failsWith(
      "kill -KILL ${ordinary-sleep.pid}", for: "kill -TERM ${ordinary-sleep.pid}", id,
      saying: "term-from-outside: ")
  }

  func testTermInPlaceOfKillEndsNothing() throws {
    try failsWith(
      "kill -TERM ${sleep-as-1.pid}", for: "kill -KILL ${sleep-as-1.pid}", id,
      saying: "living processes of sleep-as-1")
  }

  func testALearnerWhoForgotToForkIsTold() throws {
    try isTold(id, after: ["unshare --pid sh"], says: "your shell is not in it")
  }

  /// The student is in the shell that is PID 1; a sleep in a namespace below is not in there, either.
  func testALearnerWhoseSleepIsElsewhereIsTold() throws {
    try isTold(
      id, after: ["unshare --pid --fork sleep 1001 &"], says: "There is a sleep, but not in",
      from: "a-handler")
  }

  func testALearnerWithAShellAsPid1IsTold() throws {
    try isTold(
      id, after: ["unshare --pid --fork sh"], says: "PID 1 of the new namespace is a shell", answers: 0,
      from: "two-sleeps")
  }

  func testALearnerWhoseSleepWasNotForkedIsTold() throws {
    try isTold(
      id, after: ["unshare --pid sleep 1001 &"], says: "the sleep was not begun as a child", answers: 0,
      from: "two-sleeps")
  }
}
