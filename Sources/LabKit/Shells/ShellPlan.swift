internal import Isolation

/// What both kinds of shell need to know of their session.
struct ShellScene: Sendable {
  let file: SceneFile
  /// The session's control group, if it has one.
  let group: ControlGroup?
  /// Whose program the lab is.
  let me: Credentials
  /// What `${scene}` stands for; nil if the scene has no place in the file system.
  let place: String?
  /// Paths and texts with `${...}` filled in.
  let filled: @Sendable (String) -> String
  /// What another user might not reach, and where it is to be reached.
  let tools: (from: String, to: String)?

  /// Whom the shells run as, where that is another.
  var user: Credentials? { file.isOrdinary && me.user == 0 ? .learner : nil }
  /// Without root the commands are the same, inside one user namespace.
  var kinds: NamespaceKinds {
    if file.isOrdinary { return user == nil ? [] : .mount }
    return me.user == 0 ? file.namespaces : file.namespaces.union(.user)
  }
}

extension Credentials {
  /// The ordinary user that root's learners become where a lab asks for one: a number that no
  /// convention gives away (see systemd.io/UIDS-GIDS).
  static let learner = Credentials(user: 60577, group: 60577)
}

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
