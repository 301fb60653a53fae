internal import CLinux
internal import Capabilities
public import Isolation

/// Can this host run a lab?
public enum Readiness: Equatable, Sendable {
  case ready
  case blocked(Text, cure: Text)
}

/// Looks at the host once, and judges labs by what it found.
public struct Doctor: Sendable {
  public let kernel: String
  public let user: UInt32
  /// What this process lacks of all capabilities there are.
  public let missingCapabilities: [String]
  /// nil: an ordinary user can be root in a user namespace; else the error of trying.
  public let userNamespaceFailure: Failure?
  public let cgroups: CgroupMode

  /// How the control groups of this host are mounted. cgroups(7)
  public enum CgroupMode: String, Sendable { case v1, v2, hybrid, none }

  public init() {
    kernel = (try? UnameField.release.read()) ?? "?"
    user = cl_euid()
    let held = CapabilitySet(mask: HostFacts.current.capabilities)
    missingCapabilities = held.missing(from: .all).names
    userNamespaceFailure = Self.tryUserNamespace()
    let table = (try? readFile("/proc/self/mountinfo")) ?? ""
    let (one, two) = (table.contains(" - cgroup "), table.contains(" - cgroup2 "))
    cgroups = one ? (two ? .hybrid : .v1) : (two ? .v2 : .none)
  }

  /// The only sure way to know is to do it, in a process that ends at once.
  private static func tryUserNamespace() -> Failure? {
    var plan = Plan()
    plan.add(Fork(.child, holdsSignals: false))
    plan.add(Unshare(.user), by: .child)
    plan.mapOwn(.current, to: .root, by: .child)
    plan.add(Unshare(.uts), by: .child)
    plan.add(Wait(.child))
    do throws(Failure) {
      try plan.run()
      return nil
    } catch {
      return error
    }
  }

  /// The first need of the lab that this host does not meet.
  public func examine(_ lab: Lab) -> Readiness {
    for need in lab.needs {
      let readiness = examine(need)
      if readiness != .ready { return readiness }
    }
    return .ready
  }

  private func examine(_ need: Need) -> Readiness {
    switch need {
    case .ownNamespaces:
      if user == 0 || userNamespaceFailure == nil { return .ready }
      let error = userNamespaceFailure.map { "\($0.error)" } ?? ""
      return .blocked(
        Text(
          en: "you are not root, and this host lets you make no user namespace (\(error))",
          zh: "你不是 root，而这台主机不允许你创建用户命名空间（\(error)）"),
        cure: Text(
          en: "run it as root, or in the playground: make playground",
          zh: "以 root 身份运行，或者在演练虚拟机中运行：make playground"))
    case .root:
      return user == 0
        ? .ready
        : .blocked(
          Text(en: "it needs root", zh: "需要 root 权限"),
          cure: Text(
            en: "run it as root, or in the playground: make playground",
            zh: "以 root 身份运行，或者在演练虚拟机中运行：make playground"))
    case .command(let name):
      let isThere = searchPath.split(separator: ":").contains {
        (try? FileIdentity(of: CString("\($0)/\(name)"))) != nil
      }
      return isThere
        ? .ready
        : .blocked(
          Text(en: "there is no program \"\(name)\"", zh: "没有“\(name)”程序"),
          cure: Text(en: "install it: make deps", zh: "请安装：make deps"))
    case .kernel(let major, let minor):
      let numbers = kernel.split { !$0.isNumber }.compactMap { Int($0) }
      guard numbers.count >= 2 else { return .ready }
      return (numbers[0], numbers[1]) >= (major, minor)
        ? .ready
        : .blocked(
          Text(
            en: "it needs Linux \(major).\(minor), this is \(kernel)",
            zh: "需要 Linux \(major).\(minor)，当前内核为 \(kernel)"),
          cure: Text(en: "run it in the playground: make playground", zh: "请在演练虚拟机中运行：make playground"))
    }
  }
}
