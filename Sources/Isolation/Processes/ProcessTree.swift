internal import CLinux

/// Some processes and all that descend from them, by pid, without a look at any other of the host.
public struct ProcessTree: Equatable, Sendable {
  /// The roots first. Some of them may have ended.
  public let pids: [Int32]

  /// nil where the kernel does not list children (CONFIG_PROC_CHILDREN).
  public init?(below roots: [Int32]) {
    guard var last = Self.walk(roots) else { return nil }
    var all = last, seen = Set(last)
    // A list may lack a child where another one ended during the read, and an orphan may have moved to a
    // list that was read before: then a second walk comes out differently. proc_tid_children(5)
    for _ in 0..<4 {
      guard let next = Self.walk(roots) else { return nil }
      for pid in next where seen.insert(pid).inserted { all.append(pid) }
      if next == last { break }
      last = next
    }
    pids = all
  }

  private static func walk(_ roots: [Int32]) -> [Int32]? {
    var found: [Int32] = [], seen: Set<Int32> = []
    for root in roots where seen.insert(root).inserted { found.append(root) }
    var at = 0
    while at < found.count {
      guard let children = children(of: found[at]) else { return nil }
      for child in children where seen.insert(child).inserted { found.append(child) }
      at += 1
    }
    return found
  }

  /// Those of all its threads; none if it has gone, nil if the kernel has no such list.
  private static func children(of pid: Int32) -> [Int32]? {
    let folder = CString("/proc/\(pid)/task")
    var identity = cl_identity()
    guard unsafe cl_identify(-1, folder.bytes, &identity) >= 0 else { return [] }
    // A link for each thread, and two more.
    guard identity.links > 3, let tasks = try? Descriptor(opening: folder).numbers() else {
      return listed(pid, pid)
    }
    var all: [Int32] = []
    for task in tasks {
      guard let some = listed(pid, task) else { return nil }
      all += some
    }
    return all
  }

  private static func listed(_ pid: Int32, _ task: Int32) -> [Int32]? {
    do throws(Errno) {
      let bytes = try Descriptor(opening: CString("/proc/\(pid)/task/\(task)/children")).readAll()
      return bytes.split(separator: UInt8(ascii: " ")).compactMap {
        Int32(String(decoding: $0, as: UTF8.self))
      }
    } catch {
      return error == .noEntry && isThere(pid, task) ? nil : []
    }
  }

  private static func isThere(_ pid: Int32, _ task: Int32) -> Bool {
    (try? FileIdentity(of: CString("/proc/\(pid)/task/\(task)"))) != nil
  }
}

extension ProcessTable {
  /// Some processes and their descendants; where the kernel does not list children, all that there are.
  public init(below roots: [Int32]) throws(Errno) {
    guard let tree = ProcessTree(below: roots) else {
      try self.init()
      return
    }
    self.init(tree.pids.compactMap { try? ProcessStatus(of: $0) })
  }
}
