internal import Isolation

/// What the kernel says of a bound namespace by ioctl_ns(2).
struct NamespaceFileSubject: Subject {
  enum Question: Sendable { case type, parent, owner }
  let question: Question
  let namespace: String

  /// `{ns-type: NAME, is: "0x20000"}`: the flag of clone(2) for its kind. NS_GET_NSTYPE
  static let type: Vocabulary.Read = { value, fields, names throws(FormatError) in
    let comparison = try Comparison.optional(fields.take("is"), names)
    return Comparing(
      subject: NamespaceFileSubject(question: .type, namespace: try names.binding(value)),
      comparison: comparison)
  }

  /// `{ns-parent: NAME, is: NAME2}`, `{ns-owner: NAME, is: NAME2}`. NS_GET_PARENT, NS_GET_USERNS
  static func relation(_ question: Question) -> Vocabulary.Read {
    { value, fields, names throws(FormatError) in
      let other = try names.binding(fields.need("is"))
      let subject = NamespaceFileSubject(question: question, namespace: try names.binding(value))
      return Comparing(
        subject: RelatedNamespaceSubject(subject: subject, other: other), comparison: .equal("yes"))
    }
  }

  var label: Text {
    switch question {
    case .type: Text(en: "the type of \(namespace)", zh: "\(namespace) 的种类")
    case .parent: Text(en: "the parent of \(namespace)", zh: "\(namespace) 的上级")
    case .owner: Text(en: "the owner of \(namespace)", zh: "拥有 \(namespace) 的用户命名空间")
    }
  }

  func read(_ look: Look) -> Reading {
    guard look.isBound(namespace) else { return .unbound(namespace) }
    guard let pid = look.representative(of: namespace) else { return .gone(namespace) }
    guard case .namespace(let bound)? = look.bindings[namespace] else {
      return .missing(Text(en: "\(namespace) is no namespace", zh: "\(namespace) 不是命名空间"))
    }
    let path = "/proc/\(pid)/ns/\(bound.kind.name)"
    do throws(Errno) {
      let file = try NamespaceFile(opening: CString(path))
      switch question {
      case .type:
        let flag = try file.kind().flag
        return .value(
          "0x" + String(UInt32(bitPattern: flag), radix: 16), source: "ioctl(NS_GET_NSTYPE) of \(path)")
      case .parent:
        return .value("\(try file.parent().namespace())", source: "ioctl(NS_GET_PARENT) of \(path)")
      case .owner:
        return .value("\(try file.owner().namespace())", source: "ioctl(NS_GET_USERNS) of \(path)")
      }
    } catch {
      return .unreadable(path, error)
    }
  }
}

/// Whether that is another namespace which has a name.
struct RelatedNamespaceSubject: Subject {
  let subject: NamespaceFileSubject
  let other: String

  var label: Text {
    Text(
      en: "whether \(subject.label.in(.english)) is that of \(other)",
      zh: "\(subject.label.in(.chinese))是否为 \(other)")
  }
  func observed(_ value: String) -> Text { .yesOrNo(value) }

  func read(_ look: Look) -> Reading {
    guard case .value(let found, let source) = subject.read(look) else { return subject.read(look) }
    let kind: NamespaceKind =
      if case .parent = subject.question, case .namespace(let bound)? = look.bindings[subject.namespace] {
        bound.kind
      } else { .user }
    guard let namespace = look.namespace(kind, named: other) else { return .unbound(other) }
    return .answer(found == "\(namespace)", source: "\(found), \(source)")
  }
}
