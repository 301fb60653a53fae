internal import Isolation

/// A man page as it is written: troff source. man(7)
struct Page {
  let language: Language
  private(set) var text = ""

  /// Begins one: its title, and the tool's name and purpose.
  init(of tool: String, _ version: String, _ purpose: Text, in language: Language) {
    self.language = language
    line(".TH \(tool.uppercased().roff) 1 \"\" \"Container Anatomy \(version.roff)\" \"Container Anatomy\"")
    // Ragged: short lines of long words would be torn apart.
    line(".ad l")
    line(".nh")
    section(.name)
    line("\(tool.roff) \\- \(purpose.in(language).asPhrase.roff)")
  }

  mutating func line(_ line: String) { text += line + "\n" }

  mutating func section(_ title: Text) { line(".SH \"\(title.in(language))\"") }

  mutating func paragraph(_ words: Text) {
    line(".PP")
    line(words.in(language).roff)
  }

  /// `tag`: as roff has it.
  mutating func item(_ tag: String, _ meaning: Text) {
    line(".TP")
    line(tag)
    line(meaning.in(language).roff)
  }

  mutating func item(_ entry: Entry) { item(entry.roffSpelling, entry.help) }

  /// What the tool is.
  mutating func describe(_ manual: Manual) {
    if !manual.description.isEmpty { section(.description) }
    manual.description.forEach { paragraph($0) }
  }

  /// What comes after the options.
  mutating func end(_ manual: Manual) {
    items(.exitStatus, manual.exitStatus)
    items(.environment, manual.environment)
    items(.files, manual.files)
    if !manual.examples.isEmpty { section(.examples) }
    for (command, meaning) in manual.examples { example(command, meaning) }
    if !manual.seeAlso.isEmpty {
      section(.seeAlso)
      line(manual.seeAlso.map(\.pageReference).joined(separator: ",\n"))
    }
  }

  private mutating func items(_ title: Text, _ all: [Manual.Item]) {
    if !all.isEmpty { section(title) }
    for (word, meaning) in all { item("\\fB\(word.roff)\\fR", meaning) }
  }

  private mutating func example(_ command: String, _ meaning: Text) {
    paragraph(meaning)
    line(".PP")
    line(".nf")
    line(".RS 4")
    for part in command.split(separator: "\n") { line(String(part).roff) }
    line(".RE")
    line(".fi")
  }
}

extension Text {
  fileprivate static let name = Text(en: "NAME", zh: "名称")
  static let synopsis = Text(en: "SYNOPSIS", zh: "概要")
  fileprivate static let description = Text(en: "DESCRIPTION", zh: "描述")
  static let options = Text(en: "OPTIONS", zh: "选项")
  static let commands = Text(en: "COMMANDS", zh: "子命令")
  fileprivate static let exitStatus = Text(en: "EXIT STATUS", zh: "退出状态")
  fileprivate static let environment = Text(en: "ENVIRONMENT", zh: "环境变量")
  fileprivate static let files = Text(en: "FILES", zh: "文件")
  fileprivate static let examples = Text(en: "EXAMPLES", zh: "示例")
  fileprivate static let seeAlso = Text(en: "SEE ALSO", zh: "参见")
}

extension Entry {
  /// `-m, --mount[=FILE]`, what is typed as it stands in bold.
  fileprivate var roffSpelling: String {
    let names = spellings.map { "\\fB\($0.roff)\\fR" }.joined(separator: ", ")
    return switch argument {
    case .none: names
    case .required(let what): "\(names) \\fI\(what.roff)\\fR"
    case .optional(let what): "\(names)[=\\fI\(what.roff)\\fR]"
    }
  }
}

extension String {
  /// The tool in bold, the rest as it is.
  var synopsis: String {
    let words = split(separator: " ", maxSplits: 1)
    let rest = words.count > 1 ? " " + String(words[1]).roff : ""
    return "\\fB\(String(words.first ?? "").roff)\\fR" + rest
  }

  /// `unshare(1)` with its name in bold.
  fileprivate var pageReference: String {
    let name = prefix { $0 != "(" }
    return "\\fB\(String(name).roff)\\fR" + String(dropFirst(name.count)).roff
  }

  /// A sentence as the half of a line: "Runs a command." becomes "runs a command".
  fileprivate var asPhrase: String {
    let words = hasSuffix(".") || hasSuffix("。") ? dropLast() : self[...]
    return words.prefix(1).lowercased() + words.dropFirst()
  }
}
