internal import CLinux
internal import Isolation

/// How far a learner is in a lab: kept over restarts in `progress/LAB.json` below the home folder.
public struct Progress: Hashable, Sendable {
  public let lab: String
  /// Whom the account is lent to; nil for its owner.
  private let student: String?
  /// Stands for the learner: what is shuffled is shuffled the same way each time.
  public private(set) var token: String
  /// The ids of the steps that are behind them.
  public private(set) var done: Set<String> = []
  /// By step, and of a table by step and cell; empty for "I do not know".
  public private(set) var predictions: [String: String] = [:]

  /// What was kept, or a beginning.
  public init(_ lab: Lab, student: String? = nil) {
    self.lab = lab.id
    self.student = student
    token = Recorder.token()
    guard let path = Self.path(of: lab.id, student), let text = try? readFile(CString(path)),
      let json = Json(text)
    else {
      save()
      return
    }
    token = json["token"]?.text ?? token
    done = Set(json["done"]?.list?.compactMap(\.text) ?? [])
    if case .object(let fields)? = json["predictions"] {
      predictions = Dictionary(fields.map { ($0.name, $0.value.text ?? "") }) { $1 }
    }
  }

  /// The ids that were kept; nothing is written.
  public static func kept(of lab: Lab) -> Set<String> {
    guard let path = path(of: lab.id), let text = try? readFile(CString(path)), let json = Json(text) else {
      return []
    }
    return Set(json["done"]?.list?.compactMap(\.text) ?? [])
  }

  /// The first step that is not done; nil after the last.
  public func next(in lab: Lab) -> Int? { lab.steps.firstIndex { !done.contains($0.id) } }

  public mutating func finish(_ step: String) {
    done.insert(step)
    save()
  }

  public mutating func predict(_ key: String, _ choice: String?) {
    predictions[key] = choice ?? ""
    save()
  }

  /// From the beginning; the learner stays the same.
  public mutating func restart() {
    (done, predictions) = ([], [:])
    save()
  }

  /// From a step on, it is as if it had not been done.
  public mutating func goBack(to index: Int, in lab: Lab) {
    for step in lab.steps[index...] { done.remove(step.id) }
    save()
  }

  /// Where it cannot be kept, it is not: the lab goes on.
  private func save() {
    guard let path = Self.path(of: lab, student) else { return }
    let json = Json.object([
      Json.Field("token", .string(token)), Json.Field("done", .array(done.sorted().map { .string($0) })),
      Json.Field(
        "predictions",
        .object(predictions.sorted { $0.key < $1.key }.map { Json.Field($0.key, .string($0.value)) })),
    ])
    do {
      _ = try HomeFolder.make(Self.folder)
      try write(json.description, to: path)
    } catch {}
  }

  private static let folder = "progress"
  /// `LAB.json`, or `LAB@STUDENT.json` with all but letters, digits and hyphens as their numbers.
  private static func path(of lab: String, _ student: String? = nil) -> String? {
    let owner = student.map { id in
      "@"
        + id.unicodeScalars.map { scalar in
          let isPlain = scalar.isASCII && (scalar.properties.isAlphabetic || ("0"..."9").contains(scalar))
          return isPlain || scalar == "-" ? String(scalar) : "_\(scalar.value)"
        }.joined()
    }
    return HomeFolder.path.map { "\($0)/\(folder)/\(lab)\(owner ?? "").json" }
  }

  /// Whether there was anything to forget.
  @discardableResult
  public static func forget(_ lab: String) -> Bool {
    guard let top = HomeFolder.path.map({ "\($0)/\(folder)" }),
      let names = try? Descriptor(opening: CString(top)).names()
    else { return false }
    let files = names.map(\.text).filter { $0 == lab + ".json" || $0.hasPrefix(lab + "@") }
    for file in files { _ = unsafe cl_unlink("\(top)/\(file)") }
    return !files.isEmpty
  }

  /// The labs that something is kept of.
  public static var kept: [String] {
    guard let top = HomeFolder.path,
      let names = try? Descriptor(opening: CString("\(top)/\(folder)")).names()
    else { return [] }
    return names.map(\.text).filter { $0.hasSuffix(".json") }.map {
      String($0.dropLast(5).prefix { $0 != "@" })
    }.sorted()
  }
}

/// Chance that comes out the same for the same word: SplitMix64 on an FNV-1a hash.
public struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  public init(_ word: String) {
    state = word.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
  }

  public mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
