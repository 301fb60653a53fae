internal import Isolation

extension Plan {
  /// The first shell of a lab: it makes the scene and lives in it.
  static func firstShell(_ scene: ShellScene, on terminal: CString, _ shell: Command) -> Plan {
    var plan = Plan()
    plan.add(Fork(.child, holdsSignals: false))
    if let group = scene.group { plan.add(JoinCgroup(group.path), by: .child) }
    plan.add(TakeTerminal(terminal), by: .child)
    if !scene.kinds.isEmpty { plan.add(Unshare(scene.kinds), by: .child) }
    if scene.kinds.contains(.user) { plan.mapOwn(scene.me, to: .root, by: .child) }
    if scene.kinds.contains(.mount) { plan.add(Mount.propagation(.private), by: .child) }
    plan.make(scene)
    plan.become(scene)
    // Without a group that it can be found in, it shall not survive a lab that is killed at this moment.
    if scene.group == nil { plan.add(DieWithParent(.kill, parent: .caller), by: .child) }
    plan.add(Exec(shell), by: .child)
    return plan
  }

  /// A further shell beside the first, in the same namespaces.
  static func furtherShell(
    _ scene: ShellScene, beside first: Int32, on terminal: CString, _ shell: Command
  ) -> Plan {
    var plan = Plan()
    plan.add(Fork(.child, holdsSignals: false))
    if let group = scene.group { plan.add(JoinCgroup(group.path), by: .child) }
    plan.add(TakeTerminal(terminal), by: .child)
    plan.join(scene, first)
    // Without a group that it can be found in, it shall not survive a lab that is killed at this moment.
    if scene.group == nil { plan.add(DieWithParent(.kill, parent: .caller), by: .child) }
    plan.add(Exec(shell), by: .child)
    return plan
  }

  /// A child goes where the first shell is.
  mutating func join(_ scene: ShellScene, _ first: Int32) {
    if !scene.kinds.isEmpty {
      add(OpenProcess(first, as: "first"), by: .child)
      add(Setns("first", scene.kinds), by: .child)
    }
    become(scene)
  }

  private mutating func make(_ scene: ShellScene) {
    if let (from, to) = scene.tools {
      add(Mount(.path(CString(from)), on: CString(to), .bind), by: .child)
    }
    guard let place = scene.place else { return }
    if scene.kinds.contains(.mount), !scene.file.isOrdinary {
      add(Mount.tmpfs(on: CString(place), megabytes: 64), by: .child)
    }
    for thing in scene.file.things {
      let path = CString(scene.filled(thing.path))
      switch thing {
      case .directory: add(MakeDirectory(path), by: .child)
      case .file(_, let text): add(MakeFile(path, CString(scene.filled(text) + "\n")), by: .child)
      case .link(_, let target): add(MakeLink(CString(scene.filled(target)), at: path), by: .child)
      case .tmpfs(_, let propagation):
        add(MakeDirectory(path), by: .child)
        add(Mount.tmpfs(on: path, megabytes: 64), by: .child)
        if propagation == .shared { add(Mount.propagation(.shared, on: path), by: .child) }
      }
      if let user = scene.user { add(GiveAway(path, to: user), by: .child) }
    }
  }

  private mutating func become(_ scene: ShellScene) {
    guard let user = scene.user else { return }
    add(DropGroups(), by: .child)
    add(SetGroup(user.group), by: .child)
    add(SetUser(user.user), by: .child)
  }
}
