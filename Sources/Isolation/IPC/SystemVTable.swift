internal import CLinux

/// One System V object, as /proc/sysvipc tells of it. proc_sysvipc(5)
public struct SystemVObject: Hashable, Sendable {
  public let key: Int32
  public let id: Int
  /// Of shared memory: how many processes have it attached.
  public let attached: Int?
  /// Of shared memory: the process that made it.
  public let creator: Int32?

  /// The lines of /proc/sysvipc/shm, msg or sem; the first one names the columns.
  public static func all(in text: String) -> [SystemVObject] {
    let lines = text.split(separator: "\n")
    guard let names = lines.first?.split(separator: " ") else { return [] }
    let attachments = names.firstIndex(of: "nattch"), creators = names.firstIndex(of: "cpid")
    return lines.dropFirst().compactMap { line in
      let fields = line.split(separator: " ")
      guard fields.count > 1, let key = Int32(fields[0]), let id = Int(fields[1]) else { return nil }
      let attached = attachments.flatMap { $0 < fields.count ? Int(fields[$0]) : nil }
      let creator = creators.flatMap { $0 < fields.count ? Int32(fields[$0]) : nil }
      return SystemVObject(key: key, id: id, attached: attached, creator: creator)
    }
  }
}

/// /proc/sysvipc/KIND: it shows the IPC namespace of whoever reads. ipc_namespaces(7)
public struct SystemVTable: Telling {
  /// `shm`, `sem` or `msg`
  public let kind: String
  public init(_ kind: String) { self.kind = kind }
  public var call: String { "read(\"/proc/sysvipc/\(kind)\")" }
  public var page: String { "proc_sysvipc(5)" }
  public func tell() throws(Errno) -> String { try readFile(CString("/proc/sysvipc/\(kind)")) }
}

/// The text that a shared memory segment begins with, up to the first NUL. shmat(2)
public struct SharedMemoryText: Telling {
  public let key: Int32
  public init(_ key: Int32) { self.key = key }
  public var call: String { "shmat(shmget(\(key), 0, 0), NULL, SHM_RDONLY)" }
  public var page: String { "shmop(2)" }
  public func tell() throws(Errno) -> String {
    var buffer = [CChar](repeating: 0, count: 4096)
    let count = try Errno.check(unsafe cl_shm_text(key, &buffer, buffer.count))
    return CString(bytes: buffer[..<count].map(UInt8.init(bitPattern:))).text
  }
}
