internal import Isolation

/// In how many of the eight kinds two processes are in different namespaces:
/// `{differing: VALUE, between: [NAME, NAME]}`.
struct DifferingSubject: Subject {
  let one: String
  let other: String

  static let read: Vocabulary.Read = { value, fields, names throws(FormatError) in
    let comparison = try Comparison(value, names)
    let (one, other) = try fields.pair("between", names)
    return Comparing(subject: DifferingSubject(one: one, other: other), comparison: comparison)
  }

  var label: Text {
    Text(
      en: "the number of kinds in which \(one) and \(other) are in different namespaces",
      zh: "\(one) 与 \(other) 所在命名空间不同的种类数")
  }

  func read(_ look: Look) -> Reading {
    for name in [one, other] {
      guard look.isBound(name) else { return .unbound(name) }
      guard look.representative(of: name) != nil else { return .gone(name) }
    }
    guard let a = look.representative(of: one), let b = look.representative(of: other) else {
      return .gone(one)
    }
    var differing: [String] = []
    for kind in NamespaceKind.allCases {
      guard let mine = look.namespace(kind, of: a), let yours = look.namespace(kind, of: b) else {
        // A kernel without time namespaces has no such file for either.
        if look.namespace(kind, of: a) == nil, look.namespace(kind, of: b) == nil { continue }
        return .cannotTell(
          Text(en: "/proc/\(a)/ns or /proc/\(b)/ns may not be read", zh: "无法读取 /proc/\(a)/ns 或 /proc/\(b)/ns")
        )
      }
      if mine != yours { differing.append(kind.name) }
    }
    let names = differing.isEmpty ? "" : " (\(differing.joined(separator: ", ")))"
    return .value("\(differing.count)", source: "/proc/\(a)/ns, /proc/\(b)/ns\(names)")
  }
}

extension Fields {
  /// Two names of bindings.
  mutating func pair(_ key: String, _ names: Names) throws(FormatError) -> (String, String) {
    let value = try need(key)
    let list = try value.list()
    guard list.count == 2 else { throw value.wrong(.expected("[NAME, NAME]", "[名称, 名称]")) }
    return (try names.binding(list[0]), try names.binding(list[1]))
  }
}
