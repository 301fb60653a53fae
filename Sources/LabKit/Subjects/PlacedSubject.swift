internal import Isolation

/// Something that is read by way of one process of a place: most predicates are no more than that.
struct PlacedSubject: Subject {
  /// The name of the place: a process, or a namespace, of which any process will do.
  let place: String
  let words: @Sendable (_ place: String) -> Text
  let reader: @Sendable (Look, _ pid: Int32) -> Reading
  var sentence: (@Sendable (_ value: String) -> Text)?

  var label: Text { words(place) }

  func read(_ look: Look) -> Reading {
    guard look.isBound(place) else { return .unbound(place) }
    guard let pid = look.representative(of: place) else { return .gone(place) }
    return reader(look, pid)
  }

  func moved(to place: String) -> (any Subject)? {
    PlacedSubject(place: place, words: words, reader: reader, sentence: sentence)
  }

  func observed(_ value: String) -> Text {
    sentence?(value) ?? Text(en: "it is \(value)", zh: "现在是 \(value)")
  }
}

extension Comparing {
  /// `{KEY: VALUE, FIELD: NAME}`, read by way of NAME.
  static func placed(
    _ value: Value, _ fields: inout Fields, _ names: Names, at field: String = "of",
    _ words: @escaping @Sendable (String) -> Text,
    sentence: (@Sendable (String) -> Text)? = nil,
    _ reader: @escaping @Sendable (Look, Int32) -> Reading
  ) throws(FormatError) -> Comparing {
    let comparison = try Comparison(value, names)
    return Comparing(
      subject: PlacedSubject(
        place: try names.binding(fields.need(field)), words: words, reader: reader, sentence: sentence),
      comparison: comparison)
  }

  /// `{KEY: SOMETHING, FIELD: NAME, is: VALUE}`; without `is`, as `otherwise` says.
  static func about(
    _ fields: inout Fields, _ names: Names, at field: String = "of", is key: String = "is",
    otherwise: Comparison, _ words: @escaping @Sendable (String) -> Text,
    sentence: (@Sendable (String) -> Text)? = nil,
    _ reader: @escaping @Sendable (Look, Int32) -> Reading
  ) throws(FormatError) -> Comparing {
    let comparison = try fields.take(key).map { value throws(FormatError) in try Comparison(value, names) }
    return Comparing(
      subject: PlacedSubject(
        place: try names.binding(fields.need(field)), words: words, reader: reader, sentence: sentence),
      comparison: comparison ?? otherwise)
  }
}

extension Reading {
  /// `yes` or `no`.
  static func answer(_ yes: Bool, source: String) -> Reading { .value(yes ? "yes" : "no", source: source) }

  /// A file of /proc could not be read.
  static func unreadable(_ path: String, _ error: Errno) -> Reading {
    error == .noEntry || error == .noProcess
      ? .missing(Text(en: "\(path) is not there", zh: "\(path) 不存在"))
      : .cannotTell(Text(en: "\(path) may not be read: \(error)", zh: "无法读取 \(path)：\(error)"))
  }
}

extension Text {
  /// Yes and no as a sentence.
  static func yesOrNo(_ value: String) -> Text {
    value == "yes" ? Text(en: "it is so", zh: "是") : Text(en: "it is not so", zh: "否")
  }
}
