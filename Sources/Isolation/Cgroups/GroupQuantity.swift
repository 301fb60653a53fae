/// A setting or a counter of a control group, under one name for both versions. cgroups(7), and the kernel's
/// cgroup-v2 and cgroup-v1 documents
public struct GroupQuantity: Hashable, Sendable {
  public let name: String
  /// The controller of version 1 whose hierarchy has it; `cpu` has its clock in `cpuacct` there.
  public let controller: String
  let two: Place
  let one: Place

  /// A file, and in it a line that begins with a key.
  struct Place: Hashable, Sendable {
    let file: String
    var key: String?
    /// What one of its units is in ours: bytes, microseconds, or a share of 100.
    var numerator: UInt64 = 1
    var denominator: UInt64 = 1
  }

  public static let limits: [GroupQuantity] = [
    GroupQuantity("memory", "memory", Place(file: "memory.max"), Place(file: "memory.limit_in_bytes")),
    GroupQuantity(
      "swap", "memory", Place(file: "memory.swap.max"), Place(file: "memory.memsw.limit_in_bytes")),
    GroupQuantity("pids", "pids", Place(file: "pids.max"), Place(file: "pids.max")),
    GroupQuantity("cpu-max", "cpu", Place(file: "cpu.max"), Place(file: "cpu.cfs_quota_us")),
    // 1024 shares of version 1 are a weight of 100.
    GroupQuantity(
      "cpu-weight", "cpu", Place(file: "cpu.weight"),
      Place(file: "cpu.shares", numerator: 100, denominator: 1024)),
    .onlyOfTwo("memory-high", "memory", Place(file: "memory.high")),
    .onlyOfTwo("depth", "core", Place(file: "cgroup.max.depth")),
    .onlyOfTwo("descendants", "core", Place(file: "cgroup.max.descendants")),
  ]
  public static let counters: [GroupQuantity] = [
    GroupQuantity(
      "oom-kill", "memory", Place(file: "memory.events", key: "oom_kill"),
      Place(file: "memory.oom_control", key: "oom_kill")),
    GroupQuantity(
      "pids-max", "pids", Place(file: "pids.events", key: "max"), Place(file: "pids.events", key: "max")),
    GroupQuantity(
      "throttled", "cpu", Place(file: "cpu.stat", key: "nr_throttled"),
      Place(file: "cpu.stat", key: "nr_throttled")),
    .processorTime,
    .onlyOfTwo("memory-high", "memory", Place(file: "memory.events", key: "high")),
    .onlyOfTwo("cpu-pressure", "core", Place(file: "cpu.pressure", key: "some")),
    .onlyOfTwo("memory-pressure", "core", Place(file: "memory.pressure", key: "some")),
  ]
  public static let peaks: [GroupQuantity] = [
    GroupQuantity(
      "memory", "memory", Place(file: "memory.peak"), Place(file: "memory.max_usage_in_bytes"))
  ]
  /// Microseconds of processor time used.
  public static let processorTime = GroupQuantity(
    "cpu-time", "cpuacct", Place(file: "cpu.stat", key: "usage_usec"),
    Place(file: "cpuacct.usage", denominator: 1000))

  /// Those that a scene may ask for.
  ///
  /// `core` is none: it stands for version 2 itself, with the files that every group has there.
  public static let controllers = ["memory", "pids", "cpu", "cpuset", "freezer", "core"]

  /// The file of a limit.
  public func file(_ version: GroupVersion) -> String { version == .two ? two.file : one.file }

  init(_ name: String, _ controller: String, _ two: Place, _ one: Place) {
    self.name = name
    self.controller = controller
    self.two = two
    self.one = one
  }

  /// Version 1 has no such file.
  private static func onlyOfTwo(_ name: String, _ controller: String, _ place: Place) -> GroupQuantity {
    GroupQuantity(name, controller, place, place)
  }

  /// Where it stands, for a message: `memory.events oom_kill`.
  public func place(_ version: GroupVersion) -> String {
    let place = version == .two ? two : one
    return place.file + (place.key.map { " " + $0 } ?? "")
  }

  /// A number, or `max` for no limit. ENOENT where the file is not there.
  public func read(in folder: CString, _ version: GroupVersion) throws(Errno) -> String {
    let place = version == .two ? two : one
    let text = try readFile(folder + CString("/" + place.file))
    var word = text.split { $0 == " " || $0 == "\n" }.first.map(String.init) ?? ""
    if let key = place.key {
      let line = text.split(separator: "\n").first { $0.hasPrefix(key + " ") }
      word = line?.split(separator: " ").last.map(String.init) ?? "0"
      // `some avg10=0.00 avg60=0.00 avg300=0.00 total=58761`, in microseconds
      if word.hasPrefix("total=") { word.removeFirst(6) }
    }
    guard let limit = Limit(word) else { return word }
    guard let number = limit.number else { return limit.word }
    // Version 1 bounds memory and swap together, version 2 swap alone.
    if version == .one, name == "swap" {
      let memory = UInt64(try Self.limits[0].read(in: folder, .one)) ?? 0
      return "\(number > memory ? number - memory : 0)"
    }
    return "\((number * place.numerator + place.denominator / 2) / place.denominator)"
  }
}

public enum GroupVersion: Hashable, Sendable { case one, two }
