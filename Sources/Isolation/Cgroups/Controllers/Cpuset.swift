/// The processors and memory nodes that a group may use: lists such as `0-3,8`. cpuset(7)
public struct Cpuset: Hashable, Sendable {
  /// As it was written; empty for those of the group above.
  public var processors: NumberRanges
  public var nodes: NumberRanges
  /// What holds, after the groups above had their say.
  public var effectiveProcessors: NumberRanges?
  public var effectiveNodes: NumberRanges?

  public init?(in folder: borrowing GroupFolder, _ buffer: inout GroupBuffer) throws(Errno) {
    let isTwo = folder.version == .two
    func ranges(_ file: CString, _ buffer: inout GroupBuffer) throws(Errno) -> NumberRanges? {
      try buffer.optional(file, in: folder).flatMap { NumberRanges($0.text) }
    }
    effectiveProcessors = try ranges(isTwo ? "cpuset.cpus.effective" : "cpuset.effective_cpus", &buffer)
    // The topmost group of version 2 has but this.
    processors = try ranges("cpuset.cpus", &buffer) ?? NumberRanges()
    nodes = try ranges("cpuset.mems", &buffer) ?? NumberRanges()
    effectiveNodes = try ranges(isTwo ? "cpuset.mems.effective" : "cpuset.effective_mems", &buffer)
    if effectiveProcessors == nil { return nil }
  }
}

extension GroupSetting {
  public static func processors(_ list: NumberRanges) -> GroupSetting {
    GroupSetting("cpuset", two: [("cpuset.cpus", "\(list)")], one: [("cpuset.cpus", "\(list)")])
  }
  public static func memoryNodes(_ list: NumberRanges) -> GroupSetting {
    GroupSetting("cpuset", two: [("cpuset.mems", "\(list)")], one: [("cpuset.mems", "\(list)")])
  }
}
