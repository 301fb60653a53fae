extension Aspect {
  /// The objects of System V IPC, each by its key. sysvipc(7)
  static let keys = Aspect(
    "keys", of: .ipc, Text(en: "System V", zh: "System V"), form: .list(count: { .objects($0) })
  ) { process throws(KernelError) in
    try process.told(KeyTables(), in: .ipc).split(separator: "\n").map(String.init)
  }
}

/// /proc/sysvipc, which shows the IPC namespace of whoever opens it. proc_sysvipc(5)
struct KeyTables: Telling {
  var call: String { "open(\"/proc/sysvipc/...\")" }
  var page: String { "proc_sysvipc(5)" }

  /// `shm 0x12345678`, a line each.
  func tell() throws(Errno) -> String {
    var rows: [String] = []
    for table in ["shm", "sem", "msg"] {
      let text = try readFile(CString("/proc/sysvipc/" + table))
      for line in text.split(separator: "\n").dropFirst() {
        guard let key = line.split(separator: " ").first.flatMap({ Int32($0) }) else { continue }
        rows.append("\(table) \(Self.name(key))")
      }
    }
    return rows.joined(separator: "\n")
  }

  /// As ipcs(1) shows it. IPC_PRIVATE, 0, is no key: only who has its number can use it.
  private static func name(_ key: Int32) -> String {
    if key == 0 { return "private" }
    let digits = String(UInt32(bitPattern: key), radix: 16)
    return "0x" + String(repeating: "0", count: 8 - digits.count) + digits
  }
}

extension Text {
  fileprivate static func objects(_ n: Int) -> Text {
    Text(en: n == 1 ? "1 object" : "\(n) objects", zh: "\(n) 个对象")
  }
}
