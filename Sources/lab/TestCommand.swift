import ArgumentParser
import Console
import Isolation
import LabKit

struct Test: ParsableCommand {
  static let configuration = CommandConfiguration(
    Text(en: "Prove that a lab keeps its word on this host.", zh: "验证一个实验在本机上名副其实。"),
    discussion: Text(
      en: """
        Makes the scene, finds every check unmet, types the reference commands, finds every check met, resets, and \
        compares the host with what it was.
        """,
      zh: """
        建立场景，确认每项检查都尚未满足，输入参考命令，确认每项检查都已满足，然后复原，并与原来的主机状态比较。
        """))
  @OptionGroup var shelf: Shelf
  @Argument(help: .init(en: "Labs by id or number.", zh: "实验的名称或编号。", value: "lab")) var names: [String] = []
  @Flag(help: .init(en: "Every lab.", zh: "全部实验。")) var all = false
  @Flag(
    help: .init(
      en: """
        Also leave out one command after the other, make another kind of namespace, and use other values than those \
        drawn: each time a check must notice.
        """,
      zh: "此外，逐一省略命令、改用别种命名空间、改用抽取值以外的值：每一次都必须有检查发现。")) var mutate = false
  @ArgumentParser.Option(
    help: .init(
      en: "Replace the lab's own tools in its commands.", zh: "在实验的命令中替换本项目的工具。", value: "name=other"))
  var replace: [String] = []

  @ArgumentParser.Option(
    help: .init(en: "How long to wait for a state, in milliseconds.", zh: "等待状态出现的时间，以毫秒计。", value: "ms"))
  var patience: Int64 = 15_000

  @Flag(
    help: .init(
      en: "Write the runs into the records: lab report --all shows them.",
      zh: "把这些运行写入记录：lab report --all 会列出它们。")) var reported = false

  mutating func validate() throws {
    if names.isEmpty, !all {
      throw ValidationError(Text(en: "name a lab, or --all", zh: "请给出实验名称，或使用 --all"))
    }
    if replace.contains(where: { !$0.contains("=") }) {
      throw ValidationError(Text(en: "--replace takes NAME=OTHER", zh: "--replace 的写法为 NAME=OTHER"))
    }
  }

  func run() throws {
    let language = shelf.spoken
    let labs = all ? try shelf.labs() : try names.map { try shelf.lab($0) }
    let doctor = Doctor()
    var passed = 0, failed = 0, skipped = 0
    func line(_ verdict: String, _ text: String) { Terminal.output.write("\(verdict) \(text)\n") }
    for lab in labs {
      if case .blocked(let why, let cure) = doctor.examine(lab) {
        skipped += 1
        line("skip", "\(lab.id): \(why.in(language)); \(cure.in(language))")
        continue
      }
      let (cut, left) = doctor.cut(replaced(lab)), lab = cut
      for part in left {
        line("skip", "\(lab.id) \(part.step.id): \(part.why.in(language)); \(part.cure.in(language))")
      }
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

  private func replaced(_ lab: Lab) -> Lab {
    replace.reduce(lab) { lab, pair in
      let words = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
      return lab.replacing(words[0], with: words[1])
    }
  }
}
