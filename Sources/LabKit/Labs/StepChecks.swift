internal import Isolation

/// Something that the learner makes: found by kernel state, so any tool that makes one will do.
public struct LetCheck: Sendable {
  let name: String
  let finder: any Finder
  /// Once bound it stays so, even when the thing has gone.
  let frozen: Bool

  init(_ name: Value, _ fields: inout Fields, _ names: inout Names) throws(FormatError) {
    self.name = try name.text()
    finder = try Vocabulary.finder(fields.need("be"), names)
    frozen = try fields.take("frozen").map { value throws(FormatError) in try value.flag() } ?? false
    guard names.bindings.insert(self.name).inserted else {
      throw name.wrong(Text(en: "\"\(self.name)\" is bound already", zh: "“\(self.name)”已经绑定过"))
    }
  }

  var claim: Text {
    Text(en: "\(name): \(finder.label.in(.english))", zh: "\(name)：\(finder.label.in(.chinese))")
  }
}

/// A state that is not there when the step begins, and must be at its end.
public struct ExpectCheck: Sendable {
  let comparing: Comparing
  /// An absence counts only after this was seen.
  let seenFirst: Comparing?
  /// Where the host does not have it, the check is blocked, and the others count.
  let need: Need?

  init(_ value: Value, _ fields: inout Fields, _ names: Names) throws(FormatError) {
    comparing = try Vocabulary.comparing(value, names)
    seenFirst = try fields.take("seen-first").map { value throws(FormatError) in
      try Vocabulary.comparing(value, names)
    }
    need = try fields.take("blocked-unless").map { value throws(FormatError) in try Need(value) }
  }
}

/// A state that must hold before and after.
public struct KeepCheck: Sendable {
  let comparing: Comparing
  /// The key of what is said when it does not.
  let broken: String?
  let need: Need?

  init(evidence value: Value, _ names: Names) throws(FormatError) {
    comparing = try Vocabulary.comparing(value, names)
    (broken, need) = (nil, nil)
  }

  init(_ value: Value, _ fields: inout Fields, _ names: Names) throws(FormatError) {
    comparing = try Vocabulary.comparing(value, names)
    broken = try fields.take("broken").map { value throws(FormatError) in try value.text() }
    need = try fields.take("blocked-unless").map { value throws(FormatError) in try Need(value) }
  }
}
