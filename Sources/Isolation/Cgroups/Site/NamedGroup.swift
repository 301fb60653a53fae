internal import CLinux

/// A group that a person names: by its directory in some hierarchy, or by its path as /proc/PID/cgroup has it.
public struct NamedGroup: Hashable, Sendable {
  /// The hierarchy in which the directory lies; nil where a path was given, which means the same in all.
  public let home: Hierarchy?
  public let path: String

  public init(home: Hierarchy?, path: String) {
    self.home = home
    self.path = path
  }

  /// nil where it is neither.
  public init?(_ word: CString, in hierarchies: [Hierarchy]) {
    // Symbolic links lead to a hierarchy, too, and one may stand in it: `.`
    if let directory = Self.canonical(word),
      let home = hierarchies.first(where: { $0.path(of: directory) != nil }),
      let path = home.path(of: directory)
    {
      self.init(home: home, path: path)
      return
    }
    let path = word.text
    guard path.hasPrefix("/"),
      hierarchies.contains(where: { $0.directory(of: path).map { ControlGroup($0).isThere } ?? false })
    else { return nil }
    self.init(home: nil, path: path)
  }

  private static func canonical(_ word: CString) -> String? {
    guard
      let place = try? Descriptor(opening: "/").place(
        word.text.hasPrefix("/") ? word : "/proc/self/cwd/" + word)
    else { return nil }
    return (try? Descriptor(opening: "/proc/self/fd").readLink(CString("\(place.raw)")))?.text
  }

  /// The group that stands for it in another hierarchy. Below one's own group it is found below one's own there, since they
  /// need not be called alike.
  public func path(in hierarchy: Hierarchy, of membership: CgroupMembership) -> String {
    guard let home, home != hierarchy, let own = membership.path(in: home),
      let there = membership.path(in: hierarchy)
    else { return path }
    if path == own { return there }
    guard path.hasPrefix(own == "/" ? "/" : own + "/") else { return path }
    let below = path.dropFirst(own == "/" ? 0 : own.utf8.count)
    return there == "/" ? String(below) : there + below
  }
}

extension CgroupMembership {
  /// Where the process is in a hierarchy.
  public func path(in hierarchy: Hierarchy) -> String? {
    entries.first {
      hierarchy.version == .two ? $0.controllers.isEmpty : Set($0.controllers) == Set(hierarchy.controllers)
    }?.path
  }
}
