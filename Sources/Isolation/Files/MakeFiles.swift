internal import CLinux

/// Makes a directory; one that is there already will do. mkdir(2)
public struct MakeDirectory: FileChange, Equatable {
  public let path: CString
  public let mode: Int32

  public init(_ path: CString, mode: Int32 = 0o755) {
    self.path = path
    self.mode = mode
  }

  public var call: String { "mkdir(\(path), 0\(String(mode, radix: 8)))" }

  public func change() throws(Errno) {
    let made = unsafe cl_mkdir(path.bytes, mode)
    if made < 0, Errno(-made) != .exists { throw Errno(-made) }
  }
}

/// Makes a file with a text in it. open(2), write(2)
public struct MakeFile: FileChange, Equatable {
  public let path: CString
  public let text: CString

  public init(_ path: CString, _ text: CString) {
    self.path = path
    self.text = text
  }

  public var call: String { "write(open(\(path), O_WRONLY|O_CREAT|O_EXCL, 0644), \(text))" }
  public var page: String { "open(2)" }

  public func change() throws(Errno) {
    // O_WRONLY|O_CREAT|O_EXCL
    let file = Descriptor(raw: try Errno.check(unsafe cl_open(-1, path.bytes, 0o301, 0o644)))
    let bytes = Array(text.bytes.dropLast())
    if bytes.isEmpty { return }
    let written = try Errno.check(unsafe cl_write(file.raw, bytes, bytes.count))
    if written < bytes.count { throw .noSpace }
  }
}

/// Makes a symbolic link. symlink(2)
public struct MakeLink: FileChange, Equatable {
  public let target: CString
  public let path: CString

  public init(_ target: CString, at path: CString) {
    self.target = target
    self.path = path
  }

  public var call: String { "symlink(\(target), \(path))" }

  public func change() throws(Errno) {
    try Errno.check(unsafe cl_symlink(target.bytes, path.bytes))
  }
}

/// Gives a file to a user and a group. chown(2)
public struct GiveAway: FileChange, Equatable {
  public let path: CString
  public let owner: Credentials

  public init(_ path: CString, to owner: Credentials) {
    self.path = path
    self.owner = owner
  }

  public var call: String { "chown(\(path), \(owner.user), \(owner.group))" }

  public func change() throws(Errno) {
    try Errno.check(unsafe cl_chown(path.bytes, owner.user, owner.group))
  }
}
