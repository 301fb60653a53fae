internal import Isolation

/// Where the scene's control group is in one hierarchy.
struct GroupPlace: Hashable, Sendable {
  let path: String
  let version: GroupVersion
}

/// A group below the scene's, by its way from there: `box`, `a/b`.
struct GroupReference: Hashable, Sendable {
  let way: String
}

extension Look {
  /// The directory of a group in the hierarchy that has this controller.
  func folder(of group: GroupReference, _ controller: String) -> (path: CString, version: GroupVersion)? {
    guard let place = groups[controller] ?? groups.values.first(where: { $0.version == .two }) else {
      return nil
    }
    return (CString("\(place.path)/\(group.way)"), place.version)
  }

  /// All groups below the scene's, in all hierarchies.
  func groupsBelowScene() -> [GroupReference] {
    Set(groups.values.flatMap { place in Self.ways(below: place.path, "") }).sorted().map(GroupReference.init)
  }

  private static func ways(below top: String, _ way: String) -> [String] {
    let names = (try? Descriptor(opening: CString(top + "/" + way)).names()) ?? []
    return names.map { way.isEmpty ? $0.text : way + "/" + $0.text }
      .filter { (try? Descriptor(opening: CString("\(top)/\($0)"), 0o200000)) != nil }
      .flatMap { [$0] + ways(below: top, $0) }
  }

  /// The processes of a group: those of the hierarchies' cgroup.procs.
  func processes(in group: GroupReference) -> [Int32] {
    Set(
      groups.values.flatMap { place in
        ((try? readFile(CString("\(place.path)/\(group.way)/cgroup.procs"))) ?? "").split(separator: "\n")
          .compactMap { Int32($0) }
      }
    ).sorted()
  }
}
