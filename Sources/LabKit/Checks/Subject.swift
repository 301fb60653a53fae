internal import Isolation

/// A piece of kernel state that a check can name. The vocabulary is closed: see `Vocabulary`.
protocol Subject: Sendable {
  /// What it is, as the beginning of a sentence: "the host name in inner".
  var label: Text { get }
  func read(_ look: Look) -> Reading
  /// The same of another place; nil where that makes no sense.
  func moved(to place: String) -> (any Subject)?
  /// What was read, as a sentence.
  func observed(_ value: String) -> Text
  /// The same, with what else the moment tells of it.
  func observed(_ value: String, _ look: Look) -> Text
  /// Looking at it does more than read: it is left for when all else is met.
  var isProbe: Bool { get }
}

extension Subject {
  func moved(to place: String) -> (any Subject)? { nil }
  var isProbe: Bool { false }
  func observed(_ value: String, _ look: Look) -> Text { observed(value) }
  func observed(_ value: String) -> Text { Text(en: "it is \(value)", zh: "现在是 \(value)") }
}

/// What came of reading.
enum Reading: Equatable, Sendable {
  case value(String, source: String)
  /// The thing it is about is not there, yet or any more.
  case missing(Text)
  case cannotTell(Text)
}

extension Reading {
  static func unbound(_ name: String) -> Reading {
    .missing(Text(en: "there is no \(name)", zh: "没有 \(name)"))
  }
  static func gone(_ name: String) -> Reading {
    .missing(Text(en: "no process of this lab is in \(name) any more", zh: "本实验已没有进程在 \(name) 中"))
  }
  static func failed(_ failure: Failure) -> Reading {
    .cannotTell(Text(en: "\(failure.error)", zh: "\(failure.error)"))
  }
}
