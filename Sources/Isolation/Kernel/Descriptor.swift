internal import CLinux

/// An open file that is closed when its owner lets go of it.
public struct Descriptor: ~Copyable {
  package let raw: Int32

  package init(raw: Int32) { self.raw = raw }
  deinit { _ = cl_close(raw) }

  /// open(2), always with O_CLOEXEC.
  public init(opening path: CString, _ flags: Int32 = 0) throws(Errno) {
    self.init(raw: try Errno.check(unsafe cl_open(-1, path.bytes, flags, 0)))
  }

  /// openat(2) below this directory.
  public borrowing func open(_ path: CString, _ flags: Int32 = 0) throws(Errno) -> Descriptor {
    Descriptor(raw: try Errno.check(unsafe cl_open(raw, path.bytes, flags, 0)))
  }

  /// openat(2) with O_PATH below this directory: nothing is done to what is there.
  public borrowing func place(_ path: CString) throws(Errno) -> Descriptor {
    Descriptor(raw: try Errno.check(unsafe cl_open_place(raw, path.bytes)))
  }

  /// readlinkat(2) below this directory.
  public borrowing func readLink(_ path: CString) throws(Errno) -> CString {
    var buffer = [CChar](repeating: 0, count: 4096)
    let n = try Errno.check(unsafe cl_readlink(raw, path.bytes, &buffer, buffer.count))
    return CString(bytes: buffer[..<n].map(UInt8.init(bitPattern:)))
  }

  /// fstat(2): which file this is.
  public borrowing func identity() throws(Errno) -> FileIdentity {
    var result = cl_identity()
    try Errno.check(unsafe cl_fidentify(raw, &result))
    return FileIdentity(result)
  }

  /// close(2), for those who want to know whether it failed.
  public consuming func close() throws(Errno) {
    let raw = self.raw
    discard self
    try Errno.check(cl_close(raw))
  }

  /// read(2) until the end of the file.
  public borrowing func readAll() throws(Errno) -> [UInt8] {
    var all: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 4096)
    while true {
      let n = try Errno.check(unsafe cl_read(raw, &chunk, chunk.count))
      if n == 0 { return all }
      all += chunk[..<n]
    }
  }

  /// The names in this directory, in the kernel's order. getdents64(2)
  public borrowing func names() throws(Errno) -> [CString] {
    var all: [CString] = []
    var chunk = [CChar](repeating: 0, count: 8192)
    while true {
      let n = try Errno.check(unsafe cl_list(raw, &chunk, chunk.count))
      if n == 0 { return all }
      all += chunk[..<n].split(separator: 0).map { CString(bytes: $0.map(UInt8.init(bitPattern:))) }
    }
  }
}

/// Lets several hold one descriptor.
final class SharedDescriptor {
  let value: Descriptor
  init(_ value: consuming Descriptor) { self.value = value }
}
