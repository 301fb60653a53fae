internal import Isolation

extension Report {
  private static let format = 1

  /// One line, with its end.
  public var json: String {
    Json.object([
      Json.Field("format", .number(Self.format)), Json.Field("class", .string(classroom)),
      Json.Field("rows", .array(rows.map(\.json))),
    ]).description + "\n"
  }

  /// Reads what a student has handed in.
  public init(file: String) throws(FormatError) {
    guard let text = try SourceFile.text(of: file, limit: 32 << 20) else {
      throw FormatError(file, Text(en: "there is no such file", zh: "没有这个文件"))
    }
    guard let json = Json(text), let classroom = json["class"]?.text, let list = json["rows"]?.list else {
      throw FormatError(
        file,
        Text(en: "this is no report: make one with lab report --json", zh: "这不是报告文件：请用 lab report --json 生成"))
    }
    guard json["format"]?.int == Self.format else {
      throw FormatError(file, Text(en: "this program knows format 1 only", zh: "本程序只支持格式 1"))
    }
    let rows = list.compactMap { ReportRow($0) }
    guard rows.count == list.count else {
      throw FormatError(file, Text(en: "a row of this report makes no sense", zh: "报告中有无法理解的行"))
    }
    self.init(classroom: classroom, rows: rows)
  }
}

extension ReportRow {
  var json: Json {
    func optional(_ number: Int?) -> Json { number.map { .number($0) } ?? .null }
    return .object([
      Json.Field("student", .string(student)), Json.Field("lab", .string(step.lab)),
      Json.Field("step", .string(step.step)), Json.Field("of", .number(of)),
      Json.Field("outcome", .string(step.outcome.rawValue)), Json.Field("attempts", .number(step.attempts)),
      Json.Field("hints", .number(step.hints)),
      Json.Field("remarks", .array(step.remarks.map { .string($0) })),
      Json.Field("predicted", .optional(step.predicted)),
      Json.Field("right", step.predictedRight.map { .bool($0) } ?? .null),
      Json.Field("observed", .optional(step.observed)), Json.Field("given", .optional(step.given)),
      Json.Field("expected", .optional(step.expected)), Json.Field("began", .number(step.began)),
      Json.Field("ended", optional(step.ended)), Json.Field("by", .string(step.by.rawValue)),
      Json.Field("run", .string(step.run)), Json.Field("boot", .string(boot)),
      Json.Field("place", .string(place)), Json.Field("kernel", .string(kernel)),
      Json.Field("version", .string(version)), Json.Field("language", .string(language)),
      Json.Field("checks", .array(step.checks.map(\.json))),
    ])
  }

  init?(_ json: Json) {
    guard let student = json["student"]?.text, let lab = json["lab"]?.text, let id = json["step"]?.text,
      let of = json["of"]?.int, let run = json["run"]?.text, let began = json["began"]?.int,
      let by = json["by"]?.text.flatMap({ Record.Actor(rawValue: $0) }),
      let outcome = json["outcome"]?.text.flatMap({ StepReport.Outcome(rawValue: $0) })
    else { return nil }
    var step = StepReport(run: run, lab: lab, step: id, by: by, began: began)
    step.ended = json["ended"]?.int
    step.outcome = outcome
    step.attempts = json["attempts"]?.int ?? 0
    step.hints = json["hints"]?.int ?? 0
    step.remarks = json["remarks"]?.list?.compactMap(\.text) ?? []
    step.predicted = json["predicted"]?.text
    step.predictedRight = json["right"]?.flag
    step.observed = json["observed"]?.text
    step.given = json["given"]?.text
    step.expected = json["expected"]?.text
    step.checks = json["checks"]?.list?.map { RecordedCheck($0) } ?? []
    self.init(
      student: student, of: of, step: step, version: json["version"]?.text ?? "",
      kernel: json["kernel"]?.text ?? "", language: json["language"]?.text ?? "",
      boot: json["boot"]?.text ?? "", place: json["place"]?.text ?? "")
  }

  private init(
    student: String, of: Int, step: StepReport, version: String, kernel: String, language: String,
    boot: String, place: String
  ) {
    self.student = student
    self.of = of
    self.step = step
    self.version = version
    self.kernel = kernel
    self.language = language
    self.boot = boot
    self.place = place
  }
}
