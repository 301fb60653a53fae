internal import Isolation

/// The words a check may be made of. To add one: a file in this folder, a row here, a row in
/// docs/authoring.md.
enum Vocabulary {
  typealias Read = @Sendable (Value, inout Fields, Names) throws(FormatError) -> Comparing

  /// The first key of a check, and who reads the rest.
  static let subjects: [String: Read] = [
    "hostname": UnameSubject.reader(.nodename),
    "domainname": UnameSubject.reader(.domainname),
    "release": UnameSubject.reader(.release),
    "levels": LevelsSubject.read,
    "nspid": NspidSubject.read,
    "alive": AliveSubject.alive,
    "ended": AliveSubject.ended,
    "held-open": HeldOpenSubject.read,
    "fork-into": ForkIntoSubject.read,
  ]

  static func comparing(_ value: Value, _ names: Names) throws(FormatError) -> Comparing {
    var fields = try value.fields()
    for key in fields.keys {
      guard let read = subjects[key], let first = fields.take(key) else { continue }
      let result = try read(first, &fields, names)
      try fields.finish()
      return result
    }
    let key = fields.keys.first ?? ""
    let known = subjects.keys.sorted().joined(separator: ", ")
    throw value.wrong(
      Text(en: "unknown predicate \"\(key)\"; known are \(known)", zh: "未知谓词“\(key)”；可用的有 \(known)"))
  }

  /// A subject without a comparison: `{nspid: deep, level: inner}`.
  static func subject(_ value: Value, _ names: Names) throws(FormatError) -> any Subject {
    try comparing(value, names).subject
  }

  static func finder(_ value: Value, _ names: Names) throws(FormatError) -> any Finder {
    var fields = try value.fields()
    let finder: any Finder
    if let kind = fields.take("namespace") {
      finder = try NamespaceFinder(kind, &fields, names)
    } else if let owner = fields.take("process") {
      finder = try ProcessFinder(owner, &fields, names)
    } else {
      throw value.wrong(Text(en: "a namespace or a process is bound here", zh: "此处绑定的应为 namespace 或 process"))
    }
    try fields.finish()
    return finder
  }

  static func condition(_ value: Value, _ names: Names) throws(FormatError) -> Condition {
    let keys = try value.fields().keys
    if keys.contains("namespace") || keys.contains("process") { return .found(try finder(value, names)) }
    return .holds(try comparing(value, names))
  }
}
