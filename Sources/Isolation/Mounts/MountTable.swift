/// One mount, as /proc/PID/mountinfo tells of it. proc_pid_mountinfo(5)
public struct MountPoint: Hashable, Sendable {
  public let id: Int
  public let parent: Int
  /// The file system's device: `major:minor`.
  public let device: String
  /// What of the file system is mounted; of a namespace file `uts:[4026531838]`.
  public let root: String
  /// Where, as seen from the reader's root.
  public let path: String
  public let type: String
  public let source: String
  /// Of the mount: `rw`, `nosuid` ...
  public let flags: [String]
  /// Of the file system: `rw`, and on version 1 of cgroups the controllers.
  public let options: [String]
  /// The peer group that it shares later mounts with: `shared:N`.
  public let peers: Int?
  /// The group whose later mounts it receives: `master:N`.
  public let master: Int?
  /// It cannot be bound elsewhere.
  public let isUnbindable: Bool

  /// Whether it is a proc that hides the processes of other users: hidepid of proc(5).
  public var hidesProcesses: Bool {
    type == "proc"
      && options.contains {
        ["hidepid=2", "hidepid=invisible", "hidepid=4", "hidepid=ptraceable"].contains($0)
      }
  }

  /// nil for a line of another form.
  public init?(_ line: Substring) {
    let fields = line.split(separator: " ")
    guard fields.count > 9, let id = Int(fields[0]), let parent = Int(fields[1]),
      let dash = fields.dropFirst(6).firstIndex(of: "-"), dash + 2 < fields.count
    else { return nil }
    self.id = id
    self.parent = parent
    device = String(fields[2])
    root = Self.unescaped(fields[3])
    path = Self.unescaped(fields[4])
    type = String(fields[dash + 1])
    source = Self.unescaped(fields[dash + 2])
    flags = fields[5].split(separator: ",").map(String.init)
    options = dash + 3 < fields.count ? fields[dash + 3].split(separator: ",").map(String.init) : []
    func number(after tag: String) -> Int? {
      fields[6..<dash].first { $0.hasPrefix(tag) }.flatMap { Int($0.dropFirst(tag.count)) }
    }
    peers = number(after: "shared:")
    master = number(after: "master:")
    isUnbindable = fields[6..<dash].contains("unbindable")
  }

  private static func unescaped(_ text: Substring) -> String {
    String(decoding: unescaped(text.utf8), as: UTF8.self)
  }

  /// Space, tab, newline and backslash are written as three octal digits.
  static func unescaped(_ text: some Sequence<UInt8>) -> [UInt8] {
    var bytes: [UInt8] = []
    var rest = Array(text)[...]
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "\\"), rest.count >= 3,
        let code = UInt8(String(decoding: rest.prefix(3), as: UTF8.self), radix: 8)
      {
        bytes.append(code)
        rest.removeFirst(3)
      } else {
        bytes.append(byte)
      }
    }
    return bytes
  }
}

/// The mounts that a process sees, in the order of mounting.
public struct MountTable: Sendable {
  public let mounts: [MountPoint]

  public init(_ text: String) { mounts = text.split(separator: "\n").compactMap(MountPoint.init) }

  /// The caller's. ENOENT where /proc is not mounted.
  public static func own() throws(Errno) -> MountTable {
    MountTable(try readFile("/proc/self/mountinfo"))
  }

  public func isMountPoint(_ path: CString) -> Bool {
    let path = path.text
    return mounts.contains { $0.path == path }
  }

  /// Whether its path leads to it: no other was mounted over it, nor over a directory above.
  public func isReachable(_ mount: MountPoint) -> Bool {
    if mounts.contains(where: { $0.parent == mount.id && $0.path == mount.path && $0.id != mount.id }) {
      return false
    }
    var below = mount
    for _ in mounts {
      let isCovered = mounts.contains {
        $0.parent == below.parent && $0.id != below.id
          && ($0.path == "/" ? below.path != "/" : below.path.hasPrefix($0.path + "/"))
      }
      if isCovered { return false }
      guard let above = mounts.first(where: { $0.id == below.parent }), above.id != below.id else {
        return true
      }
      below = above
    }
    return true
  }

  /// The mount that a file, by its full path, lies on.
  public func mount(holding path: String) -> MountPoint? {
    // Of those on one place the last lies on top.
    mounts.filter { $0.path == "/" || path == $0.path || path.hasPrefix($0.path + "/") }
      .reduce(nil) { best, next in
        guard let best, best.path.utf8.count > next.path.utf8.count else { return next }
        return best
      }
  }
}
