internal import Isolation

/// The statements that a folder of labs is about: `claims.txt` in it, an id a line.
public struct Claims: Sendable {
  public let known: Set<String>

  /// Nil where there is no such file: then any claim will do.
  public init?(of labs: String) throws(FormatError) {
    guard let text = try SourceFile.text(of: labs + "/claims.txt") else { return nil }
    known = Set(text.split(separator: "\n").filter { !$0.hasPrefix("#") }.map(String.init))
  }

  func problems(of lab: Lab) -> [FormatError] {
    lab.claims.filter { !known.contains($0) }.map { claim in
      FormatError(
        lab.folder + "/lab.yaml",
        Text(en: "unknown claim \"\(claim)\"", zh: "未知的论断“\(claim)”").joined(.meant(claim, known)))
    }
  }
}
