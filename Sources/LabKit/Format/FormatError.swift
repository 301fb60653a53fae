public import Isolation

/// What is wrong with a lab file, and where.
public struct FormatError: Error, Equatable, Sendable {
  public let file: String
  /// From 1; nil where the file as a whole is meant.
  public let line: Int?
  public let message: Text

  public init(_ file: String, line: Int? = nil, _ message: Text) {
    self.file = file
    self.line = line
    self.message = message
  }

  /// `Labs/01-uts-hostname/lab.yaml:12: unknown predicate "hostnam"`
  public func text(in language: Language) -> String {
    file + (line.map { ":\($0)" } ?? "") + ": " + message.in(language).forOneLine
  }
}

extension String {
  /// What a file says may be anything: short enough for a line, and nothing that a terminal obeys.
  fileprivate var forOneLine: String {
    var result = ""
    for scalar in unicodeScalars.prefix(400) {
      let isPlain = scalar.value >= 0x20 && !(0x7F..<0xA0).contains(scalar.value)
      result += isPlain ? String(scalar) : scalar == "\n" ? "\\n" : "?"
    }
    return unicodeScalars.count > 400 ? result + "…" : result
  }
}
