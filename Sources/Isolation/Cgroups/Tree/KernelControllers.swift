/// The controllers that this kernel can hand out, in whatever hierarchy: /proc/cgroups. cgroups(7)
public struct KernelControllers: Hashable, Sendable {
  struct Entry: Hashable, Sendable {
    /// 0: of version 2, or nowhere.
    var hierarchy: Int
    /// Not by cgroup_disable= on the kernel's command line.
    var isEnabled: Bool
  }
  let entries: [String: Entry]

  /// `memory 4 44 1`: name, hierarchy, number of groups, enabled.
  public init(_ text: String) {
    var entries: [String: Entry] = [:]
    for line in text.split(separator: "\n") where !line.hasPrefix("#") {
      let words = line.split(whereSeparator: \.isWhitespace)
      guard words.count == 4, let hierarchy = Int(words[1]) else { continue }
      entries[String(words[0])] = Entry(hierarchy: hierarchy, isEnabled: words[3] == "1")
    }
    self.entries = entries
  }

  /// Those that were not turned off at boot, by their names in version 2.
  public var enabled: Set<String> {
    Set(entries.filter { $0.value.isEnabled }.keys.map { $0 == "blkio" ? "io" : $0 })
  }

  /// This kernel's; none where /proc is not there.
  public static var own: KernelControllers { KernelControllers((try? readFile("/proc/cgroups")) ?? "") }
}
