import ArgumentParser
import Console
import Isolation
import LabKit

struct Hint: ParsableCommand {
  static let configuration = CommandConfiguration(abstract: "In a lab's shell: the next hint for this step.")
  func run() throws { try ask(.hint) }
}

struct Status: ParsableCommand {
  static let configuration = CommandConfiguration(abstract: "In a lab's shell: what the kernel shows so far.")
  func run() throws { try ask(.status) }
}

struct Next: ParsableCommand {
  static let configuration = CommandConfiguration(abstract: "In a lab's shell: leave this step and go on.")
  func run() throws { try ask(.next) }
}

/// The lab answers in its own terminal.
private func ask(_ request: Request) throws {
  guard request.send() else {
    throw Trouble(
      .other(
        Text(
          en: "this shell belongs to no running lab; begin one with: lab start NAME",
          zh: "这个 shell 不属于任何正在运行的实验；请先执行 lab start 名称")),
      .preferred)
  }
}
