internal import Isolation

/// The map of a process's user namespace: `{uid-map: VALUE, of: NAME}`, `{gid-map: VALUE, of: NAME}`, as lines
/// joined by commas. user_namespaces(7)
enum IdMapSubject {
  static func reader(_ kind: IdKind) -> Vocabulary.Read {
    { value, fields, names throws(FormatError) in
      try .placed(
        value, &fields, names,
        { Text(en: "the \(kind.rawValue) map of \($0)", zh: "\($0) 的 \(kind.rawValue) 映射") }
      ) { _, pid in
        let path = "/proc/\(pid)/\(kind.mapFile)"
        do throws(Errno) {
          let lines = try readFile(CString(path)).split(separator: "\n").map {
            $0.split(separator: " ").joined(separator: " ")
          }
          return .value(lines.isEmpty ? "(empty)" : lines.joined(separator: ", "), source: path)
        } catch {
          return .unreadable(path, error)
        }
      }
    }
  }

  /// `{setgroups: allow|deny, of: NAME}`
  static let setgroups: Vocabulary.Read = { value, fields, names throws(FormatError) in
    try .placed(
      value, &fields, names, { Text(en: "what setgroups is for \($0)", zh: "\($0) 的 setgroups 状态") }
    ) { _, pid in
      let path = "/proc/\(pid)/setgroups"
      do throws(Errno) { return .value(try readLine(CString(path)), source: path) } catch {
        return .unreadable(path, error)
      }
    }
  }
}
