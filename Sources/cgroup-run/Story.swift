import Console
import Isolation

/// Tells a person or a program what the kernel has counted.
struct Story: GroupWitness {
  private let output: Terminal
  /// What --output names.
  private let file: CString?
  private let isJSON: Bool
  private let language: Language
  private let limits: GroupReport.Limits
  /// Where the group stays; none where it is removed.
  private let kept: [CString]

  /// nil where nothing is to be told. The file is opened now, so that it is refused before anything is done.
  init?(_ options: Options, in language: Language, _ places: [GroupPlace]) throws(Refusal) {
    if options.quiet { return nil }
    isJSON = options.json
    self.language = language
    limits = GroupReport.Limits(memory: options.memory, pids: options.pids)
    kept = options.keeps ? places.map(\.path) : []
    file = options.output
    output = if let file = options.output, !options.dryRun { try Self.open(file) } else { .error }
  }

  private static func open(_ file: CString) throws(Refusal) -> Terminal {
    do throws(Errno) { return try Terminal(appendingTo: file) } catch {
      throw Refusal(.output(file, error), isUsage: false)
    }
  }

  func hears(_ report: GroupReport) {
    if isJSON { return tell(JSON.object(report.members(kept)).line) }
    let width = report.rows(limits).map { $0.name.in(language).displayWidth }.max() ?? 0
    var text = ""
    for row in report.rows(limits) + report.rows(kept: kept) {
      let name = row.name.in(language)
      let gap = String(repeating: " ", count: max(0, width - name.displayWidth) + 2)
      text += "cgroup-run: \(name)\(gap)\(row.value.in(language))\n"
    }
    tell(Array(text.utf8))
  }

  /// The exit status is the command's, so a report that is lost is told of on standard error.
  private func tell(_ text: [UInt8]) {
    guard let errno = output.errno(ofWriting: text), let file else { return }
    Terminal.error.write("cgroup-run: \(Text.output(file, errno).in(language))\n")
  }
}

extension GroupReport {
  /// What was asked for, beside which the figures stand.
  struct Limits: Sendable {
    var memory: Limit?
    var pids: Limit?
  }

  struct Row: Equatable {
    let name: Text
    let value: Text
  }
}

extension Text {
  fileprivate static func output(_ file: CString, _ errno: Errno) -> Text {
    Text(en: "--output \(file.text): \(errno)", zh: "--output \(file.text)：\(errno)")
  }
}
