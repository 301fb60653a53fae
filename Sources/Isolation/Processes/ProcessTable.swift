/// All processes that /proc shows, at about one moment.
public struct ProcessTable: Sendable {
  public let processes: [Int32: ProcessStatus]

  /// A process that ends meanwhile is left out: that is no error.
  public init() throws(Errno) {
    var all: [Int32: ProcessStatus] = [:]
    for name in try Descriptor(opening: "/proc").names() {
      guard let pid = Int32(name.text) else { continue }
      if let status = try? ProcessStatus(of: pid) { all[pid] = status }
    }
    processes = all
  }

  public init(_ processes: [ProcessStatus]) {
    self.processes = Dictionary(processes.map { ($0.pid, $0) }, uniquingKeysWith: { $1 })
  }

  /// Those that one process began, and those that they began, the root itself not included.
  public func descendants(of root: Int32) -> [ProcessStatus] {
    let children = Dictionary(grouping: processes.values, by: \.parent)
    var found: [ProcessStatus] = []
    var open = [root]
    while let next = open.popLast() {
      let more = (children[next] ?? []).sorted { $0.pid < $1.pid }
      found += more
      open += more.map(\.pid)
    }
    return found
  }
}
