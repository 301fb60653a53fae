/// A process as /proc/PID/status and /proc/PID/stat show it, at one moment. See proc_pid_status(5)
public struct ProcessStatus: Hashable, Sendable {
  public let pid: Int32
  /// Up to 15 bytes of its name.
  public let name: String
  /// `R`, `S`, `D`, `Z` ...
  public let state: Character
  public let parent: Int32
  /// Its pid at every level, from that of the reader's /proc inwards: NSpid.
  public let levels: [Int32]
  /// Real, effective, saved and file system user id, as the reader's user namespace maps them.
  public let users: [UInt32]
  public let effectiveCapabilities: UInt64
  /// Clock ticks since boot: with the pid, it names one process and no other.
  public let started: UInt64

  /// ENOENT or ESRCH if it has gone.
  public init(of pid: Int32) throws(Errno) {
    self.init(
      status: try readFile(CString("/proc/\(pid)/status")),
      stat: try readFile(CString("/proc/\(pid)/stat")))
  }

  /// The same through another mount of proc; the numbers are those of that one.
  public init(of pid: Int32, in proc: String) throws(Errno) {
    self.init(
      status: try readFile(CString("\(proc)/\(pid)/status")),
      stat: try readFile(CString("\(proc)/\(pid)/stat")))
  }

  init(status: String, stat: String) {
    var fields: [Substring: Substring] = [:]
    for line in status.split(separator: "\n") {
      guard let colon = line.firstIndex(of: ":") else { continue }
      fields[line[..<colon]] = line[line.index(after: colon)...].trimmed
    }
    func numbers<N: FixedWidthInteger>(_ key: Substring, as type: N.Type = Int32.self) -> [N] {
      (fields[key] ?? "").split { $0 == " " || $0 == "\t" }.compactMap { N($0) }
    }
    pid = numbers("Pid").first ?? 0
    name = String(fields["Name"] ?? "")
    state = fields["State"]?.first ?? "?"
    parent = numbers("PPid").first ?? 0
    let levels = numbers("NSpid")
    self.levels = levels.isEmpty ? [pid] : levels
    users = numbers("Uid", as: UInt32.self)
    effectiveCapabilities = UInt64(fields["CapEff"] ?? "0", radix: 16) ?? 0
    // The name, in parentheses, may hold anything; the rest has no parenthesis. Field 22, and the
    // first after the name is field 3.
    let rest = stat[(stat.lastIndex(of: ")") ?? stat.startIndex)...].split(separator: " ")
    started = rest.count > 20 ? UInt64(rest[20]) ?? 0 : 0
  }

  /// A zombie has ended and waits for its parent to ask.
  public var isAlive: Bool { state != "Z" && state != "X" }
}

extension Substring {
  fileprivate var trimmed: Substring {
    guard let first = firstIndex(where: { !$0.isWhitespace }),
      let last = lastIndex(where: { !$0.isWhitespace })
    else { return "" }
    return self[first...last]
  }
}
