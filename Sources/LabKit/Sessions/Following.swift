internal import CLinux
internal import Isolation

/// How far a lab is, as those in other terminals can read it: the file `standing` of its session.
public struct Standing: Equatable, Sendable {
  public let lab: String
  public let step: String
  /// From 1.
  public let number: Int
  public let count: Int
  public let results: [CheckResult]

  public init(lab: String, step: String, number: Int, count: Int, results: [CheckResult]) {
    self.lab = lab
    self.step = step
    self.number = number
    self.count = count
    self.results = results
  }

  static func path(_ folder: String) -> String { folder + "/standing" }

  /// Nil where the session has ended, or has not begun its first step.
  public init?(of folder: String) {
    guard let line = try? readLine(CString(Self.path(folder))), let json = Json(line),
      let lab = json["lab"]?.text, let step = json["step"]?.text, let number = json["number"]?.int,
      let count = json["count"]?.int, let results = json["results"]?.list
    else { return nil }
    self.init(
      lab: lab, step: step, number: number, count: count, results: results.compactMap { CheckResult($0) })
  }

  var json: Json {
    .object([
      Json.Field("lab", .string(lab)), Json.Field("step", .string(step)),
      Json.Field("number", .number(number)), Json.Field("count", .number(count)),
      Json.Field("results", .array(results.map(\.json))),
    ])
  }
}

extension Session {
  /// Lets others know how far it is.
  public func publish(_ standing: Standing) {
    let path = Standing.path(meeting)
    do throws(LabError) { try write(standing.json.description, to: path) } catch {}
    // The shells may be another user's.
    _ = unsafe cl_chmod(path, 0o644)
  }

  static func said(_ folder: String) -> String { folder + "/said" }

  /// Lets the other terminals of the lab show what was said.
  public func tell(_ text: String) {
    // O_WRONLY|O_CREAT|O_APPEND
    let file = unsafe cl_open(-1, Self.said(folder), 0o2101, 0o600)
    guard file >= 0 else { return }
    let owned = Descriptor(raw: file)
    let bytes = Array(text.utf8)
    _ = unsafe cl_write(owned.raw, bytes, bytes.count)
  }
}

/// What a lab says, for a terminal that joined it.
public struct Listening {
  private let folder: String
  private var heard: Int

  /// From now on.
  public init(_ folder: String) {
    self.folder = folder
    heard = ((try? readFile(CString(Session.said(folder)))) ?? "").utf8.count
  }

  /// What was said since the last time.
  public mutating func news() -> String {
    guard let text = try? readFile(CString(Session.said(folder))), text.utf8.count > heard else { return "" }
    defer { heard = text.utf8.count }
    return String(decoding: text.utf8.dropFirst(heard), as: UTF8.self)
  }
}

extension CheckResult {
  var json: Json {
    func both(_ text: Text) -> Json {
      .object([
        Json.Field("en", .string(text.in(.english))), Json.Field("zh", .string(text.in(.chinese))),
      ])
    }
    let (verdict, text, more): (String, Text, Json) =
      switch self.verdict {
      case .met(let evidence): ("met", evidence.observed, .string(evidence.source))
      case .notYet(let evidence): ("notYet", evidence.observed, .string(evidence.source))
      case .cannotTell(let why): ("cannotTell", why, .null)
      case .blocked(let why, let cure): ("blocked", why, both(cure))
      }
    return .object([
      Json.Field("kind", .string("\(kind)")), Json.Field("claim", both(claim)),
      Json.Field("verdict", .string(verdict)), Json.Field("text", both(text)), Json.Field("more", more),
    ])
  }

  init?(_ json: Json) {
    func text(_ json: Json?) -> Text? {
      guard let en = json?["en"]?.text, let zh = json?["zh"]?.text else { return nil }
      return Text(en: en, zh: zh)
    }
    let kinds: [String: Kind] = ["found": .found, "expect": .expect, "keep": .keep]
    guard let kind = json["kind"]?.text.flatMap({ kinds[$0] }), let claim = text(json["claim"]),
      let said = text(json["text"])
    else { return nil }
    let evidence = Evidence(said, source: json["more"]?.text ?? "")
    let verdict: Verdict
    switch json["verdict"]?.text {
    case "met": verdict = .met(evidence)
    case "notYet": verdict = .notYet(evidence)
    case "cannotTell": verdict = .cannotTell(said)
    case "blocked": verdict = .blocked(said, cure: text(json["more"]) ?? Text(en: "", zh: ""))
    default: return nil
    }
    self.init(kind: kind, claim: claim, verdict: verdict, broken: nil)
  }
}
