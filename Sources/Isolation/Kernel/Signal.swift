internal import CLinux

/// A signal by number and name. See signal(7).
public struct Signal: Hashable, Sendable, CustomStringConvertible {
  public let number: Int32
  public init(number: Int32) { self.number = number }

  public static let kill = Signal(number: 9)
  public static let terminate = Signal(number: 15)
  public static let hangup = Signal(number: 1)
  public static let interrupt = Signal(number: 2)
  public static let quit = Signal(number: 3)

  /// `KILL`, `SIGKILL`, `sigkill` or `9`; nil for what is none.
  public init?(_ text: String) {
    if let number = Int32(text) {
      guard (1...64).contains(number) else { return nil }
      self.init(number: number)
      return
    }
    let name = text.uppercased()
    // `RTMIN+3`, `RTMAX-1`
    let end = name.firstIndex { $0 == "+" || $0 == "-" } ?? name.endIndex
    let base = name[..<end].hasPrefix("SIG") ? name[..<end].dropFirst(3) : name[..<end]
    let number = unsafe cl_signal_number(String(base))
    guard number > 0 else { return nil }
    guard end < name.endIndex else {
      self.init(number: number)
      return
    }
    guard base.hasPrefix("RT"), let offset = Int32(name[end...]), (34...64).contains(number + offset) else {
      return nil
    }
    self.init(number: number + offset)
  }

  /// `SIGKILL`
  public var description: String {
    guard let name = unsafe cl_signal_name(number) else { return "signal \(number)" }
    return unsafe "SIG" + String(cString: name)
  }
}
