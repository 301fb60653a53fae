/// Many reports in one: a line for each student, lab and kind of actor.
///
/// Nothing is graded: it says what was done, and what a teacher may want to look at.
public struct Gradebook: Sendable {
  public struct Line: Hashable, Sendable {
    public let student: String
    public let lab: String
    public let by: Record.Actor
    /// Steps that were met or answered in any run.
    public let done: Int
    public let of: Int
    public let predictions: Int
    public let right: Int
    public let attempts: Int
    public let hints: Int
    /// All the time that steps took.
    public let seconds: Int
    /// The first beginning and the last end.
    public let began: Int
    public let ended: Int?
    public let version: String
    /// Why a teacher may want to look: `same-run-as:B`, `same-place-as:C`, `other-class`.
    public internal(set) var flags: [String] = []
  }
  public let lines: [Line]

  public init(_ reports: [Report]) {
    // The class of most, the first of those where two are as many.
    let classes = reports.map(\.classroom)
    let common = classes.max { a, b in
      let (ca, cb) = (classes.count { $0 == a }, classes.count { $0 == b })
      return ca < cb || ca == cb && (classes.firstIndex(of: a) ?? 0) > (classes.firstIndex(of: b) ?? 0)
    }
    let rows = reports.flatMap(\.rows)
    let strangers = Set(reports.filter { $0.classroom != common }.flatMap(\.rows).map(\.student))
    // One student's file handed in twice is counted once.
    let groups = Dictionary(grouping: Set(rows)) { [$0.student, $0.step.lab, $0.step.by.rawValue] }
    lines = groups.sorted { $0.key.lexicographicallyPrecedes($1.key) }.compactMap { _, group in
      guard var line = Line(group) else { return nil }
      line.flags =
        Self.shared("same-run-as", line, group, rows, \.step.run)
        + Self.shared("same-place-as", line, group, rows, \.place)
        + (strangers.contains(line.student) ? ["other-class"] : [])
      return line
    }
  }

  /// Other students with the same value.
  private static func shared(
    _ flag: String, _ line: Line, _ group: [ReportRow], _ all: [ReportRow],
    _ value: KeyPath<ReportRow, String>
  ) -> [String] {
    let mine = Set(group.map { $0[keyPath: value] })
    let others = Set(
      all.filter { $0.student != line.student && mine.contains($0[keyPath: value]) }.map(\.student))
    return others.sorted().map { "\(flag):\($0)" }
  }

  public var csv: String { Csv.text(Self.names, lines.map(\.values)) }

  private static let names = [
    "student", "lab", "by", "done", "of", "right", "predictions", "attempts", "hints", "seconds", "began",
    "ended",
    "version", "flags",
  ]

  public var json: String {
    let lines = self.lines.map { line -> Json in
      .object(
        zip(Self.names, line.values).map { name, value in
          if name == "flags" { return Json.Field(name, .array(line.flags.map { .string($0) })) }
          let isCount = ["done", "of", "right", "predictions", "attempts", "hints", "seconds"].contains(name)
          return Json.Field(name, isCount ? .number(Int(value) ?? 0) : .string(value))
        })
    }
    return Json.object([Json.Field("format", .number(1)), Json.Field("lines", .array(lines))]).description
      + "\n"
  }
}

extension Gradebook.Line {
  fileprivate init?(_ rows: [ReportRow]) {
    guard let first = rows.min(by: { $0.step.began < $1.step.began }) else { return nil }
    student = first.student
    lab = first.step.lab
    by = first.step.by
    // What no host of this student could show is not asked for.
    let steps = Dictionary(grouping: rows, by: \.step.step).values
    of = (rows.map(\.of).max() ?? 0) - steps.count { $0.allSatisfy { $0.step.outcome == .blocked } }
    done = Set(rows.filter { [.met, .answered].contains($0.step.outcome) }.map(\.step.step)).count
    // The first prediction of a step counts: the answer is known afterwards.
    var predicted: [String: Bool] = [:]
    for row in rows.sorted(by: { $0.step.began < $1.step.began }) {
      guard let right = row.step.predictedRight, predicted[row.step.step] == nil else { continue }
      predicted[row.step.step] = right
    }
    predictions = predicted.count
    right = predicted.values.count { $0 }
    attempts = rows.reduce(0) { $0 + $1.step.attempts }
    hints = rows.reduce(0) { $0 + $1.step.hints }
    seconds = rows.reduce(0) { $0 + ($1.step.seconds ?? 0) }
    began = first.step.began
    ended = rows.compactMap(\.step.ended).max()
    version = Set(rows.map(\.version)).sorted().joined(separator: " ")
  }

  fileprivate var values: [String] {
    [
      student, lab, by.rawValue, "\(done)", "\(of)", "\(right)", "\(predictions)", "\(attempts)", "\(hints)",
      "\(seconds)", began.asTime, ended?.asTime ?? "", version, flags.joined(separator: " "),
    ]
  }
}
