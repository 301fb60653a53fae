import ArgumentParser
import Console
import Isolation
import LabKit

struct Demo: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Perform labs before an audience: looks typed, runs for real.")
  @OptionGroup var shelf: Shelf
  @Argument(help: "Labs by id or number; all that this host can run if none is named.") var names: [String] =
    []
  @Flag(help: "Go on without waiting for a key.") var auto = false

  func run() throws {
    let language = shelf.spoken
    let labs = names.isEmpty ? try shelf.labs() : try names.map { try shelf.lab($0) }
    let doctor = Doctor()
    let stage = Stage(Screen(.output, language), waits: !auto && Terminal.input.isInteractive)
    var failed = false
    for lab in labs {
      if case .blocked = doctor.examine(lab) {
        Screen(.output, language).row(lab, doctor.examine(lab))
        continue
      }
      let problems = try told(in: language) { () throws(LabError) in
        try Rehearsal(lab, tools: Shelf.tools, audience: stage, language: language).run()
      }
      for problem in problems { Terminal.error.write("lab: \(lab.id): \(problem.in(language))\n") }
      failed = failed || !problems.isEmpty
      if problems.isEmpty {
        stage.screen.note(
          Text(en: "Reset: the host is as it was before.", zh: "已复原：主机状态与实验前一致。").in(language))
      }
    }
    if failed { throw ExitCode(1) }
  }
}
