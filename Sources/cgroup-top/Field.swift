import Isolation

/// A column.
enum Field: String, CaseIterable, Sendable {
  case group
  case tasks, tasksMax = "tasks-max"
  case cpu, cpuTime = "cpu-time", cpuMax = "cpu-max", weight
  case memory, working, swap, memorySwap = "memory-swap", memoryMax = "memory-max", memoryHigh = "memory-high"
  case io, read, write, readTotal = "read-total", writeTotal = "write-total"
  case throttled
  case cpuSome = "cpu-some", memorySome = "memory-some", ioSome = "io-some"
  case cpuFull = "cpu-full", memoryFull = "memory-full", ioFull = "io-full"
  case kills, refused, throttles
  case high, max, oom, groupKills = "group-kills"
  case state

  /// As it stands in headings and filters.
  var name: String { rawValue.uppercased() }

  /// Those that are shown unless others are asked for; a narrow terminal shows the first of them.
  static let usual: [Field] = [
    .tasks, .cpu, .memory, .working, .read, .write, .kills, .refused, .throttled, .throttles, .cpuSome,
    .memorySome, .ioSome,
  ]

  static let list = allCases.map(\.rawValue).joined(separator: ", ")
  /// All that can be compared as numbers.
  static let numbers = Set(allCases.filter { $0 != .group && $0 != .state }.map(\.name))

  /// In any case; `path` as systemd-cgtop calls it.
  init?(named name: some StringProtocol) {
    let name = name.lowercased()
    self.init(rawValue: name == "path" ? "group" : name)
  }

  /// What has to be read for it.
  var kinds: ReadingKinds {
    switch self {
    case .group: []
    case .tasks: .tasks
    case .tasksMax, .refused: [.tasks, .taskDetails]
    case .cpu, .cpuTime: .cpu
    case .cpuMax, .weight: .cpuLimits
    case .memory: .memory
    case .working, .swap, .memorySwap: [.memory, .memoryDetails]
    case .memoryMax, .memoryHigh: .memoryLimits
    case .io, .read, .write, .readTotal, .writeTotal: .io
    case .throttled, .throttles: .throttling
    case .cpuSome, .memorySome, .ioSome, .cpuFull, .memoryFull, .ioFull: .pressure
    case .kills, .high, .max, .oom, .groupKills: .memoryEvents
    case .state: .freezer
    }
  }

  /// The one of them that tells why there is no value.
  var kind: ReadingKinds {
    switch self {
    case .tasksMax, .refused: .taskDetails
    case .working, .swap, .memorySwap: .memoryDetails
    default: kinds
    }
  }

  /// Whether it is measured between two rounds, so the first has none.
  var isRate: Bool { [.cpu, .io, .read, .write, .throttled].contains(self) }

  /// A counter of events, which shows when it moves.
  var isEvent: Bool {
    [.kills, .refused, .throttles, .high, .max, .oom, .groupKills].contains(self)
  }

  /// Whether the largest comes first.
  var isDescending: Bool { self != .group && self != .state }
}
