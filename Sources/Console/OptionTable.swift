public import Isolation

/// Everything a tool understands before its command: parsing, help, man page and completions are
/// made from it.
public struct OptionTable<Settings>: Sendable {
  public let tool: String
  let synopsis: String
  let purpose: Text
  /// Made when they are asked for: a command line without options does without.
  private let made: @Sendable () -> [Option<Settings>]
  /// Whether `-mFILE` gives an optional value as `--mount=FILE` does: in nsenter(1), not in unshare(1).
  let attachesOptionalValues: Bool
  private let chosenOperands: Operands?
  /// Made when it is asked for: no command has to wait for it.
  let manual: @Sendable () -> Manual
  /// What the tool ends with where its usage will not do.
  let refusalStatus: Int32
  /// What --version says, where that is not the tool's name and version.
  private let chosenVersion: String?

  /// `--help` and `--version` need not be among the options. What the operands are is seen in the
  /// synopsis, unless it is said.
  public init(
    _ tool: String, _ synopsis: String, _ purpose: Text,
    _ options: @autoclosure @escaping @Sendable () -> [Option<Settings>],
    attachesOptionalValues: Bool = false, operands: Operands? = nil,
    manual: @autoclosure @escaping @Sendable () -> Manual = Manual(), refusalStatus: Int32 = 1,
    version: String? = nil
  ) {
    self.tool = tool
    self.synopsis = synopsis
    self.purpose = purpose
    made = options
    self.attachesOptionalValues = attachesOptionalValues
    chosenOperands = operands
    self.manual = manual
    self.refusalStatus = refusalStatus
    chosenVersion = version
  }

  var options: [Option<Settings>] { made() }

  /// What is known of how the tool is called.
  var reference: Reference {
    Reference(
      tool: tool, version: version, synopsis: synopsis, purpose: purpose,
      entries: options.map(\.entry) + Entry.own,
      operands: chosenOperands
        ?? (synopsis.split(separator: " ").contains { $0.hasPrefix("[command") } ? .command : .none),
      manual: manual(),
      attachesOptionalValues: attachesOptionalValues)
  }

  /// What came of an argument list.
  public enum Outcome: Equatable {
    case operands(Arguments)
    case refused(Refusal)
    case help
    case version
    case generated(String)
  }

  /// Deals with `--help`, `--version`, `--generate` and bad usage; returns the operands.
  public func operands(
    _ arguments: Arguments = .own, into settings: inout Settings, in language: Language
  ) -> Arguments {
    // Nothing to parse: most commands are run so.
    if !arguments.beginWithOption { return arguments }
    switch parse(Array(arguments), into: &settings) {
    case .operands(let words): return arguments.last(words.count)
    case .help:
      Terminal.output.deliver(help(in: language), by: tool)
      exit(0)
    case .version:
      Terminal.output.deliver((chosenVersion ?? "\(tool) \(version)") + "\n", by: tool)
      exit(0)
    case .generated(let text):
      Terminal.output.deliver(text, by: tool)
      exit(0)
    case .refused(let refusal): refuse(refusal, in: language)
    }
  }

  /// Says what is wrong with the usage, and ends.
  public func refuse(_ refusal: Refusal, in language: Language) -> Never {
    Terminal.error.write(report(refusal, in: language))
    exit(refusalStatus)
  }

  func report(_ refusal: Refusal, in language: Language) -> String {
    let seeHelp = Text(en: "\(tool) --help lists the options", zh: "用 \(tool) --help 查看全部选项")
    let help = refusal.isUsage ? seeHelp.in(language) : nil
    let remedy = refusal.remedy.map { ([$0, tool] + ownArguments.map(\.shellWord)).joined(separator: " ") }
    let cure = remedy ?? refusal.cure.map { "\(tool) \($0)" } ?? help
    return "\(tool): \(refusal.text.in(language))\n"
      + (cure.map { Remark.toTry.line($0, in: language) } ?? "")
  }

  public func help(in language: Language) -> String {
    let rows = (options.map(\.entry) + Entry.own).map { ($0.spelling, $0.help.in(language)) }
    let usage = Text(en: "usage: ", zh: "用法：").in(language)
    // What is wider has its text on a line of its own.
    let width = 30
    let lines = rows.map { spelling, text in
      let gap =
        spelling.count > width
        ? "\n" + String(repeating: " ", count: width + 3)
        : String(repeating: " ", count: width - spelling.count + 2)
      return " \(spelling)\(gap)\(text)\n"
    }
    return "\(usage)\(synopsis)\n\(purpose.in(language))\n\n" + lines.joined()
  }
}
