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
    guard let text = try? readFile("/proc/meminfo") else { return nil }
    func kilobytes(_ key: String) -> UInt64? {
      text.split(separator: "\n").first { $0.hasPrefix(key + ":") }
        .flatMap { UInt64($0.dropFirst(key.utf8.count + 1).filter(\.isNumber)) }
    }
    guard let total = kilobytes("MemTotal"), let available = kilobytes("MemAvailable"), total >= available
    else { return nil }
    return (total - available) * 1024
  }

  /// `0.02 0.05 0.01 2/345 6789`
  private static var tasks: UInt64? {
    let fields = (try? readFile("/proc/loadavg"))?.split(separator: " ") ?? []
    guard fields.count > 3 else { return nil }
    return fields[3].split(separator: "/").last.flatMap { UInt64($0) }
  }
}
