internal import CLinux

/// What a table tells of a process, at one moment. proc_pid_cmdline(5), proc_pid_stat(5)
public struct ProcessFacts: Hashable, Sendable {
  public let pid: Int32
  public let parent: Int32
  /// Whom its /proc directory belongs to: its effective user, or root where it may not be traced.
  public let user: UInt32
  /// Its arguments with spaces between them, or its name where it has none.
  public let command: CString

  /// ENOENT or ESRCH if it has gone; EINVAL if it is in another namespace meanwhile, or its number
  /// has come to mean another.
  public init(of pid: Int32, in namespace: Namespace? = nil, proc: CString = "/proc") throws(Errno) {
    let directory = try Descriptor(opening: proc).place(CString("\(pid)"))
    if let namespace {
      var link = LinkBuffer()
      let number = try link.number(of: CString("ns/" + namespace.kind.name), in: directory.raw)
      guard number == namespace.number else { throw .invalid }
    }
    var identity = cl_identity()
    try Errno.check(unsafe cl_fidentify(directory.raw, &identity))
    user = identity.owner
    self.pid = pid
    // The name, in parentheses, may hold anything; after it come the state and the parent.
    let stat = try directory.open("stat").readAll()
    let open = stat.firstIndex(of: UInt8(ascii: "(")) ?? 0
    let close = stat.lastIndex(of: UInt8(ascii: ")")) ?? open
    let rest = stat[close...].split(separator: UInt8(ascii: " "))
    parent = rest.count > 2 ? Int32(String(decoding: rest[2], as: UTF8.self)) ?? 0 : 0
    let words = try directory.open("cmdline").readAll()
    command = words.isEmpty ? CString(bytes: stat[min(open + 1, close)..<close]) : Self.line(words)
  }

  /// Arguments end with NUL each. A program may have written anything over them.
  private static func line(_ words: [UInt8]) -> CString {
    let end = (words.lastIndex { $0 != 0 } ?? -1) + 1
    return CString(bytes: words[..<end].map { $0 == 0 ? UInt8(ascii: " ") : $0 })
  }
}
