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
    file + (line.map { ":\($0)" } ?? "") + ": " + message.in(language)
  }
}
