internal import Isolation

/// A line of a report: a step of a run, with who, where and with what. It is what a student hands in.
public struct ReportRow: Hashable, Sendable {
  public let student: String
  /// How many steps the lab has.
  public let of: Int
  public let step: StepReport
  /// Of the program.
  public let version: String
  public let kernel: String
  public let language: String
  /// The boot of the kernel, hashed with the class's token.
  public let boot: String
  /// The boot and the two namespaces of the first shell, hashed likewise: one place in the world.
  public let place: String

  /// `student`: another name than the records have.
  init(_ step: StepReport, of run: RunReport, in lab: Lab, student: String?, hash: KeyedHash) {
    let begin = run.beginning
    self.student = student ?? begin.student
    of = lab.steps.count
    self.step = step
    version = begin.version
    kernel = begin.kernel
    language = begin.language
    boot = hash.hex(begin.boot)
    place = hash.hex([begin.boot, begin.userNamespace, begin.mountNamespace].joined(separator: " "))
  }

  /// The names and values of the columns.
  public var columns: [(name: String, value: String)] {
    func number(_ value: Int?) -> String { value.map(String.init) ?? "" }
    return [
      ("student", student), ("lab", step.lab), ("step", step.step), ("of", "\(of)"),
      ("outcome", step.outcome.rawValue), ("attempts", "\(step.attempts)"), ("hints", "\(step.hints)"),
      ("remarks", step.remarks.joined(separator: " ")), ("predicted", step.predicted ?? ""),
      ("right", step.predictedRight.map { $0 ? "yes" : "no" } ?? ""), ("observed", step.observed ?? ""),
      ("given", step.given ?? ""), ("expected", step.expected ?? ""), ("began", step.began.asTime),
      ("ended", step.ended?.asTime ?? ""), ("seconds", number(step.seconds)), ("by", step.by.rawValue),
      ("run", step.run), ("boot", boot), ("place", place), ("kernel", kernel), ("version", version),
      ("language", language),
    ]
  }
}

extension StepReport {
  /// When it began, to the minute: `2026-03-01 12:00 UTC`.
  public var begun: String { began.asTime.prefix(16).replacing("T", with: " ") + " UTC" }
}

extension Int {
  /// `2026-03-01T12:00:00Z` of seconds since 1970. The days as in the calendar of Gregory.
  var asTime: String {
    let day = (self >= 0 ? self : self - 86_399) / 86_400, second = self - day * 86_400
    // The year begins in March here, so that the day too many is its last.
    let z = day + 719_468, era = (z >= 0 ? z : z - 146_096) / 146_097
    let dayOfEra = z - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let month = (5 * dayOfYear + 2) / 153
    let date = [
      yearOfEra + era * 400 + (month >= 10 ? 1 : 0), month < 10 ? month + 3 : month - 9,
      dayOfYear - (153 * month + 2) / 5 + 1,
    ]
    let clock = [second / 3600, second / 60 % 60, second % 60]
    return date.map(\.twoDigits).joined(separator: "-") + "T"
      + clock.map(\.twoDigits).joined(separator: ":") + "Z"
  }

  private var twoDigits: String { self < 10 ? "0\(self)" : "\(self)" }
}
