internal import Isolation

extension Reference {
  /// A page of section 1, as troff source. man(7)
  func manPage(in language: Language) -> String {
    var page = Page(language: language)
    page.line(
      ".TH \(tool.uppercased().roff) 1 \"\" \"Container Anatomy \(version.roff)\" \"Container Anatomy\"")
    // Ragged: short lines of long words would be torn apart.
    page.line(".ad l")
    page.line(".nh")
    page.section(.name)
    page.line("\(tool.roff) \\- \(purpose.in(language).asPhrase.roff)")
    page.section(.synopsis)
    page.line(synopsis.synopsis)
    if !manual.description.isEmpty { page.section(.description) }
    for paragraph in manual.description {
      page.line(".PP")
      page.line(paragraph.in(language).roff)
    }
    page.section(.options)
    for entry in entries { page.item(entry.roffSpelling, entry.help) }
    if !manual.exitStatus.isEmpty { page.section(.exitStatus) }
    for (status, meaning) in manual.exitStatus { page.item("\\fB\(status.roff)\\fR", meaning) }
    if !manual.examples.isEmpty { page.section(.examples) }
    for (command, meaning) in manual.examples { page.example(command, meaning) }
    if !manual.seeAlso.isEmpty {
      page.section(.seeAlso)
      page.line(manual.seeAlso.map(\.pageReference).joined(separator: ",\n"))
    }
    return page.text
  }
}

/// A man page as it is written.
private struct Page {
  let language: Language
  var text = ""

  mutating func line(_ line: String) { text += line + "\n" }

  mutating func section(_ title: Text) { line(".SH \"\(title.in(language))\"") }

  mutating func item(_ tag: String, _ meaning: Text) {
    line(".TP")
    line(tag)
    line(meaning.in(language).roff)
  }

  mutating func example(_ command: String, _ meaning: Text) {
    line(".PP")
    line(meaning.in(language).roff)
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
  fileprivate static let synopsis = Text(en: "SYNOPSIS", zh: "概要")
  fileprivate static let description = Text(en: "DESCRIPTION", zh: "描述")
  fileprivate static let options = Text(en: "OPTIONS", zh: "选项")
  fileprivate static let exitStatus = Text(en: "EXIT STATUS", zh: "退出状态")
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
  fileprivate var synopsis: String {
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
