internal import CLibcap

/// A set of capabilities, as a bit mask of /proc/PID/status. capabilities(7)
public struct CapabilitySet: Hashable, Sendable {
  public let mask: UInt64
  public init(mask: UInt64) { self.mask = mask }

  /// The names, in the kernel's order: `cap_sys_admin`. cap_to_name(3)
  public var names: [String] {
    (0..<64).filter { mask >> UInt64($0) & 1 == 1 }.map(Self.name)
  }

  /// Those of `other` that are not here.
  public func missing(from other: CapabilitySet) -> CapabilitySet {
    CapabilitySet(mask: other.mask & ~mask)
  }

  private static func name(of number: Int) -> String {
    guard let pointer = unsafe cap_to_name(cap_value_t(number)) else { return "\(number)" }
    defer { unsafe cap_free(pointer) }
    return unsafe String(cString: pointer)
  }
}

extension CapabilitySet {
  /// Every capability that this kernel has. cap_max_bits(3)
  public static var all: CapabilitySet { CapabilitySet(mask: (1 << UInt64(cap_max_bits())) - 1) }
}
