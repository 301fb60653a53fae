import Foundation
import TestSupport
import XCTest

/// SIGKILL of a lab, of its warden, of the learner's shell, at random moments: after `lab reset --all` the
/// host is as before. ANATOMY_KILLS says how many moments; a few if it does not.
final class KillTests: SessionCase {
  private let moments =
    ProcessInfo.processInfo.environment["ANATOMY_KILLS"].flatMap { Int($0) } ?? (isPlayground ? 2 : 8)

  /// Somebody who does labs.
  private struct Person {
    /// Of the sessions.
    let folder: String
    let environment: [String: String]
    /// How they run a command line that begins with `lab`.
    let command: (String) -> [String]
    /// What is in the folder and may stay.
    var stays: [String] = []
    let group = OuterGroup()
  }

  private enum Victim: String, CaseIterable { case lab, warden, outside }

  func testAfterAKillAtAnyMomentResetLeavesNothing() throws {
    let orphans = Orphans(), folder = try Scratch(), lab = try tool("lab")
    let person = Person(folder: folder.path, environment: mine(folder)) { line in
      [lab] + line.split(separator: " ").dropFirst().map(String.init)
    }
    let labs = ["uts-hostname", "pid-nested", "pid-death-of-1"]
    for moment in 0..<moments { try kills(moment, labs[moment % labs.count], person, orphans) }
  }

  /// Who may make no control group has the mark and parent-death signals.
  func testNothingIsLeftOfAnOrdinaryUserEither() throws {
    guard geteuid() == 0 else { throw XCTSkip("the other test does it as an ordinary user") }
    let orphans = Orphans(), users = try OrdinaryUsers()
    let person = Person(
      folder: users.runFolder(of: 1000), environment: environment, command: { users.command(1000, $0) },
      stays: ["state"])
    for moment in 0..<(moments + 3) / 4 { try kills(moment, "uts-hostname", person, orphans) }
  }

  private func kills(_ number: Int, _ lab: String, _ person: Person, _ orphans: Orphans) throws {
    let before = Set(orphans.living(except: []))
    let running = try Running(
      person.group.command(person.command("lab test \(lab) --patience 500")), environment: person.environment)
    let victims = Victim.allCases.filter { _ in Bool.random() }.shuffled(), wait = Double.random(in: 0...0.7)
    usleep(UInt32(wait * scale * 1e6))
    let session = sessions(in: person.folder).first
    for victim in victims {
      let pid = victim == .lab ? running.pid : pid(in: victim.rawValue, of: session)
      if let pid { kill(pid, SIGKILL) }
    }
    let story = "\(lab), moment \(number): \(victims.map(\.rawValue)) after \(wait) s"
    let ran = try TestSupport.run(
      person.command("lab reset --all"), environment: person.environment, deadline: 30)
    XCTAssertEqual(ran.status, 0, "\(story): \(ran.error)")
    XCTAssertNotEqual(running.end(within: 30).status, overdue, story)
    var rest: [String] = []
    let isClean = eventually(within: 15) {
      rest = orphans.living(except: []).filter { !before.contains($0) }
        .map { "process \($0) \(contents("/proc/\($0)/cmdline") ?? "")" }
      rest += marked(person.folder).map { "marked \($0)" }
      rest += sessions(in: person.folder)
      rest += person.group.below
      return rest.isEmpty
    }
    XCTAssertTrue(isClean, "\(story): \(rest)")
    let left = (try? FileManager.default.contentsOfDirectory(atPath: person.folder)) ?? []
    XCTAssertEqual(left.filter { !person.stays.contains($0) }, [], story)
    XCTAssertFalse((contents("/proc/self/mountinfo") ?? "").contains(person.folder), story)
  }
}
