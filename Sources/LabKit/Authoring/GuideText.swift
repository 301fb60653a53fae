internal import Isolation

/// A guide as its author sees it: texts under their keys, with the lines where they stand.
struct GuideText {
  struct Section {
    /// `set-inside/hint-1`; `set-inside` for the text of a step, `#` for the title.
    let key: String
    let line: Int
    /// Where its text begins.
    let first: Int
    var lines: [Substring] = []

    /// `line`: that of its heading.
    init(_ key: String, line: Int) {
      self.key = key
      self.line = max(1, line)
      first = line + 1
    }

    var text: String { lines.trimmed }
    /// It belongs to no step.
    var isApart: Bool { ["#", "introduction", "docker"].contains(key) }
  }
  let file: String
  /// In the order of the file.
  let sections: [Section]

  init(_ text: String, file: String) {
    self.file = file
    var sections = [Section("introduction", line: 0)]
    var step = ""
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      if line.hasPrefix("### ") {
        sections.append(Section("\(step)/\(line.dropFirst(4))", line: index + 1))
      } else if line.hasPrefix("## ") {
        step = String(line.dropFirst(3))
        sections.append(Section(step, line: index + 1))
      } else if line.hasPrefix("# ") {
        var title = Section("#", line: index)
        title.lines = [line.dropFirst(2)]
        // What follows the title is the introduction.
        if sections.count == 1, sections[0].lines.isEmpty {
          sections = [Section("introduction", line: index + 1)]
        }
        sections.insert(title, at: 0)
      } else {
        sections[sections.count - 1].lines.append(line)
      }
    }
    self.sections = sections
  }

  /// Nil where there is no such guide.
  init?(of folder: String, in language: Language) throws(FormatError) {
    let file = "\(folder)/guide.\(language.rawValue).md"
    guard let text = try SourceFile.text(of: file) else { return nil }
    self.init(text, file: file)
  }

  /// Those that say something. What stands there twice counts once.
  var texts: [String: Section] {
    Dictionary(sections.filter { !$0.text.isEmpty }.map { ($0.key, $0) }) { first, _ in first }
  }
}
