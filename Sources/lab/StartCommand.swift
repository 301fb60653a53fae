import ArgumentParser
import Console
import Isolation
import LabKit

struct Start: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Do a lab: a shell of yours, and a program that watches what the kernel does.")
  @OptionGroup var shelf: Shelf
  @Argument(help: "The lab, by id or number.") var name: String
  @ArgumentParser.Option(help: ArgumentHelp("The shell to work in; else $SHELL.", valueName: "path"))
  var shell: String?

  func run() throws {
    let language = shelf.spoken
    let lab = try shelf.lab(name)
    guard Terminal.input.isInteractive, Terminal.output.isInteractive else {
      throw Trouble(
        .other(
          Text(
            en: "a lab needs a terminal to work in; to only see it: lab demo \(lab.id)",
            zh: "做实验需要一个终端；如果只想观看，请运行 lab demo \(lab.id)")),
        language)
    }
    if case .blocked(let why, let cure) = Doctor().examine(lab) {
      throw Trouble(
        .other(
          Text(
            en: "\(lab.id): \(why.in(.english))\n  try  \(cure.in(.english))",
            zh: "\(lab.id)：\(why.in(.chinese))\n  try  \(cure.in(.chinese))")), language)
    }
    let session = try told(in: language) { () throws(LabError) in try Session(lab, tools: Shelf.tools) }
    let shell = CString(self.shell ?? environment("SHELL") ?? "/bin/sh")
    let lesson = Lesson(session, Screen(.output, language))
    do {
      try lesson.run(shell)
    } catch {
      try told(in: language) { () throws(LabError) in try session.end() }
      throw error
    }
    try told(in: language) { () throws(LabError) in try session.end() }
  }
}
