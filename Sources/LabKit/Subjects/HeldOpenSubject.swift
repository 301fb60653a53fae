internal import Isolation

/// How many descriptors of the lab's processes stand for a namespace: `{held-open: NAME}`.
struct HeldOpenSubject: Subject {
  let namespace: String

  static let read: Vocabulary.Read = { value, fields, names throws(FormatError) in
    Comparing(subject: HeldOpenSubject(namespace: try names.binding(value)), comparison: .atLeast(1))
  }

  var label: Text {
    Text(en: "the number of descriptors open on \(namespace)", zh: "指向 \(namespace) 的文件描述符数")
  }

  func read(_ look: Look) -> Reading {
    guard case .namespace(let namespace)? = look.bindings[namespace] else { return .unbound(namespace) }
    let found = look.descriptors(on: namespace)
    return .value("\(found.count)", source: found.first?.text ?? "/proc/PID/fd")
  }
}
