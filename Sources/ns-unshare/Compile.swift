import Isolation

extension Plan {
  /// What the options ask for, on a host of which the facts hold.
  init(_ options: Options, on facts: Facts) {
    self.init()
    // A proc must be mounted by a process of the new pid namespace, and a signal at the parent's
    // death asked for by the child; else the child has nothing to do but exec.
    let isChildNeeded = [options.proc != nil, options.keep[.pid] != nil, options.deathSignal != nil]
    let childWorks = options.fork && isChildNeeded.contains(true)
    let worker: Role = childWorks ? .child : .caller

    // Out here the new namespaces can be kept; in there their files would vanish with them.
    if !options.keep.isEmpty { add(Fork(.helper, detached: true), because: .staysOutside) }
    if !options.kinds.isEmpty { add(Unshare(options.kinds), because: options.staysOutside) }
    switch options.mapping {
    case .root: map(facts.me, to: .root)
    case .current: map(facts.me, to: facts.me)
    case nil: if let rule = options.setgroups { setgroups(rule) }
    }
    if childWorks { add(Fork(.child)) }
    for kind in NamespaceKind.allCases {
      guard let file = options.keep[kind] else { continue }
      add(Mount.keep(kind, of: .caller, at: file), by: .helper)
    }
    prepareMounts(options, on: facts, by: worker)
    if let signal = options.deathSignal { add(DieWithParent(signal, parent: .caller), by: worker) }
    let command = options.command.isEmpty ? Command.loginShell : Command(options.command)
    if options.fork, !childWorks {
      add(Spawn(.child, command))
    } else {
      add(Exec(command), by: worker)
    }
    if options.fork { add(Wait(.child)) }
  }

  private mutating func prepareMounts(_ options: Options, on facts: Facts, by worker: Role) {
    if options.kinds.contains(.mount), options.propagation != [] {
      add(Mount.propagation(options.propagation ?? .private), by: worker, because: .ownMounts)
    }
    if let root = options.root { add(ChangeRoot(root), by: worker) }
    if let directory = options.directory ?? (options.root == nil ? nil : "/") {
      add(ChangeDirectory(directory), by: worker)
    }
    guard let proc = options.proc else { return }
    if facts.procIsMounted {
      add(Mount.propagation(.private, on: proc), by: worker, because: .procStaysHere)
    }
    add(Mount.proc(on: proc), by: worker, because: .procShowsPids)
  }
}

extension Options {
  /// What surprises everybody once.
  fileprivate var staysOutside: Text? {
    kinds.contains(.pid) && !fork ? .commandStaysOutside : nil
  }
}

extension Text {
  static let staysOutside = Text(
    en: "what is mounted in there would vanish with it", zh: "在里面挂载的东西会随之消失")
  static let commandStaysOutside = Text(
    en: "without --fork the command itself stays in the old pid namespace; its first child becomes PID 1",
    zh: "没有 --fork 时，命令本身仍在原来的 PID 命名空间中；它的第一个子进程成为 PID 1")
  static let ownMounts = Text(
    en: "or what you mount could be seen outside", zh: "否则你的挂载可能在外部可见")
  static let procStaysHere = Text(
    en: "or the new proc would cover the one outside", zh: "否则新的 proc 会盖住外部的 proc")
  static let procShowsPids = Text(
    en: "a proc shows the pids of the namespace it was mounted in",
    zh: "proc 显示的是挂载它时所在命名空间的 pid")
}
