internal import Isolation

extension Guide {
  /// guide.en.md, guide.zh.md ... of a lab's folder, those that are there.
  static func all(of folder: String) throws(FormatError) -> [Language: Guide] {
    var all: [Language: Guide] = [:]
    for language in Language.allCases {
      let file = "\(folder)/guide.\(language.rawValue).md"
      guard let text = try SourceFile.text(of: file) else { continue }
      all[language] = try Guide(text, file: file)
    }
    return all
  }

  /// Headings are keys: `# title`, `## step`, `### hint-1`.
  init(_ text: String, file: String) throws(FormatError) {
    var title = "", introduction: [Substring] = []
    var sections: [(id: String, parts: [(key: String, lines: [Substring])])] = []
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("### ") {
        guard !sections.isEmpty else {
          throw FormatError(
            file, Text(en: "\"\(line)\" stands before the first \"##\"", zh: "“\(line)”出现在第一个“##”之前"))
        }
        sections[sections.count - 1].parts.append((String(line.dropFirst(4)), []))
      } else if line.hasPrefix("## ") {
        sections.append((String(line.dropFirst(3)), [("", [])]))
      } else if line.hasPrefix("# ") {
        title = String(line.dropFirst(2))
      } else if sections.isEmpty {
        introduction.append(line)
      } else {
        let section = sections.count - 1
        sections[section].parts[sections[section].parts.count - 1].lines.append(line)
      }
    }
    self.title = title
    self.introduction = introduction.trimmed
    var steps: [String: StepGuide] = [:]
    var docker = ""
    for (id, parts) in sections {
      if id == "docker" {
        docker = parts[0].lines.trimmed
      } else {
        steps[id] = StepGuide(parts)
      }
    }
    self.steps = steps
    self.docker = docker
  }
}

extension StepGuide {
  init(_ parts: [(key: String, lines: [Substring])]) {
    var text = "", question = "", why = ""
    var choices: [Choice] = []
    var table: [String: String] = [:]
    var hints: [String] = []
    var others: [String: String] = [:]
    for (key, lines) in parts {
      switch key {
      case "": text = lines.trimmed
      case "predict":
        let first = lines.firstIndex { $0.hasPrefix("- ") } ?? lines.endIndex
        question = Array(lines[..<first]).trimmed.joinedLines
        choices = Choice.all(in: lines[first...])
        for choice in choices where Self.isOfTable(choice.id) {
          table[choice.id] = choice.text.isEmpty ? choice.remark : choice.text
        }
        choices.removeAll { Self.isOfTable($0.id) }
      case "why": why = lines.trimmed
      case _ where key.hasPrefix("hint-"): hints.append(lines.trimmed)
      default: others[key] = lines.trimmed
      }
    }
    self.init(
      text: text, question: question, choices: choices, table: table, hints: hints, why: why, others: others)
  }

  private static func isOfTable(_ key: String) -> Bool {
    ["row ", "column ", "cell "].contains { key.hasPrefix($0) } || key.contains("/")
  }
}

extension Choice {
  /// `- id: text. *remark*`, the lines after it belonging to it.
  static func all(in lines: ArraySlice<Substring>) -> [Choice] {
    var items: [String] = []
    for line in lines {
      if line.hasPrefix("- ") {
        items.append(String(line.dropFirst(2)))
      } else if !items.isEmpty {
        items[items.count - 1] += "\n" + line
      }
    }
    return items.map { item in
      let joined = item.joinedLines
      let colon = joined.firstIndex(of: ":") ?? joined.endIndex
      let rest = joined[colon...].dropFirst()
      // The remark is the last thing in asterisks.
      let star = rest.hasSuffix("*") ? rest.dropLast().lastIndex(of: "*") : nil
      return Choice(
        id: String(joined[..<colon]),
        text: String(rest[..<(star ?? rest.endIndex)]).trimmed,
        remark: star.map { String(rest[$0...].dropFirst().dropLast()) } ?? "")
    }
  }
}

extension String {
  var trimmed: String { split(separator: "\n", omittingEmptySubsequences: false).map { $0 }.trimmed }

  /// Lines of a paragraph put together: with a space, but not between Chinese characters.
  var joinedLines: String {
    var result = ""
    for line in split(separator: "\n").map({ $0.drop { $0 == " " } }) where !line.isEmpty {
      if let last = result.last, let first = line.first {
        let isChinese =
          (last.unicodeScalars.first?.value ?? 0) >= 0x2E80
          || (first.unicodeScalars.first?.value ?? 0) >= 0x2E80
        if !isChinese { result += " " }
      }
      result += line
    }
    return result
  }
}

extension [Substring] {
  /// Without the empty lines and blanks around.
  var trimmed: String {
    var lines = self[...]
    while let first = lines.first, first.allSatisfy(\.isWhitespace) { lines = lines.dropFirst() }
    while let last = lines.last, last.allSatisfy(\.isWhitespace) { lines = lines.dropLast() }
    let text = lines.joined(separator: "\n")
    let start = text.firstIndex { !$0.isWhitespace } ?? text.endIndex
    let end = text.lastIndex { !$0.isWhitespace }.map { text.index(after: $0) } ?? text.endIndex
    return start < end ? String(text[start..<end]) : ""
  }
}
