internal import Isolation

/// What is wrong with how guides are written, apart from what is missing.
struct GuideLint {
  static let columns = 100
  /// How many columns a line takes on a terminal.
  let width: (Substring) -> Int

  func problems(of guide: GuideText) -> [FormatError] { twice(guide) + tooWide(guide) }

  private func twice(_ guide: GuideText) -> [FormatError] {
    var seen: Set<String> = []
    return guide.sections.filter { !seen.insert($0.key).inserted }.map { section in
      FormatError(
        guide.file, line: section.line,
        Text(en: "\"\(section.key)\" is there twice", zh: "“\(section.key)”出现了两次"))
    }
  }

  private func tooWide(_ guide: GuideText) -> [FormatError] {
    var all: [FormatError] = []
    for section in guide.sections {
      // The choices of a prediction are put together from their lines anyway.
      let isChoice = section.key.hasSuffix("/predict")
      for (index, line) in section.lines.enumerated() {
        let width = width(line)
        guard width > Self.columns, !(isChoice && line.hasPrefix("- ")) else { continue }
        all.append(
          FormatError(
            guide.file, line: section.first + index,
            Text(
              en: "the line takes \(width) columns, more than \(Self.columns)",
              zh: "这一行占 \(width) 列，超过 \(Self.columns) 列")))
      }
    }
    return all
  }

  /// Texts of another language that are still in English.
  func untranslated(_ guide: GuideText, from english: GuideText) -> [FormatError] {
    let originals = english.texts
    return guide.sections.filter { section in
      guard let original = originals[section.key], !section.text.isEmpty else { return false }
      return section.text == original.text
        ? section.text.hasWords : !section.text.isChinese && section.text.hasWords
    }.map { section in
      FormatError(
        guide.file, line: section.line,
        Text(en: "\"\(section.key)\" is not translated", zh: "“\(section.key)”尚未翻译"))
    }
  }
}

extension String {
  fileprivate var isChinese: Bool { unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) } }

  /// It says something besides commands: two words of letters outside backquotes.
  fileprivate var hasWords: Bool {
    let spoken = split(separator: "`", omittingEmptySubsequences: false).enumerated()
      .filter { $0.offset % 2 == 0 }.map(\.element).joined(separator: " ")
    return spoken.split { !$0.isLetter }.filter { $0.count > 1 }.count > 1
  }
}
