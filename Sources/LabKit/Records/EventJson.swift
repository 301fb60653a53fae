extension Event {
  /// The name of the event, then what belongs to it.
  var fields: [Json.Field] {
    func event(_ name: String, _ step: String?, _ more: KeyValuePairs<String, Json> = [:]) -> [Json.Field] {
      [Json.Field("event", .string(name))] + (step.map { [Json.Field("step", .string($0))] } ?? [])
        + more.map { Json.Field($0.key, $0.value) }
    }
    return switch self {
    case .begin(let begin):
      event("begin", nil) + begin.fields
    case .step(let id): event("step", id)
    case .predicted(let id, let choice, let isRight):
      event("predicted", id, ["choice": .optional(choice), "right": .bool(isRight)])
    case .notAsked(let id): event("notAsked", id)
    case .hint(let id, let number): event("hint", id, ["number": .number(number)])
    case .remark(let id, let key): event("remark", id, ["key": .string(key)])
    case .attempt(let id, let unmet): event("attempt", id, ["unmet": .array(unmet.map { .string($0) })])
    case .met(let id, let checks): event("met", id, ["checks": .array(checks.map(\.json))])
    case .observed(let id, let choice): event("observed", id, ["choice": .optional(choice)])
    case .answered(let id, let given, let expected):
      event("answered", id, ["given": .string(given), "expected": .optional(expected)])
    case .left(let id): event("left", id)
    case .blocked(let id): event("blocked", id)
    case .end: event("end", nil)
    }
  }

  /// Nil for an event that this version does not know.
  init?(_ line: Json) {
    let id = line["step"]?.text ?? ""
    switch line["event"]?.text {
    case "begin": self = .begin(Beginning(line))
    case "step": self = .step(id)
    case "predicted":
      self = .predicted(id, choice: line["choice"]?.text, isRight: line["right"]?.flag ?? false)
    case "notAsked": self = .notAsked(id)
    case "hint": self = .hint(id, number: line["number"]?.int ?? 0)
    case "remark": self = .remark(id, key: line["key"]?.text ?? "")
    case "attempt": self = .attempt(id, unmet: line["unmet"]?.list?.compactMap(\.text) ?? [])
    case "met": self = .met(id, checks: line["checks"]?.list?.map { RecordedCheck($0) } ?? [])
    case "observed": self = .observed(id, choice: line["choice"]?.text)
    case "answered":
      self = .answered(id, given: line["given"]?.text ?? "", expected: line["expected"]?.text)
    case "left": self = .left(id)
    case "blocked": self = .blocked(id)
    case "end": self = .end
    default: return nil
    }
  }
}

extension Beginning {
  var fields: [Json.Field] {
    [Json.Field("format", .number(format))]
      + [
        ("version", version), ("boot", boot), ("userNamespace", userNamespace),
        ("mountNamespace", mountNamespace), ("kernel", kernel), ("language", language), ("student", student),
        ("shell", shell),
      ].map { Json.Field($0.0, .string($0.1)) }
  }

  init(_ line: Json) {
    func text(_ name: String) -> String { line[name]?.text ?? "" }
    self.init(
      format: line["format"]?.int ?? 0, version: text("version"), boot: text("boot"),
      userNamespace: text("userNamespace"), mountNamespace: text("mountNamespace"), kernel: text("kernel"),
      language: text("language"), student: text("student"), shell: text("shell"))
  }
}

extension RecordedCheck {
  var json: Json {
    .object([
      Json.Field("claim", .string(claim)), Json.Field("observed", .string(observed)),
      Json.Field("source", .string(source)),
    ])
  }

  init(_ json: Json) {
    self.init(
      claim: json["claim"]?.text ?? "", observed: json["observed"]?.text ?? "",
      source: json["source"]?.text ?? "")
  }
}
