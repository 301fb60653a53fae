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
  public let userNamespaces: UserNamespacePolicy
  public let cgroups: CgroupHost
  public let overlay: Availability

  public init() {
    kernel = (try? UnameField.release.read()) ?? "?"
    user = cl_euid()
    let held = CapabilitySet(mask: HostFacts.current.capabilities)
    missingCapabilities = held.missing(from: .all).names
    userNamespaceFailure = Self.tryUserNamespace()
    userNamespaces = UserNamespacePolicy()
    cgroups = CgroupHost()
    let types = ((try? readFile("/proc/filesystems")) ?? "").split { $0 == "\n" || $0 == "\t" }
    overlay =
      types.contains("overlay") ? .present : Modules(kernel: kernel).presence(of: "overlay") ?? .absent
  }

  /// Costs a moment: some kinds are tried.
  public func linkKinds() -> LinkKinds { LinkKinds(kernel: kernel, user: user) }

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
    for controller in lab.scene.controllers where Session.parentOfSceneGroup(controller) == nil {
      return .blocked(.noGroup(controller), cure: user == 0 ? .playground : .delegation)
    }
    return .ready
  }

  /// The lab without the steps that this host cannot show, and those, with what they need.
  public func cut(_ lab: Lab) -> (lab: Lab, left: [(step: LabStep, why: Text, cure: Text)]) {
    var left: [(step: LabStep, why: Text, cure: Text)] = []
    let steps = lab.steps.filter { step in
      for need in step.needs {
        guard case .blocked(let why, let cure) = examine(need) else { continue }
        left.append((step, why, cure))
        return false
      }
      return true
    }
    return (left.isEmpty ? lab : lab.with(steps: steps), left)
  }

  /// Whether this host meets one need.
  func examine(_ need: Need) -> Readiness {
    switch need {
    case .ownNamespaces:
      guard user != 0, let failure = userNamespaceFailure else { return .ready }
      let (why, cure) = failure.ofUserNamespaces
      return .blocked(
        Text(
          en: "you are not root, and can make no user namespace: \(why.in(.english))",
          zh: "你不是 root，又不能创建用户命名空间：\(why.in(.chinese))"), cure: cure)
    case .root:
      return user == 0
        ? .ready
        : .blocked(
          Text(en: "it needs root", zh: "需要 root 权限"),
          cure: Text(
            en: "run it as root, or in the playground: make playground",
            zh: "以 root 身份运行，或者在演练虚拟机中运行：make playground"))
    case .command(let name):
      return findProgram(name) != nil
        ? .ready
        : .blocked(
          Text(en: "there is no program \"\(name)\"", zh: "没有“\(name)”程序"),
          cure: Text(en: "install it: make deps", zh: "请安装：make deps"))
    case .idleProcessors(let wanted):
      let idle = IdleProcessors.count()
      return idle >= wanted
        ? .ready
        : .blocked(
          Text(en: "only \(idle) processors are idle", zh: "空闲的处理器只有 \(idle) 个"),
          cure: Text(en: "wait until the host is idle", zh: "请等宿主机空闲后再试"))
    case .module(let name):
      let isThere = (try? FileIdentity(of: CString("/sys/module/\(name)"))) != nil
      return isThere
        ? .ready
        : .blocked(
          Text(en: "the module \(name) is not in this kernel", zh: "当前内核没有模块 \(name)"),
          cure: Text(
            en: "modprobe \(name), or run it in the playground: make playground",
            zh: "modprobe \(name)，或者在演练虚拟机中运行：make playground"))
    case .initial(let kind):
      let own = try? Namespace(kind, of: cl_getpid())
      return own?.isInitial ?? true
        ? .ready
        : .blocked(
          Text(
            en: "you are in a container: this is not the initial \(kind.name) namespace",
            zh: "你在容器中：这里不是初始 \(kind.name) 命名空间"),
          cure: Text(
            en: "run it on the host itself, or in the playground: make playground",
            zh: "请在宿主机上运行，或者在演练虚拟机中运行：make playground"))
    case .versionTwo(let controller):
      return Session.parentOfSceneGroup(controller)?.version == .two
        ? .ready
        : .blocked(
          Text(
            en: "control groups of version 2 have no controller \(controller) for you here",
            zh: "这里的版本 2 控制组没有可供你使用的 \(controller) 控制器"),
          cure: .playground)
    case .pressure:
      return (try? readFile("/proc/pressure/cpu")) != nil
        ? .ready
        : .blocked(
          Text(en: "this kernel keeps no pressure (PSI)", zh: "当前内核没有启用压力统计（PSI）"),
          cure: Text(
            en: "boot it with psi=1, or run it in the playground: make playground",
            zh: "启动内核时加上 psi=1，或者在演练虚拟机中运行：make playground"))
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
