public import Isolation

/// What one student hands in: the rows, and by which class's token the host facts are hashed.
public struct Report: Sendable {
  /// The token itself, hashed: reports of two classes are not compared.
  public let classroom: String
  public let rows: [ReportRow]

  init(classroom: String, rows: [ReportRow]) {
    self.classroom = classroom
    self.rows = rows
  }

  /// From the records of some labs. `all`: demonstrations and tests, too.
  public init(_ labs: [Lab], student: String?, token: String?, all: Bool) throws(KernelError) {
    let token = token ?? ClassMember.value("CONTAINER_ANATOMY_CLASS") ?? ""
    let student = student ?? ClassMember.value("CONTAINER_ANATOMY_STUDENT")
    let hash = KeyedHash(key: token)
    var rows: [ReportRow] = []
    for lab in labs {
      let questions = Set(lab.steps.filter(\.isQuestion).map(\.id))
      for run in RunReport.all(in: try RecordFile.records(of: lab.id), questions: questions)
      where all || run.by == .learner {
        rows += run.steps.map { ReportRow($0, of: run, in: lab, student: student, hash: hash) }
      }
    }
    self.init(classroom: hash.hex("class"), rows: rows)
  }

  /// With an end of line.
  public var csv: String { Csv.text(Self.names, rows.map { $0.columns.map(\.value) }) }

  private static let names = [
    "student", "lab", "step", "of", "outcome", "attempts", "hints", "remarks", "predicted", "right",
    "observed",
    "given", "expected", "began", "ended", "seconds", "by", "run", "boot", "place", "kernel", "version",
    "language",
  ]
}

/// Comma-separated values: RFC 4180.
enum Csv {
  static func text(_ names: [String], _ rows: [[String]]) -> String {
    ([names] + rows).map { $0.map(cell).joined(separator: ",") + "\r\n" }.joined()
  }

  private static func cell(_ text: String) -> String {
    // A spreadsheet would take what begins like this for a formula, and a student's word is anybody's word.
    let safe =
      ["=", "+", "-", "@", "\t"].contains { text.hasPrefix($0) && text.count > 1 } ? "'" + text : text
    guard safe.contains(where: { [",", "\"", "\n", "\r", "\r\n", " "].contains($0) }) else { return safe }
    return "\"" + safe.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"")
      + "\""
  }
}
