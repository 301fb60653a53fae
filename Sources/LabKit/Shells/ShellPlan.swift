internal import Isolation

extension Plan {
  /// The first shell of a lab: it makes the scene's namespaces and lives in them.
  static func firstShell(
    _ scene: SceneFile, as me: Credentials, on terminal: CString, _ shell: Command
  ) -> Plan {
    var plan = Plan()
    plan.add(Fork(.child, holdsSignals: false))
    plan.add(TakeTerminal(terminal), by: .child)
    let kinds = scene.kinds(for: me)
    if !kinds.isEmpty { plan.add(Unshare(kinds), by: .child) }
    if me.user != 0 { plan.mapOwn(me, to: .root, by: .child) }
    if kinds.contains(.mount) { plan.add(Mount.propagation(.private), by: .child) }
    plan.add(Exec(shell), by: .child)
    return plan
  }

  /// A further shell beside the first, in the same namespaces.
  static func furtherShell(
    _ scene: SceneFile, as me: Credentials, beside first: Int32, on terminal: CString, _ shell: Command
  ) -> Plan {
    var plan = Plan()
    plan.add(Fork(.child, holdsSignals: false))
    plan.add(TakeTerminal(terminal), by: .child)
    let kinds = scene.kinds(for: me)
    if !kinds.isEmpty {
      plan.add(OpenProcess(first, as: "first"), by: .child)
      plan.add(Setns("first", kinds), by: .child)
    }
    plan.add(Exec(shell), by: .child)
    return plan
  }
}

extension SceneFile {
  /// Without root the commands are the same, inside one user namespace.
  func kinds(for me: Credentials) -> NamespaceKinds {
    me.user == 0 ? namespaces : namespaces.union(.user)
  }
}
