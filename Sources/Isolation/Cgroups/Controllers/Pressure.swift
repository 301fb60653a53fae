/// How long tasks had to wait for something: PSI. cpu.pressure, memory.pressure, io.pressure, irq.pressure of version 2
public struct Pressure: Hashable, Sendable {
  public struct Line: Hashable, Sendable {
    /// Hundredths of a per cent, over the last 10, 60 and 300 seconds.
    public var average10: UInt32
    public var average60: UInt32
    public var average300: UInt32
    /// In microseconds.
    public var total: UInt64
  }
  /// At least one task waited.
  public var some: Line?
  /// All tasks waited, so nothing was done.
  public var full: Line?

  public enum Resource: String, CaseIterable, Sendable { case cpu, memory, io, irq }

  /// nil where the kernel keeps none: it was told so, at boot, or by cgroup.pressure of this group.
  public init?(
    of resource: Resource, in folder: borrowing GroupFolder, _ buffer: inout GroupBuffer
  ) throws(Errno) {
    guard folder.version == .two else { return nil }
    let file: CString =
      switch resource {
      case .cpu: "cpu.pressure"
      case .memory: "memory.pressure"
      case .io: "io.pressure"
      case .irq: "irq.pressure"
      }
    guard let text = try buffer.optional(file, in: folder) else { return nil }
    self.init(text)
  }

  /// `some avg10=1.53 avg60=0.87 avg300=0.00 total=58761`
  init?(_ text: GroupText) {
    text.forEachLine { line in
      if line.starts(with: "some ".utf8) { some = Line(line) }
      if line.starts(with: "full ".utf8) { full = Line(line) }
      return true
    }
    if some == nil, full == nil { return nil }
  }
}

extension Pressure.Line {
  init?(_ line: ArraySlice<UInt8>) {
    self.init(average10: 0, average60: 0, average300: 0, total: 0)
    var found = 0
    for word in line.split(separator: 32) {
      guard let sign = word.firstIndex(of: 61) else { continue }
      let key = word[..<sign], value = word[(sign + 1)...]
      if key.elementsEqual("total".utf8), let total = GroupText.number(value) {
        self.total = total
        found += 1
      } else if let hundredths = GroupText.number(ArraySlice(value.filter { $0 != 46 })) {
        let hundredths = UInt32(truncatingIfNeeded: hundredths)
        if key.elementsEqual("avg10".utf8) { average10 = hundredths }
        if key.elementsEqual("avg60".utf8) { average60 = hundredths }
        if key.elementsEqual("avg300".utf8) { average300 = hundredths }
      }
    }
    if found == 0 { return nil }
  }
}
