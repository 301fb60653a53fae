import Isolation

extension Plan {
  /// What the options ask for. `me`: read before anything changes it.
  init(_ options: Options, as me: Credentials) {
    self.init()
    let worker: Role = options.fork ? .child : .caller

    // Out here the new namespaces can be kept; in there their files would vanish with them.
    if !options.keep.isEmpty { add(Fork(.helper, detached: true)) }
    if !options.kinds.isEmpty { add(Unshare(options.kinds)) }
    if options.mapRoot { map(me, to: .root) }
    if options.fork { add(Fork(.child)) }
    for kind in NamespaceKind.allCases {
      guard let file = options.keep[kind] else { continue }
      add(Mount.keep(kind, of: .caller, at: file), by: .helper)
    }
    if options.kinds.contains(.mount), options.propagation != [] {
      add(Mount.propagation(options.propagation ?? .private), by: worker, because: .ownMounts)
    }
    if let directory = options.proc {
      add(Mount.proc(on: directory), by: worker, because: .procShowsPids)
    }
    add(Exec(Command(options.command)), by: worker)
    if options.fork { add(Wait(.child)) }
  }
}

extension Text {
  static let ownMounts = Text(
    en: "or what you mount could be seen outside", zh: "否则你的挂载可能在外部可见")
  static let procShowsPids = Text(
    en: "a proc shows the pids of the namespace it was mounted in",
    zh: "proc 显示的是挂载它时所在命名空间的 pid")
}
