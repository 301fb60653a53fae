internal import CLibcap
public import Isolation

/// Lets a program that is not root keep the capabilities which the process has now: what is permitted
/// becomes inheritable and ambient. capabilities(7), cap_set_ambient(3)
public struct KeepCapabilities: Action, Equatable {
  public init() {}
  public var call: String {
    "capset(inheritable = permitted); prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE, …)"
  }
  public var page: String { "PR_CAP_AMBIENT(2const)" }
  public var lasting: Lasting { .process }

  public func perform(in scene: inout Scene) throws(Errno) {
    let own = unsafe cap_get_proc()
    defer { unsafe cap_free(UnsafeMutableRawPointer(own)) }
    var permitted: [cap_value_t] = []
    for number in 0..<cap_max_bits() {
      var value = CAP_CLEAR
      guard unsafe cap_get_flag(own, number, CAP_PERMITTED, &value) == 0, value == CAP_SET else { continue }
      permitted.append(number)
    }
    _ = unsafe cap_set_flag(own, CAP_INHERITABLE, Int32(permitted.count), permitted, CAP_SET)
    try Errno.check(unsafe cl_cap_apply(own))
    for number in permitted { try Errno.check(cl_cap_raise_ambient(number)) }
  }
}
