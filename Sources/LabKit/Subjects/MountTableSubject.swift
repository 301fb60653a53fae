internal import Isolation

/// The mount table of a process, as a set of what is mounted where: `{mounts: VALUE, in: NAME}`.
///
/// With a number it is the count. proc_pid_mountinfo(5)
struct MountTableSubject: Subject {
  let place: String
  let counts: Bool

  static let read: Vocabulary.Read = { value, fields, names throws(FormatError) in
    let comparison = try Comparison(value, names)
    let counts =
      switch comparison {
      case .atLeast, .atMost: true
      case .equal(let text), .notEqual(let text): Int(text) != nil
      default: false
      }
    return Comparing(
      subject: MountTableSubject(place: try names.binding(fields.need("in")), counts: counts),
      comparison: comparison)
  }

  var label: Text {
    counts
      ? Text(en: "the number of mounts in \(place)", zh: "\(place) 中的挂载数")
      : Text(en: "the mount table of \(place)", zh: "\(place) 的挂载表")
  }

  func read(_ look: Look) -> Reading {
    look.reading(of: place) { table, source in
      if counts { return .value("\(table.mounts.count)", source: source) }
      return .value(table.mounts.map(\.key).sorted().joined(separator: "\n"), source: source)
    }
  }

  func observed(_ value: String) -> Text {
    if counts { return Text(en: "it is \(value)", zh: "现在是 \(value)") }
    let count = value.split(separator: "\n").count
    return Text(en: "it has \(count) mounts", zh: "其中有 \(count) 个挂载")
  }

  func moved(to place: String) -> (any Subject)? { MountTableSubject(place: place, counts: counts) }
}

/// How many mounts two tables have in common by their ids: `{common-mount-ids: VALUE, between: [NAME, NAME]}`.
struct CommonMountsSubject: Subject {
  let one: String
  let other: String

  static let read: Vocabulary.Read = { value, fields, names throws(FormatError) in
    let comparison = try Comparison(value, names)
    let (one, other) = try fields.pair("between", names)
    return Comparing(subject: CommonMountsSubject(one: one, other: other), comparison: comparison)
  }

  var label: Text {
    Text(
      en: "the number of mount ids that \(one) and \(other) have in common",
      zh: "\(one) 与 \(other) 共有的挂载 ID 数")
  }

  func read(_ look: Look) -> Reading {
    look.reading(of: one) { table, source in
      look.reading(of: other) { second, secondSource in
        let ids = Set(table.mounts.map(\.id)).intersection(second.mounts.map(\.id))
        return .value("\(ids.count)", source: "\(source), \(secondSource)")
      }
    }
  }
}

extension MountPoint {
  /// What is mounted, and where: the same in a copy of the table, where the ids are others.
  var key: String { "\(device) \(root) \(path)" }
}

extension Look {
  /// Reads the mount table of a name's process, and goes on with it.
  func reading(of name: String, _ go: (MountTable, String) -> Reading) -> Reading {
    guard isBound(name) else { return .unbound(name) }
    guard let pid = representative(of: name) else { return .gone(name) }
    let source = "/proc/\(pid)/mountinfo"
    do throws(Errno) { return go(try mountTable(of: pid), source) } catch {
      return .unreadable(source, error)
    }
  }
}
