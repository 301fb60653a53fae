import Capabilities
import Isolation

extension Plan {
  /// What the options ask for, on a host of which the facts hold.
  init(_ options: Options, on facts: Facts) {
    self.init()
    // A proc must be mounted by a process of the new pid namespace, a signal at the parent's death asked
    // for by the child, and what the command may do is none of its parent's; else the child has nothing
    // to do but exec.
    let isChildNeeded = [
      options.proc != nil, options.binaryFormats != nil, options.keep[.pid] != nil,
      options.deathSignal != nil, options.user != nil, options.group != nil, options.keepsCapabilities,
    ]
    let childWorks = options.fork && isChildNeeded.contains(true)
    let worker: Role = childWorks ? .child : .caller

    if options.needsHelper { add(Fork(.helper, detached: true), because: options.whyHelper) }
    if let owner = options.owner { become(owner) }
    if !options.kinds.isEmpty { add(Unshare(options.kinds), because: options.staysOutside) }
    mapIds(options, on: facts)
    for clock in ShiftedClock.allCases {
      guard let seconds = options.clocks[clock] else { continue }
      add(WriteFile.clockOffset(clock, seconds, in: options.file("timens_offsets")), by: options.writer)
    }
    if options.forwardsSignals { add(DefaultSignals([.interrupt, .terminate]), because: .wouldBeIgnored) }
    if childWorks { add(Fork(.child)) }
    for kind in NamespaceKind.allCases {
      guard let file = options.keep[kind] else { continue }
      add(Mount.keep(kind, of: .caller, at: file), by: .helper)
    }
    prepareMounts(options, on: facts, by: worker)
    prepareIdentity(options, by: worker)
    let command = options.command.isEmpty ? Command.loginShell : Command(options.command)
    let wait = Wait(.child, forwarding: options.forwardsSignals ? [.interrupt, .terminate] : [])
    if options.fork, !childWorks {
      runAsChild(command, wait: wait)
    } else {
      add(Exec(command), by: worker)
      if options.fork { add(wait) }
    }
  }

  /// The kernel makes the maker the owner, and a change of ids is the only way to be another maker.
  private mutating func become(_ owner: Credentials) {
    add(DropGroups())
    add(SetGroup(owner.group))
    add(SetUser(owner.user), because: .makerOwns)
  }

  private mutating func mapIds(_ options: Options, on facts: Facts) {
    if options.users.isFromOutside(options), let map = options.users.map(facts.users) {
      self.map(.user, map, of: .caller, by: .helper, privileged: facts.users.isPrivileged)
    } else if let own = options.users.line(facts.users) {
      // First of all, so that the three lines stand together.
      if options.groups.isOwnOnly(options) { setgroups(.deny) }
      mapOwn(.user, own)
    }
    let rule = options.setgroups
    if options.groups.isFromOutside(options), let map = options.groups.map(facts.groups) {
      if let rule { setgroups(rule, in: options.file("setgroups"), by: options.writer) }
      self.map(.group, map, of: .caller, by: .helper, privileged: facts.groups.isPrivileged)
    } else if let own = options.groups.line(facts.groups) {
      if !steps.contains(where: \.deniesSetgroups) { setgroups(.deny) }
      mapOwn(.group, own)
    } else if let rule {
      setgroups(rule, in: options.file("setgroups"), by: options.writer)
    }
  }

  private mutating func prepareMounts(_ options: Options, on facts: Facts, by worker: Role) {
    if options.kinds.contains(.mount), options.propagation != [] {
      add(Mount.propagation(options.propagation ?? .private), by: worker, because: .ownMounts)
    }
    let early = options.registersEarly
    if early, let rule = options.interpreter {
      add(Mount.binaryFormats(on: Mount.binaryFormats), by: worker)
      add(WriteFile.binaryFormat(rule, in: Mount.binaryFormats), by: worker, because: .interpreterIsOutside)
    }
    if let root = options.root { add(ChangeRoot(root), by: worker) }
    if let directory = options.directory ?? (options.root == nil ? nil : "/") {
      add(ChangeDirectory(directory), by: worker)
    }
    if let proc = options.proc {
      if facts.procIsMounted {
        add(Mount.propagation(.private, on: proc), by: worker, because: .procStaysHere)
      }
      add(Mount.proc(on: proc), by: worker, because: .procShowsPids)
    }
    guard let formats = options.binaryFormats else { return }
    add(Mount.binaryFormats(on: formats), by: worker)
    if !early, let rule = options.interpreter { add(WriteFile.binaryFormat(rule, in: formats), by: worker) }
  }

