/// What the kernel counted for a group since it was made. nil for what no hierarchy of it tells.
public struct GroupReport: Hashable, Sendable {
  public var cpu: CPUTime?
  public var throttling: Throttling?
  /// In bytes.
  public var memoryPeak: UInt64?
  public var memoryEvents: MemoryEvents?
  /// The most tasks at once; since Linux 6.11.
  public var tasksPeak: UInt64?
  public var tasks: TaskCount?
  public var io: BlockIO?
  public var pressure: [Pressure.Resource: Pressure] = [:]
  /// Processes that are in it still.
  public var left: [Int32] = []

  public init() {}

  /// `directories`: those of the group, one in each hierarchy. What cannot be read is left out.
  public init(of directories: [(path: CString, version: GroupVersion)]) {
    var buffer = GroupBuffer()
    // Where both versions have a clock, the one that was asked for by mounting its controller counts.
    for directory in directories.sorted(by: { $0.version == .one && $1.version == .two }) {
      guard let folder = try? GroupFolder(opening: directory.path, directory.version) else { continue }
      do throws(Errno) { try add(folder, &buffer) } catch {}
      left = Set(left + ControlGroup(directory.path).processes).sorted()
    }
  }

  private mutating func add(_ folder: borrowing GroupFolder, _ buffer: inout GroupBuffer) throws(Errno) {
    if cpu == nil { cpu = try CPUTime(in: folder, &buffer) }
    if throttling == nil { throttling = try Throttling(in: folder, &buffer) }
    if memoryPeak == nil { memoryPeak = try MemoryUse.peak(in: folder, &buffer) }
    if memoryEvents == nil { memoryEvents = try MemoryEvents(in: folder, &buffer) }
    if tasks == nil { tasks = try TaskCount(in: folder, details: true, &buffer) }
    if tasksPeak == nil { tasksPeak = try buffer.optional("pids.peak", in: folder)?.number }
    if io == nil { io = try BlockIO(in: folder, &buffer) }
    for resource in Pressure.Resource.allCases where pressure[resource] == nil {
      pressure[resource] = try Pressure(of: resource, in: folder, &buffer)
    }
  }
}
