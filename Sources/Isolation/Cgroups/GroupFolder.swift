internal import CLinux

/// The directory of a group in one hierarchy, held open: it goes on meaning this group, even if another of the same
/// name takes its place. cgroups(7)
public struct GroupFolder: ~Copyable {
  let directory: Descriptor
  public let version: GroupVersion
  /// Of version 2 the group's id, too. A group that is made again has another.
  public let inode: UInt64
  /// The file system; another is mounted where this changes on the way down.
  let device: UInt64
  /// Whether there are groups below: their directories link to this one.
  public let hasChildren: Bool

  /// ENOENT where the group has gone; ENOTDIR where it is none.
  public init(opening path: CString, _ version: GroupVersion) throws(Errno) {
    try self.init(Descriptor(opening: path, Self.flags), version)
  }

  /// O_DIRECTORY|O_NOFOLLOW: what links elsewhere is not below.
  private static let flags: Int32 = 0o600000

  private init(_ directory: consuming Descriptor, _ version: GroupVersion) throws(Errno) {
    var identity = cl_identity()
    try Errno.check(unsafe cl_fidentify(directory.raw, &identity))
    self.directory = directory
    self.version = version
    inode = identity.inode
    device = identity.device
    // Some file systems count none at all, and say 1.
    hasChildren = identity.links != 2
  }

  /// The group of that name right below; nil where that is another file system, which is no part of the hierarchy.
  public borrowing func below(_ name: CString) throws(Errno) -> GroupFolder? {
    let child = try GroupFolder(directory.open(name, Self.flags), version)
    guard child.device == device else { return nil }
    return consume child
  }

  /// The inode of what has that name right below; nil where nothing has.
  borrowing func inode(of name: CString) -> UInt64? {
    var identity = cl_identity()
    return unsafe cl_identify(directory.raw, name.bytes, &identity) < 0 ? nil : identity.inode
  }

  /// The names of the groups right below, in the kernel's order.
  public borrowing func children() throws(Errno) -> [CString] {
    guard hasChildren else { return [] }
    var all: [CString] = []
    var chunk = [CChar](repeating: 0, count: 32768)
    while true {
      let n = try Errno.check(unsafe cl_directories(directory.raw, &chunk, chunk.count))
      if n == 0 { return all }
      var start = 0
      for end in 0..<n where chunk[end] == 0 {
        all.append(CString(ended: chunk[start...end]))
        start = end + 1
      }
    }
  }

  /// The whole of a file. ENOENT where the controller is not there, ENODEV where the group has gone.
  public borrowing func text(_ file: CString) throws(Errno) -> GroupText {
    var buffer = GroupBuffer()
    return try buffer.text(file, in: self)
  }

  /// The living processes that are in this very group; of a threaded one, whose cgroup.procs says EOPNOTSUPP, its
  /// threads.
  public borrowing func processes() throws(Errno) -> [Int32] {
    let all: [UInt8]
    do throws(Errno) { all = try directory.open("cgroup.procs").readAll() } catch {
      guard error == .notSupported else { throw error }
      all = try directory.open("cgroup.threads").readAll()
    }
    return all.split(separator: 10).compactMap { Int32(String(decoding: $0, as: UTF8.self)) }
  }
}

/// Room for one file's text, used again for the next: who reads thousands of files allocates once.
public struct GroupBuffer {
  private var bytes = [UInt8](repeating: 0, count: 16384)
  /// How many files were read.
  private(set) var count = 0
  public init() {}

  /// What is returned lies in this room: let go of it before the next, or it is copied.
  public mutating func text(_ file: CString, in folder: borrowing GroupFolder) throws(Errno) -> GroupText {
    let open = try folder.directory.open(file)
    count += 1
    var end = 0
    while true {
      let room = bytes.count - end
      let n = try Errno.check(unsafe cl_read_more(open.raw, &bytes, end, bytes.count))
      end += n
      // The kernel gives such a file in one piece, so what did not fill the room was all.
      if n < room { return GroupText(bytes[..<end]) }
      bytes += [UInt8](repeating: 0, count: bytes.count)
    }
  }

  /// nil where the file is not there, or says nothing to this reader: the other files are read all the same. ENODEV where
  /// the group has gone.
  mutating func optional(_ file: CString, in folder: borrowing GroupFolder) throws(Errno) -> GroupText? {
    do throws(Errno) { return try text(file, in: folder) } catch {
      switch error {
      case .noDevice, .tooManyFiles, .tooManyFilesOfAll, .noMemory: throw error
      default: return nil
      }
    }
  }
}
