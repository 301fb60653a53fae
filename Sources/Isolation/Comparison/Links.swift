extension Aspect {
  /// The network interfaces. /proc/PID/net shows the process's own network namespace. proc_pid_net(5)
  static let links = Aspect("links", of: .net, Text(en: "links", zh: "网络接口"), form: .row) {
    process throws(KernelError) in
    // Headings have no colon; a name ends at the last one, since it may have others in it.
    try process.lines("net/dev").compactMap { line in
      let words = line.split(separator: " ")
      guard let first = words.first, let colon = first.lastIndex(of: ":") else { return nil }
      return String(first[..<colon])
    }.sorted()
  }
}
