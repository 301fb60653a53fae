/// What is read of every group, each of which costs a file or two for each.
public struct ReadingKinds: OptionSet, Hashable, Sendable {
  public let rawValue: UInt16
  public init(rawValue: UInt16) { self.rawValue = rawValue }

  public static let cpu = ReadingKinds(rawValue: 1)
  public static let throttling = ReadingKinds(rawValue: 1 << 1)
  public static let cpuLimits = ReadingKinds(rawValue: 1 << 2)
  public static let memory = ReadingKinds(rawValue: 1 << 3)
  /// Working set and swap.
  public static let memoryDetails = ReadingKinds(rawValue: 1 << 4)
  public static let memoryLimits = ReadingKinds(rawValue: 1 << 5)
  public static let memoryEvents = ReadingKinds(rawValue: 1 << 6)
  public static let io = ReadingKinds(rawValue: 1 << 7)
  public static let tasks = ReadingKinds(rawValue: 1 << 8)
  /// Their limit, and how often it took effect.
  public static let taskDetails = ReadingKinds(rawValue: 1 << 9)
  public static let pressure = ReadingKinds(rawValue: 1 << 10)
  public static let freezer = ReadingKinds(rawValue: 1 << 11)

  /// Those that this hierarchy can tell of.
  static func available(in hierarchy: Hierarchy) -> ReadingKinds {
    var kinds: ReadingKinds = []
    let names = hierarchy.controllers
    if hierarchy.version == .two {
      // In every group of version 2, whatever its controllers.
      kinds = [.cpu, .pressure, .freezer]
    } else {
      if names.contains("cpuacct") { kinds.insert(.cpu) }
      if names.contains("freezer") { kinds.insert(.freezer) }
    }
    if names.contains("cpu") { kinds.formUnion([.throttling, .cpuLimits]) }
    if names.contains("memory") {
      kinds.formUnion([.memory, .memoryDetails, .memoryLimits, .memoryEvents])
    }
    if names.contains("io") || names.contains("blkio") { kinds.insert(.io) }
    if names.contains("pids") { kinds.formUnion([.tasks, .taskDetails]) }
    return kinds
  }
}

/// A counter with the moment at which it was read, and of which group: of another that has taken its name it says nothing.
public struct Timed<Value: Hashable & Sendable>: Hashable, Sendable {
  public var value: Value
  /// CLOCK_MONOTONIC in nanoseconds.
  public var time: Int64
  public var inode: UInt64
}

/// What was read of one group in one round. nil for what was not read, or is not there.
public struct GroupReading: Hashable, Sendable {
  public var cpu: Timed<CPUTime>?
  public var throttling: Timed<Throttling>?
  public var cpuLimits: CPULimits?
  public var memory: MemoryUse?
  public var memoryLimits: MemoryLimits?
  public var memoryEvents: Timed<MemoryEvents>?
  public var io: Timed<BlockIO>?
  public var tasks: Timed<TaskCount>?
  public var cpuPressure: Pressure?
  public var memoryPressure: Pressure?
  public var ioPressure: Pressure?
  public var freezer: FreezerState?

  public init() {}

  /// Adds what this directory tells; what is known already stays.
  mutating func add(
    _ kinds: ReadingKinds, from folder: borrowing GroupFolder, _ buffer: inout GroupBuffer
  ) throws(Errno) {
    if kinds.contains(.cpu) || kinds.contains(.throttling) { try addCPU(kinds, from: folder, &buffer) }
    if kinds.contains(.cpuLimits), cpuLimits == nil { cpuLimits = try CPULimits(in: folder, &buffer) }
    if kinds.contains(.memory), memory == nil {
      memory = try MemoryUse(in: folder, details: kinds.contains(.memoryDetails), &buffer)
    }
    if kinds.contains(.memoryLimits), memoryLimits == nil {
      memoryLimits = try MemoryLimits(in: folder, &buffer)
    }
    if kinds.contains(.memoryEvents), memoryEvents == nil {
      memoryEvents = try MemoryEvents(in: folder, &buffer).map { Timed($0, folder.inode) }
    }
    if kinds.contains(.io), io == nil {
      io = try BlockIO(in: folder, &buffer).map { Timed($0, folder.inode) }
    }
    if kinds.contains(.tasks), tasks == nil {
      tasks = try TaskCount(in: folder, details: kinds.contains(.taskDetails), &buffer)
        .map { Timed($0, folder.inode) }
    }
    if kinds.contains(.pressure) {
      cpuPressure = try Pressure(of: .cpu, in: folder, &buffer)
      memoryPressure = try Pressure(of: .memory, in: folder, &buffer)
      ioPressure = try Pressure(of: .io, in: folder, &buffer)
    }
    if kinds.contains(.freezer), freezer == nil { freezer = try FreezerState(in: folder, &buffer) }
  }

  /// Version 2 has time and throttling in one file.
  private mutating func addCPU(
    _ kinds: ReadingKinds, from folder: borrowing GroupFolder, _ buffer: inout GroupBuffer
  ) throws(Errno) {
    if folder.version == .two {
      guard let stat = try buffer.optional("cpu.stat", in: folder) else { return }
      let now = Timed(0, folder.inode)
      if cpu == nil { cpu = CPUTime(stat).map { Timed(value: $0, time: now.time, inode: now.inode) } }
      guard kinds.contains(.throttling), throttling == nil else { return }
      throttling = Throttling(stat).map { Timed(value: $0, time: now.time, inode: now.inode) }
    } else {
      if kinds.contains(.cpu), cpu == nil {
        cpu = try CPUTime(in: folder, &buffer).map { Timed($0, folder.inode) }
      }
      if kinds.contains(.throttling), throttling == nil {
        throttling = try Throttling(in: folder, &buffer).map { Timed($0, folder.inode) }
      }
    }
  }
}
