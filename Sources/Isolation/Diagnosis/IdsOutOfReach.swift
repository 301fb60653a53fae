/// EPERM of writing a map: an id outside that is not mapped in the namespace one is in oneself.
/// user_namespaces(7)
let idsOutOfReach: Cause = { failure, host in
  guard failure.errno == .notPermitted, let write = failure.step.action as? WriteFile,
    let kind = write.mapKind, let here = host.maps[kind]
  else { return nil }
  let wanted = IdMap(reading: write.text.text).ranges
  guard let range = wanted.first(where: { !here.holds(outsideOf: $0) }) else { return nil }
  let last = UInt64(range.outside) + UInt64(range.count) - 1
  let ids = range.count == 1 ? "\(range.outside)" : "\(range.outside)-\(last)"
  let shown = here.ranges.map { "\($0.inside)-\($0.insideEnd - 1)" }.joined(separator: ", ")
  let name = kind.rawValue
  return Diagnosis(
    why: Text(
      en: "your own user namespace does not have the \(name) \(ids): /proc/self/\(name)_map shows \(shown)",
      zh: "你所在的用户命名空间没有 \(name) \(ids)：/proc/self/\(name)_map 中是 \(shown)"),
    cures: [
      .advice(
        Text(
          en: "map ids that there are here; --map-\(kind == .user ? "users" : "groups") all maps every one",
          zh: "请映射这里已有的 id；--map-\(kind == .user ? "users" : "groups") all 映射全部"))
    ])
}

extension WriteFile {
  fileprivate var mapKind: IdKind? {
    if place.description.hasSuffix("/uid_map\"") { return .user }
    return place.description.hasSuffix("/gid_map\"") ? .group : nil
  }
}

extension IdMap {
  /// All of a range's outer ids, be it over several lines.
  fileprivate func holds(outsideOf range: IdRange) -> Bool {
    var next = UInt64(range.outside)
    while next < range.outsideEnd {
      guard let line = ranges.first(where: { UInt64($0.inside) <= next && next < $0.insideEnd }) else {
        return false
      }
      next = line.insideEnd
    }
    return true
  }
}