  private mutating func prepareIdentity(_ options: Options, by worker: Role) {
    if let group = options.group {
      add(DropGroups(), by: worker)
      add(SetGroup(group), by: worker)
    }
    if let user = options.user { add(SetUser(user), by: worker) }
    if options.keepsCapabilities, options.kinds.contains(.user) {
      add(KeepCapabilities(), by: worker, because: .execWouldDrop)
    }
    if let signal = options.deathSignal {
      let changes = options.user != nil || options.group != nil
      add(DieWithParent(signal, parent: .caller), by: worker, because: changes ? .idsFirst : nil)
    }
  }
}

extension Step {
  fileprivate var deniesSetgroups: Bool { (action as? WriteFile)?.place == .own("setgroups") }
}

extension IdRequest {
  /// Whether it is more than a process may map for itself.
  fileprivate func isFromOutside(_ options: Options) -> Bool {
    !blocks.isEmpty || single != nil && options.owner != nil
  }
  fileprivate func isOwnOnly(_ options: Options) -> Bool { single != nil && !isFromOutside(options) }
}

extension Options {
  /// Out here new namespaces can be kept, while in there their files would vanish with them; and ids can
  /// be mapped that the process inside has no right to.
  fileprivate var needsHelper: Bool {
    !keep.isEmpty || owner != nil || users.isFromOutside(self) || groups.isFromOutside(self)
  }
  fileprivate var whyHelper: Text { keep.isEmpty ? .mapsFromOutside : .staysOutside }

  /// Once it has become another user, a process may not write to its own /proc: it belongs to root.
  fileprivate var writer: Role { owner == nil ? .caller : .helper }
  fileprivate func file(_ name: String) -> Place { owner == nil ? .own(name) : .proc(name, of: .caller) }

  /// With the flag F the kernel opens the interpreter at once: so it can be one of the old root.
  fileprivate var registersEarly: Bool {
    guard root != nil, let flags = interpreter?.text.split(separator: ":").last else { return false }
    return flags.contains("F")
  }

  /// What surprises everybody once.
  fileprivate var staysOutside: Text? {
    guard !fork else { return nil }
    return kinds.contains(.pid) ? .commandStaysOutside : kinds.contains(.time) ? .clocksStayOutside : nil
  }
}

extension Text {
  static let staysOutside = Text(
    en: "what is mounted in there would vanish with it", zh: "在里面挂载的东西会随之消失")
  static let mapsFromOutside = Text(
    en: "stays outside, where it has the right to map other ids than one's own",
    zh: "留在外部，在那里才有权映射自己以外的 id")
  static let makerOwns = Text(
    en: "a user namespace belongs to the effective ids of its maker", zh: "用户命名空间属于其创建者的有效 id")
  static let commandStaysOutside = Text(
    en: "without --fork the command itself stays in the old pid namespace; its first child becomes PID 1",
    zh: "没有 --fork 时，命令本身仍在原来的 PID 命名空间中；它的第一个子进程成为 PID 1")
  static let clocksStayOutside = Text(
    en:
      "without --fork the command itself may keep the old clocks, as on Linux 6.1, where its vfork(2) fails then",
    zh: "没有 --fork 时，命令本身可能仍使用原来的时钟；在 Linux 6.1 上其 vfork(2) 还会失败")
  static let ownMounts = Text(
    en: "or what you mount could be seen outside", zh: "否则你的挂载可能在外部可见")
  static let procStaysHere = Text(
    en: "or the new proc would cover the one outside", zh: "否则新的 proc 会盖住外部的 proc")
  static let procShowsPids = Text(
    en: "a proc shows the pids of the namespace it was mounted in",
    zh: "proc 显示的是挂载它时所在命名空间的 pid")
  static let interpreterIsOutside = Text(
    en: "before chroot, since with flag F the interpreter is opened at once",
    zh: "须在 chroot 之前：带 F 标志时内核会立即打开解释器")
  static let execWouldDrop = Text(
    en: "execve takes all capabilities from a user that is not root, except these",
    zh: "除此之外，execve 会去掉非 root 用户的全部权能")
  static let wouldBeIgnored = Text(
    en: "a shell ignores them in the background, and so would the command", zh: "shell 会在后台忽略这些信号，命令也会随之忽略")
  static let idsFirst = Text(
    en: "after the change of ids, which would cancel it", zh: "须在改变 id 之后，否则会被取消")
}
