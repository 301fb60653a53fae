internal import CLinux
internal import Isolation

/// How many processors this program may use that are idle now: /proc/stat over a fifth of a second. proc_stat(5)
enum IdleProcessors {
  static func count() -> Int {
    let before = times()
    cl_pause(200)
    let after = times()
    let mine = Set(allowedProcessors())
    return after.count { number, now in
      guard mine.contains(number), let then = before[number] else { return false }
      let all = now.all - then.all
      return all > 0 && (now.idle - then.idle) * 10 >= all * 8
    }
  }

  /// How long a processor has been idle since the machine began, in microseconds; nil where there is none.
  static func idleTime(of processor: Int) -> Int? { times()[processor].map { $0.idle * 10_000 } }

  /// Ticks of each processor: in all, and idle or waiting for a disk.
  private static func times() -> [Int: (all: Int, idle: Int)] {
    var times: [Int: (all: Int, idle: Int)] = [:]
    for line in ((try? readFile("/proc/stat")) ?? "").split(separator: "\n") {
      let fields = line.split(separator: " ")
      guard fields.count > 5, let number = Int(fields[0].dropFirst(3)), fields[0].hasPrefix("cpu") else {
        continue
      }
      let ticks = fields.dropFirst().prefix(8).compactMap { Int($0) }
      times[number] = (ticks.reduce(0, +), ticks[3] + ticks[4])
    }
    return times
  }
}
