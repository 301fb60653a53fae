import Console
import Isolation

extension GroupReport {
  /// The same for a program. What no hierarchy tells is null, never 0. Times in microseconds, sizes in bytes.
  func members(_ kept: [CString]) -> [JSON.Member] {
    [
      .init("cpu", cpuJSON), .init("memory", memoryJSON), .init("pids", pidsJSON), .init("io", ioJSON),
      .init("pressure", pressureJSON), .init("left", .array(left.map { .number(UInt64($0)) })),
      .init("groups", .array(kept.map { .string($0.text) })),
    ]
  }

  private var cpuJSON: JSON {
    guard let cpu else { return .null }
    return .object([
      .init("usage_usec", .number(cpu.usage)), .init("user_usec", JSON(cpu.user)),
      .init("system_usec", JSON(cpu.system)), .init("nr_periods", JSON(throttling?.periods)),
      .init("nr_throttled", JSON(throttling?.throttled)), .init("throttled_usec", JSON(throttling?.time)),
    ])
  }

  private var memoryJSON: JSON {
    guard memoryPeak != nil || memoryEvents != nil else { return .null }
    return .object([
      .init("peak", JSON(memoryPeak)), .init("high", JSON(memoryEvents?.high)),
      .init("max", JSON(memoryEvents?.max)), .init("oom", JSON(memoryEvents?.oom)),
      .init("oom_kill", JSON(memoryEvents?.oomKill)),
      .init("oom_group_kill", JSON(memoryEvents?.oomGroupKill)),
    ])
  }

  private var pidsJSON: JSON {
    guard let tasks else { return .null }
    return .object([.init("peak", JSON(tasksPeak)), .init("max", JSON(tasks.refusals))])
  }

  private var ioJSON: JSON {
    guard let io else { return .null }
    return .array(
      io.devices.map { device in
        .object([
          .init("device", .string(device.device)), .init("rbytes", .number(device.read)),
          .init("wbytes", .number(device.written)), .init("rios", .number(device.reads)),
          .init("wios", .number(device.writes)),
        ])
      })
  }

  private var pressureJSON: JSON {
    if pressure.isEmpty { return .null }
    return .object(
      Pressure.Resource.allCases.compactMap { resource in
        pressure[resource].map { known in
          .init(
            resource.rawValue,
            .object([
              .init("some_usec", JSON(known.some?.total)), .init("full_usec", JSON(known.full?.total)),
            ]))
        }
      })
  }
}

extension JSON {
  fileprivate init(_ number: UInt64?) { self = number.map { .number($0) } ?? .null }
}
