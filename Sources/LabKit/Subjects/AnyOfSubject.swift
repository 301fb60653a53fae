internal import Isolation

/// How many of several hold: `{any-of: [PREDICATE...]}` wants at least one.
struct AnyOfSubject: Subject {
  let all: [Comparing]

  static let read: Vocabulary.Read = { value, fields, names throws(FormatError) in
    var all: [Comparing] = []
    for item in try value.list() { all.append(try Vocabulary.comparing(item, names)) }
    guard !all.isEmpty else { throw value.wrong(.expected("at least one predicate", "至少一个谓词")) }
    return Comparing(subject: AnyOfSubject(all: all), comparison: .atLeast(1))
  }

  var label: Text {
    func joined(_ language: Language, _ word: String) -> String {
      all.map { $0.claim(nil).in(language) }.joined(separator: word)
    }
    return Text(
      en: "of these the number that hold: " + joined(.english, "; "),
      zh: "下列条件（" + joined(.chinese, "；") + "）中成立的项数")
  }

  func read(_ look: Look) -> Reading {
    let verdicts = all.map { $0.verdict(look, baseline: nil) }
    let met = verdicts.filter(\.isMet).count
    if met == 0, let hidden = verdicts.lazy.compactMap(\.cannotTellWhy).first { return .cannotTell(hidden) }
    return .value("\(met)", source: verdicts.compactMap(\.source).joined(separator: ", "))
  }
}

extension Verdict {
  fileprivate var cannotTellWhy: Text? {
    if case .cannotTell(let why) = self { why } else { nil }
  }
  fileprivate var source: String? {
    switch self {
    case .met(let evidence), .notYet(let evidence): evidence.source.isEmpty ? nil : evidence.source
    case .cannotTell, .blocked: nil
    }
  }
}
