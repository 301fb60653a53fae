extension GroupNode {
  /// The topmost group of all has no files for what the whole host uses, so that comes from elsewhere: memory is
  /// MemTotal - MemAvailable of /proc/meminfo, tasks are those of /proc/loadavg. proc(5)
  func addWholeHost(_ kinds: ReadingKinds, isWhole: Bool) {
    guard isWhole else { return }
    if kinds.contains(.memory), reading.memory == nil, let used = Self.usedMemory {
      reading.memory = MemoryUse(current: used)
    }
    if kinds.contains(.tasks), reading.tasks == nil, let tasks = Self.tasks {
      reading.tasks = Timed(TaskCount(current: tasks), 0)
    }
  }

  private static var usedMemory: UInt64? {
    guard let text = try? readFile("/proc/meminfo"), let total = MemoryUse.bytes("MemTotal", text),
      let available = MemoryUse.bytes("MemAvailable", text), total >= available
    else { return nil }
    return total - available
  }

  /// `0.02 0.05 0.01 2/345 6789`
  private static var tasks: UInt64? {
    let fields = (try? readFile("/proc/loadavg"))?.split(separator: " ") ?? []
    guard fields.count > 3 else { return nil }
    return fields[3].split(separator: "/").last.flatMap { UInt64($0) }
  }
}

extension MemoryUse {
  /// What the host has in all, in bytes; nil where /proc is not there.
  public static var ofHost: UInt64? {
    (try? readFile("/proc/meminfo")).flatMap { bytes("MemTotal", $0) }
  }

  /// `MemTotal:        4015820 kB`
  fileprivate static func bytes(_ key: String, _ text: String) -> UInt64? {
    text.split(separator: "\n").first { $0.hasPrefix(key + ":") }
      .flatMap { UInt64($0.dropFirst(key.utf8.count + 1).filter(\.isNumber)) }.map { $0 * 1024 }
  }
}
