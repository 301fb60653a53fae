public import Isolation

/// A tool with subcommands, as its man page shows it.
public struct CommandSet: Sendable {
  /// One of them.
  public struct Command: Sendable {
    let name: String
    /// What stands behind its options: `NAME`, `[LAB...]`.
    let operands: [Operand]
    let purpose: Text
    let discussion: Text?
    let entries: [Entry]

    public init(
      _ name: String, _ operands: [Operand], _ purpose: Text, discussion: Text?, entries: [Entry]
    ) {
      self.name = name
      self.operands = operands
      self.purpose = purpose
      self.discussion = discussion
      self.entries = entries
    }
  }

  /// A word that a subcommand takes.
  public struct Operand: Sendable {
    let spelling: String
    let help: Text

    public init(_ spelling: String, _ help: Text) {
      self.spelling = spelling
      self.help = help
    }
  }

  let tool: String
  let purpose: Text
  let commands: [Command]
  let manual: Manual

  public init(_ tool: String, _ purpose: Text, _ commands: [Command], manual: Manual) {
    self.tool = tool
    self.purpose = purpose
    self.commands = commands
    self.manual = manual
  }
}

extension CommandSet {
  /// A page of section 1, as troff source. man(7)
  ///
  /// An option that several commands have under one meaning is described once, behind them.
  public func manPage(in language: Language) -> String {
    var page = Page(of: tool, version, purpose, in: language)
    page.section(.synopsis)
    page.line("\(tool) command [options] [arguments]".synopsis)
    page.describe(manual)
    page.section(.commands)
    for command in commands {
      page.subsection(([tool, command.name] + command.operands.map(\.spelling)).joined(separator: " "))
      page.paragraph(command.purpose)
      if let discussion = command.discussion { page.paragraph(discussion) }
      for operand in command.operands { page.item("\\fI\(operand.spelling.roff)\\fR", operand.help) }
      for entry in command.entries where !isCommon(entry) { page.item(entry) }
    }
    page.section(.options)
    for entry in common {
      page.item(entry)
      let lacking = commands.filter { !$0.entries.contains { $0.name == entry.name } }.map(\.name)
      if !lacking.isEmpty { page.paragraphOfItem(.notOf(lacking)) }
    }
    page.end(manual)
    return page.text
  }

  /// Of most commands: what the first that has it says of it.
  private var common: [Entry] {
    var all: [Entry] = []
    for entry in commands.flatMap(\.entries)
    where isCommon(entry) && !all.contains(where: { $0.name == entry.name }) {
      all.append(entry)
    }
    return all
  }

  private func isCommon(_ entry: Entry) -> Bool {
    commands.count { $0.entries.contains { $0.name == entry.name && $0.help == entry.help } } > commands.count
      / 2
  }
}

extension Page {
  fileprivate mutating func subsection(_ title: String) { line(".SS \"\(title.roff)\"") }

  /// A further paragraph of the item before.
  fileprivate mutating func paragraphOfItem(_ words: Text) {
    line(".IP")
    line(words.in(language).roff)
  }
}

extension Text {
  fileprivate static func notOf(_ commands: [String]) -> Text {
    Text(
      en: "Not taken by \(commands.joined(separator: ", ")).",
      zh: "\(commands.joined(separator: "、")) 不带此选项。")
  }
}
