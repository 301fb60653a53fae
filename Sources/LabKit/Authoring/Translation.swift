internal import CLinux
public import Isolation

/// Which English text each translated one was made from: `guide.zh.sums` beside the guides, a sum and a key a
/// line. Where the file is not there, nothing is known and nothing is said.
public struct Translation: Sendable {
  let language: Language
  let folder: String

  public init(_ language: Language, of folder: String) {
    self.language = language
    self.folder = folder
  }

  var file: String { "\(folder)/guide.\(language.rawValue).sums" }

  /// Texts whose original is another than when the translation was last confirmed.
  func stale() throws(FormatError) -> [FormatError] {
    guard let text = try SourceFile.text(of: file) else { return [] }
    guard let english = try GuideText(of: folder, in: .english),
      let guide = try GuideText(of: folder, in: language)
    else { return [] }
    var sums: [Substring: Substring] = [:]
    for line in text.split(separator: "\n") {
      let words = line.split(separator: " ", maxSplits: 1)
      if words.count == 2 { sums[words[1]] = words[0] }
    }
    let originals = english.texts
    return guide.sections.compactMap { section in
      guard let original = originals[section.key], !section.text.isEmpty,
        sums[section.key[...]].map(String.init) != Self.sum(original.text)
      else { return nil }
      return FormatError(
        guide.file, line: section.line,
        Text(
          en:
            "\"\(section.key)\": the English text has changed since this was translated (confirm: lab lint --translated)",
          zh: "“\(section.key)”：英文原文在翻译之后有改动（确认无误后请运行 lab lint --translated）"))
    }
  }

  /// Writes down that all texts are translations of what the English guide says now; how many.
  public func confirm() throws(LabError) -> Int {
    var lines: [String] = []
    do throws(FormatError) {
      guard let english = try GuideText(of: folder, in: .english),
        let guide = try GuideText(of: folder, in: language)
      else { return 0 }
      let translated = guide.texts
      for section in english.sections where !section.text.isEmpty && translated[section.key] != nil {
        lines.append("\(Self.sum(section.text)) \(section.key)")
      }
    } catch {
      throw .format(error)
    }
    try put(lines.joined(separator: "\n") + "\n", to: file)
    return lines.count
  }

  /// Breaking a line elsewhere is no change.
  private static func sum(_ text: String) -> String {
    KeyedHash(key: "").hex(text.split(whereSeparator: \.isWhitespace).joined(separator: " "))
  }
}

/// Writes a file anew, readable by all.
func put(_ text: String, to path: String) throws(LabError) {
  do throws(Errno) {
    // O_WRONLY|O_CREAT|O_TRUNC
    let file = Descriptor(raw: try Errno.check(unsafe cl_open(-1, path, 0o1101, 0o644)))
    let bytes = Array(text.utf8)
    var done = 0
    while done < bytes.count {
      let rest = Array(bytes[done...])
      done += try Errno.check(unsafe cl_write(file.raw, rest, rest.count))
    }
  } catch {
    throw .kernel(KernelError("write(\"\(path)\")", error))
  }
}
