import TestSupport
import XCTest

@testable import Isolation
@testable import LabKit

/// When the engine looks, and what it takes for a sign that something has happened.
final class WatchTests: XCTestCase {
  func testAStirIsLookedAtAfterTheDebounce() {
    var rhythm = Rhythm(at: 0)
    XCTAssertTrue(rhythm.isDue(at: 0))
    rhythm.look(at: 0)
    rhythm.stir(at: 500)
    XCTAssertFalse(rhythm.isDue(at: 519))
    XCTAssertTrue(rhythm.isDue(at: 520))
  }

  func testAStormOfEventsIsLookedAtOncePerGap() {
    var rhythm = Rhythm(at: 0)
    var looks = 0
    for now in Int64(0)..<1000 {
      rhythm.stir(at: now)
      if rhythm.isDue(at: now) {
        rhythm.look(at: now)
        looks += 1
      }
    }
    XCTAssertEqual(looks, 10)
  }

  func testALaterEventDoesNotPutOffTheLook() {
    var rhythm = Rhythm(at: 0)
    rhythm.look(at: 0)
    rhythm.stir(at: 500)
    rhythm.stir(at: 515)
    XCTAssertTrue(rhythm.isDue(at: 520))
  }

  func testThePulseSlowsDownWhereNothingStirs() {
    var rhythm = Rhythm(at: 0)
    rhythm.look(at: 0)
    rhythm.feel(changed: true, at: 200)
    XCTAssertTrue(rhythm.isDue(at: 200))
    XCTAssertTrue(rhythm.pulseIsDue(at: 200 + Rhythm.lively))
    rhythm.feel(changed: false, at: 5000)
    XCTAssertFalse(rhythm.pulseIsDue(at: 5000 + Rhythm.calm - 1))
    XCTAssertTrue(rhythm.pulseIsDue(at: 5000 + Rhythm.calm))
  }

  func testThePulseOfWhoRanHasChanged() throws {
    let sleep = try Running(["sleep", "60"])
    func pulse() -> Pulse { Pulse(of: [sleep.pid]) }
    XCTAssertTrue(eventually { status("State", of: sleep.pid)?.first == "S" })
    var last = pulse()
    XCTAssertTrue(
      eventually {
        let next = pulse()
        defer { last = next }
        return next == last
      })
    sleep.signal(SIGSTOP)
    XCTAssertTrue(eventually { pulse() != last })
    sleep.stop()
    XCTAssertNotEqual(Pulse(of: [sleep.pid]), last)
  }

  /// A watch that has looked a second time at `moment`, long after anything had stirred.
  private func calmWatch(listening: Bool, of sleep: Running) throws -> (watch: Watch, moment: Int64) {
    XCTAssertTrue(eventually { status("State", of: sleep.pid)?.first == "S" })
    let watch = Watch(listening: listening) { [sleep.pid] }
    if listening, !watch.isListening { throw XCTSkip("the kernel tells this user nothing of processes") }
    let now = Clock.now
    XCTAssertTrue(watch.shouldLook(at: now))
    XCTAssertTrue(watch.shouldLook(at: now + 5000))
    XCTAssertFalse(watch.shouldLook(at: now + 5100))
    return (watch, now + 5000)
  }

  func testAnEventOfTheSessionIsNoticedBeforeThePulse() throws {
    let sleep = try Running(["sleep", "60"])
    let (watch, moment) = try calmWatch(listening: true, of: sleep)
    sleep.stop()
    XCTAssertFalse(watch.shouldLook(at: moment + 150))
    XCTAssertTrue(watch.shouldLook(at: moment + 180))
  }

  func testAnEventOfSomebodyElseIsNone() throws {
    let sleep = try Running(["sleep", "60"]), other = try Running(["sleep", "60"])
    let (watch, moment) = try calmWatch(listening: true, of: sleep)
    other.stop()
    XCTAssertFalse(watch.shouldLook(at: moment + 150))
    XCTAssertFalse(watch.shouldLook(at: moment + 180))
  }

  /// How those of the session end, and nobody else.
  func testHowAProcessEndedIsKnown() throws {
    let killed = try Running(["sleep", "60"]), other = try Running(["sleep", "60"])
    let ours = try Running(["sh", "-c", "kill -STOP $$; exit 3"])
    XCTAssertTrue(eventually { status("State", of: ours.pid)?.first == "T" })
    let watch = Watch { [killed.pid, ours.pid] }
    if !watch.isListening { throw XCTSkip("the kernel tells this user nothing of processes") }
    XCTAssertNil(watch.endings(besides: [killed.pid, ours.pid])[killed.pid])
    for process in [killed, other] { process.signal(SIGKILL) }
    ours.signal(SIGCONT)
    XCTAssertTrue(eventually { watch.endings(besides: [])[ours.pid] == .exited(3) })
    XCTAssertTrue(eventually { watch.endings(besides: [])[killed.pid] == .killed(by: SIGKILL) })
    XCTAssertNil(watch.endings(besides: [])[other.pid])
  }

  /// A number that is given away again is another process.
  func testANumberIsGivenAwayAgain() {
    var endings = Endings()
    endings.follow([7])
    endings.note(ProcessEvent(pid: 8, parent: 7, ending: nil))
    endings.note(ProcessEvent(pid: 8, parent: nil, ending: .exited(1)))
    XCTAssertEqual(endings[8], .exited(1))
    endings.note(ProcessEvent(pid: 8, parent: 9, ending: nil))
    XCTAssertNil(endings[8])
    endings.note(ProcessEvent(pid: 8, parent: nil, ending: .exited(2)))
    XCTAssertNil(endings[8])
  }

  func testWithoutEventsThePulseNotices() throws {
    let sleep = try Running(["sleep", "60"])
    let (watch, moment) = try calmWatch(listening: false, of: sleep)
    XCTAssertEqual(watch.descriptor(), -1)
    sleep.stop()
    XCTAssertFalse(watch.shouldLook(at: moment + 180))
    XCTAssertTrue(watch.shouldLook(at: moment + Rhythm.calm))
  }

  func testOnlyALineIsASign() throws {
    let sleep = try Running(["sleep", "60"])
    let (watch, moment) = try calmWatch(listening: false, of: sleep)
    watch.notice(Array("hostna".utf8), at: moment + 110)
    XCTAssertFalse(watch.shouldLook(at: moment + 140))
    watch.notice(Array("\r\n".utf8), at: moment + 150)
    XCTAssertTrue(watch.shouldLook(at: moment + 180))
  }

  /// Before Linux 6.6 who listened and did not say that it stops would cost the host for ever.
  func testOneAfterTheOtherMayListen() throws {
    for _ in 0..<3 {
      let watch = Watch { [] }
      if !watch.isListening { throw XCTSkip("the kernel tells this user nothing of processes") }
    }
  }
}
