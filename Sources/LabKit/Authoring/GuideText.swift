internal import Isolation

/// A guide as its author sees it: texts under their keys, with the lines where they stand.
struct GuideText {
  struct Section {
    /// `set-inside/hint-1`; `set-inside` for the text of a step, `#` for the title.
    let key: String
    let line: Int
    var lines: [Substring] = []

    var text: String { lines.trimmed }
  }
  let file: String
  /// In the order of the file.
  let sections: [Section]

  init(_ text: String, file: String) {
    self.file = file
    var sections = [Section(key: "introduction", line: 1)]
    var step = ""
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      if line.hasPrefix("### ") {
        sections.append(Section(key: "\(step)/\(line.dropFirst(4))", line: index + 1))
      } else if line.hasPrefix("## ") {
        step = String(line.dropFirst(3))
        sections.append(Section(key: step, line: index + 1))
      } else if line.hasPrefix("# ") {
        sections.insert(Section(key: "#", line: index + 1, lines: [line.dropFirst(2)]), at: 0)
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
