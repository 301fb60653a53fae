public import Isolation

/// What a man page says besides the options.
public struct Manual: Sendable {
  /// A word, and what it means.
  public typealias Item = (word: String, meaning: Text)

  let description: [Text]
  let exitStatus: [Item]
  let environment: [Item]
  let files: [Item]
  let examples: [(command: String, meaning: Text)]
  let seeAlso: [String]

  /// `description`: a paragraph each. `seeAlso`: `unshare(1)`
  public init(
    description: [Text] = [], exitStatus: [Item] = [], environment: [Item] = [], files: [Item] = [],
    examples: [(String, Text)] = [], seeAlso: [String] = []
  ) {
    self.description = description
    self.exitStatus = exitStatus
    self.environment = environment
    self.files = files
    self.examples = examples.map { ($0.0, $0.1) }
    self.seeAlso = seeAlso
  }
}

extension Manual {
  /// The exit status of every tool that runs a command.
  public static let statusOfCommand: [Item] = [
    ("N", Text(en: "the exit status of the command", zh: "命令的退出状态")),
    (
      "128+N",
      Text(
        en: "signal N ended the command; the tool ends by the same signal",
        zh: "命令被信号 N 终止；本工具以同一信号结束")
    ),
    ("127", Text(en: "the command was not found", zh: "找不到命令")),
    ("126", Text(en: "the command could not be run", zh: "命令无法运行")),
    ("1", Text(en: "the tool itself failed, or was called wrongly", zh: "工具本身失败，或用法有误")),
  ]
}
