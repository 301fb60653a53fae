import Isolation

/// What of a group's readings stands in which column.
struct Measure {
  /// That are online; nil where nobody tells.
  let processors: Int?
  /// Of a topmost group, whether what it has is the sum of those right below.
  var sumsRoot = false

  func value(of field: Field, _ node: GroupNode) -> Value {
    if sumsRoot, node.parent == nil, let sum = sum(of: field, node) { return sum }
    let now = node.reading
    switch field {
    case .group: return .word(node.name.text)
    case .tasks: return Value(now.tasks?.value.current)
    case .tasksMax:
      return now.tasks?.value.limit.map { $0.number.map { .count($0) } ?? .unlimited } ?? .none
    case .refused: return Value(now.tasks?.value.refusals)
    case .cpu: return Value(share: node.cpuRate(processors: processors))
    case .cpuTime: return now.cpu.map { .microseconds($0.value.usage) } ?? .none
    case .cpuMax:
      guard let limits = now.cpuLimits else { return .none }
      return limits.thousandths.map { .percent(Double($0) / 10) } ?? .unlimited
    case .weight: return Value(now.cpuLimits?.weight)
    case .memory: return Value(bytes: now.memory?.current)
    case .working: return Value(bytes: now.memory?.workingSet)
    case .swap: return Value(bytes: now.memory?.swap)
    case .memorySwap:
      guard let memory = now.memory, let swap = memory.swap else { return .none }
      return .bytes(memory.current &+ swap)
    case .memoryMax: return Value(bytes: now.memoryLimits?.max)
    case .memoryHigh: return Value(bytes: now.memoryLimits?.high)
    case .io: return Value(perSecond: node.readRate.flatMap { read in node.writeRate.map { read + $0 } })
    case .read: return Value(perSecond: node.readRate)
    case .write: return Value(perSecond: node.writeRate)
    case .readTotal: return Value(bytes: now.io?.value.read)
    case .writeTotal: return Value(bytes: now.io?.value.written)
    case .throttled: return Value(share: node.throttledShare)
    case .throttles: return Value(now.throttling?.value.throttled)
    case .cpuSome: return Value(hundredths: now.cpuPressure?.some?.average10)
    case .memorySome: return Value(hundredths: now.memoryPressure?.some?.average10)
    case .ioSome: return Value(hundredths: now.ioPressure?.some?.average10)
    case .cpuFull: return Value(hundredths: now.cpuPressure?.full?.average10)
    case .memoryFull: return Value(hundredths: now.memoryPressure?.full?.average10)
    case .ioFull: return Value(hundredths: now.ioPressure?.full?.average10)
    case .kills: return Value(now.memoryEvents?.value.oomKill)
    case .high: return Value(now.memoryEvents?.value.high)
    case .max: return Value(now.memoryEvents?.value.max)
    case .oom: return Value(now.memoryEvents?.value.oom)
    case .groupKills: return Value(now.memoryEvents?.value.oomGroupKill)
    case .state: return now.freezer.map { .word("\($0)") } ?? .none
    }
  }

  /// By how much a counter of events has moved in the last round.
  func moved(_ field: Field, _ node: GroupNode) -> UInt64? {
    let now = node.reading, before = node.earlier
    func events(_ counter: (MemoryEvents) -> UInt64?) -> UInt64? {
      now.memoryEvents?.growth(since: before?.memoryEvents, of: counter)?.amount
    }
    switch field {
    case .kills: return node.newKills
    case .refused: return node.newRefusals
    case .throttles: return now.throttling?.growth(since: before?.throttling, of: { $0.throttled })?.amount
    case .high: return events { $0.high }
    case .max: return events { $0.max }
    case .oom: return events { $0.oom }
    case .groupKills: return events { $0.oomGroupKill }
    default: return nil
    }
  }

  /// Of what can be added up.
  private func sum(of field: Field, _ node: GroupNode) -> Value? {
    switch field {
    case .tasks, .cpu, .cpuTime, .memory, .working, .swap, .memorySwap, .io, .read, .write, .readTotal,
      .writeTotal:
      break
    default: return nil
    }
    let values = node.children.map { value(of: field, $0) }
    let amounts = values.compactMap(\.number)
    guard !amounts.isEmpty else { return Value.none }
    let sum = amounts.reduce(0, +)
    switch values.first(where: { $0 != .none }) {
    case .count?: return .count(UInt64(sum))
    case .bytes?: return .bytes(UInt64(sum))
    case .bytesPerSecond?: return .bytesPerSecond(sum)
    case .percent?: return .percent(sum)
    case .microseconds?: return .microseconds(UInt64(sum * 1e6))
    default: return Value.none
    }
  }
}
