import ArgumentParser
import Console
import Isolation
import LabKit

struct Test: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Prove that a lab keeps its word on this host.",
    discussion: """
      Makes the scene, finds every check unmet, types the reference commands, finds every check met, resets, and \
      compares the host with what it was.
      """)
  @OptionGroup var shelf: Shelf
  @Argument(help: "Labs by id or number.") var names: [String] = []
  @Flag(help: "Every lab.") var all = false
  @Flag(
    help: """
      Also leave out one command after the other, make another kind of namespace, and use other values than those \
      drawn: each time a check must notice.
      """) var mutate = false
  @ArgumentParser.Option(help: "Replace the lab's own tools in its commands: NAME=OTHER.") var replace:
    [String] = []

  @ArgumentParser.Option(help: ArgumentHelp("How long to wait for a state.", valueName: "ms")) var patience:
    Int64 = 15_000

  @Flag(help: "Write the runs into the records: lab report --all shows them.") var reported = false

  func run() throws {
    let language = shelf.spoken
    let labs = all ? try shelf.labs() : try names.map { try shelf.lab($0) }
    guard !labs.isEmpty else { throw ValidationError("name a lab, or --all") }
    let doctor = Doctor()
    var passed = 0, failed = 0, skipped = 0
    func line(_ verdict: String, _ text: String) { Terminal.output.write("\(verdict) \(text)\n") }
    for lab in labs {
      if case .blocked(let why, let cure) = doctor.examine(lab) {
        skipped += 1
        line("skip", "\(lab.id): \(why.in(language)); \(cure.in(language))")
        continue
      }
      let lab = try replaced(lab)
      let problems = try told(in: language) { () throws(LabError) in
        let scribe = reported ? Scribe(.test, language) : nil
        return try Rehearsal(lab, tools: Shelf.tools, audience: scribe, patience: patience).run()
      }
      if problems.isEmpty { passed += 1 } else { failed += 1 }
      line(problems.isEmpty ? "pass" : "FAIL", lab.id)
      for problem in problems { line("    ", problem.in(language)) }
      guard mutate, problems.isEmpty else { continue }
      for alteration in lab.alterations {
        let noticed = try told(in: language) { () throws(LabError) in
          try !Rehearsal(
            lab, tools: Shelf.tools, altering: alteration, patience: min(patience, Self.shortest)
          )
          .run().isEmpty
        }
        if noticed { passed += 1 } else { failed += 1 }
        line(noticed ? "pass" : "FAIL", "\(lab.id) \(alteration.label)")
        if !noticed { line("    ", Self.unnoticed.in(language)) }
      }
    }
    Terminal.output.write("\(passed) passed, \(failed) failed, \(skipped) skipped\n")
    if failed > 0 { throw ExitCode(1) }
  }

  private static let shortest: Int64 = 1_500
  private static let unnoticed = Text(
    en: "all checks were met all the same: none needs it as it is", zh: "所有检查照样满足：没有哪一项依赖它")

  private func replaced(_ lab: Lab) throws -> Lab {
    var lab = lab
    for pair in replace {
      let words = pair.split(separator: "=", maxSplits: 1).map(String.init)
      guard words.count == 2 else { throw ValidationError("--replace NAME=OTHER") }
      lab = lab.replacing(words[0], with: words[1])
    }
    return lab
  }
}
