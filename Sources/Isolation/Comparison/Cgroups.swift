extension Aspect {
  /// Where it is in each hierarchy, as seen from the reader's cgroup root. cgroups(7)
  static let cgroups = Aspect(
    "cgroups", of: .cgroup, Text(en: "cgroups", zh: "控制组"), form: .set(count: { .hierarchies($0) })
  ) { process throws(KernelError) in
    try process.lines("cgroup").map { line in
      // `0::/a` is version 2; a path may hold colons.
      let fields = line.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
      guard fields.count == 3 else { return line }
      return (fields[1].isEmpty ? "v2" : String(fields[1])) + " " + fields[2]
    }
  }
}

extension Text {
  fileprivate static func hierarchies(_ n: Int) -> Text {
    Text(en: n == 1 ? "1 hierarchy" : "\(n) hierarchies", zh: "\(n) 个层级")
  }
}
