import Isolation

/// What the command line asks for.
struct Options: Sendable {
  var memory: Limit?
  var memoryHigh: Limit?
  var memoryLow: Limit?
  var swap: Limit?
  var killsAll = false
  /// Thousandths of a processor; none of `unlimited`.
  var cpu: Limit?
  var cpuWeight: UInt64?
  var pids: Limit?
  var processors: NumberRanges?
  var nodes: NumberRanges?
  var io: [DeviceBounds] = []
  var ioWeight: UInt64?
  var hugePages: [HugeLimit] = []

  /// The group in which the new one is made.
  var parent: CString?
  var name: CString?
  /// Whom the group is given to.
  var owner: CString?
  var keeps = false

  var quiet = false
  var json = false
  var output: CString?
  var explain = false
  var dryRun = false
  var command: Arguments = []

  struct DeviceBounds: Hashable, Sendable {
    /// A file in /dev, or major:minor.
    var device: CString
    var bounds: [IOBound: Limit]
  }

  struct HugeLimit: Hashable, Sendable {
    var size: String
    var limit: Limit
  }
}

extension Options {
  /// A limit with the option that asked for it.
  struct Wish: Sendable {
    let option: String
    let setting: GroupSetting
    /// Whether a kernel without this file will do.
    var isOptional = false
  }

  /// What the group is to be told, in the order in which the kernel wants it. `devices`: their numbers.
  func wishes(_ devices: [CString: String]) -> [Wish] {
    var wishes: [Wish] = []
    func wish(_ option: String, _ setting: GroupSetting?, optional: Bool = false) {
      if let setting { wishes.append(Wish(option: option, setting: setting, isOptional: optional)) }
    }
    wish("--memory", memory.map { .memory($0) })
    // A limit that the process passes by being swapped out is not what anybody means.
    if let swap = swap ?? (memory == nil || memory == .unlimited ? nil : .at(0)) {
      wish("--swap", .swap(swap, besides: memory ?? .unlimited), optional: self.swap == nil)
    }
    wish("--memory-high", memoryHigh.map { .memoryHigh($0) })
    wish("--memory-low", memoryLow.map { .memoryLow($0) })
    wish("--oom-group", killsAll ? .oomGroup : nil)
    wish("--cpu", cpu.map { .cpu(thousandths: $0.number) })
    wish("--cpu-weight", cpuWeight.map { .cpuWeight($0) })
    wish("--pids", pids.map { .pids($0) })
    wish("--cpuset", processors.map { .processors($0) })
    wish("--cpuset-nodes", nodes.map { .memoryNodes($0) })
    for request in io {
      let bounds = IOBound.allCases.compactMap { bound in request.bounds[bound].map { (bound, $0) } }
      wish("--io", .io(devices[request.device] ?? request.device.text, bounds))
    }
    wish("--io-weight", ioWeight.map { .ioWeight($0) })
    for request in hugePages { wish("--huge-pages", .hugePages(request.size, request.limit)) }
    return wishes
  }
}
