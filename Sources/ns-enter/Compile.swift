import Isolation

extension Plan {
  /// What the options ask for, with a target of which the facts hold.
  init(_ options: Options, on facts: Facts) {
    self.init()
    let (before, after) = options.order(by: facts)
    let everything = before.union(after)
    let entersUser = after.contains(.user)

    // Opened before anything is entered: afterwards these paths may mean something else.
    if let pid = options.target, everything.ordered.contains(where: { options.isTargets($0) }) {
      add(OpenProcess(pid, as: "target"), because: .holdTarget)
    }
    for kind in everything.ordered {
      guard case .file(let file) = options.kinds[kind] else { continue }
      add(OpenFile(.path(file), as: kind.name))
    }
    openPlaces(options)

    let group = options.group ?? (entersUser && !options.keepCredentials ? 0 : nil)
    let user = options.user ?? (entersUser && !options.keepCredentials ? 0 : nil)
    let isDenied = entersUser && facts.deniesSetgroups
    if group != nil, isDenied, facts.mayDropGroups { add(DropGroups(), because: .groupsBefore) }

    enter(before, options, because: after.isEmpty ? nil : .ownedOutside)
    enter(after, options, because: after == .user ? nil : .ownedInside)
    changePlaces(options)

    if group != nil, !isDenied { add(DropGroups()) }
    if let group {
      add(SetGroup(group), because: isDenied && !facts.mayDropGroups ? .groupsDenied : nil)
    }
    if let user { add(SetUser(user)) }

    let command = options.command.isEmpty ? Command.loginShell : Command(options.command)
    if everything.contains(.pid), !options.neverForks {
      add(Spawn(.child, command), because: .onlyChildren)
      add(Wait(.child))
    } else {
      add(Exec(command))
    }
  }

  /// One call for all that come from the target: it enters them together or not at all.
  private mutating func enter(_ kinds: NamespaceKinds, _ options: Options, because why: Text?) {
    var targets: NamespaceKinds = []
    for kind in kinds.ordered where options.isTargets(kind) { targets.insert(NamespaceKinds(kind)) }
    let files = kinds.ordered.filter { !options.isTargets($0) }
    // Whichever they come from, the user namespace is the first.
    if files.contains(.user) { add(Setns(NamespaceKind.user.name, .user), because: why) }
    if !targets.isEmpty { add(Setns("target", targets), because: why) }
    for kind in files where kind != .user { add(Setns(kind.name, NamespaceKinds(kind)), because: why) }
  }

  private mutating func openPlaces(_ options: Options) {
    let pid = options.target ?? 0
    switch options.root {
    case .target: add(OpenFile(.path(CString("/proc/\(pid)/root")), as: "root", isDirectory: true))
    case .file(let directory): add(OpenFile(.path(directory), as: "root", isDirectory: true))
    case nil: break
    }
    switch options.directory {
    case .target: add(OpenFile(.path(CString("/proc/\(pid)/cwd")), as: "cwd", isDirectory: true))
    case .file(let directory): add(OpenFile(.path(directory), as: "cwd", isDirectory: true))
    case nil where options.root != nil:
      // As nsenter(1) has it: a new root alone leaves the working directory where it is.
      add(OpenFile(.path("."), as: "cwd", isDirectory: true))
    case nil: break
    }
  }

  private mutating func changePlaces(_ options: Options) {
    if options.root != nil {
      add(ReturnToDirectory("root"))
      add(ChangeRoot("."))
    }
    if options.root != nil || options.directory != nil { add(ReturnToDirectory("cwd")) }
  }
}

extension Options {
  func isTargets(_ kind: NamespaceKind) -> Bool { kinds[kind, default: .target] == .target }

  /// What is to be entered, and when: each namespace asks for CAP_SYS_ADMIN in the user namespace
  /// that owns it. To enter a user namespace gives all capabilities in it and in its descendants,
  /// and takes those outside it away. So what it owns, or a descendant of it, comes after it, for an
  /// ordinary user has no other way; and all else comes before, since afterwards even root has none.
  /// `after` begins with the user namespace itself.
  func order(by facts: Facts) -> (before: NamespaceKinds, after: NamespaceKinds) {
    var wanted: NamespaceKinds = []
    for kind in NamespaceKind.allCases {
      if kinds[kind] != nil { wanted.insert(NamespaceKinds(kind)) }
      // No identity: the kernel does not have this kind.
      if all, let entered = facts.entered[kind], entered != facts.own[kind] {
        wanted.insert(NamespaceKinds(kind))
      }
    }
    guard wanted.contains(.user), let user = facts.entered[.user] else { return (wanted, []) }
    var after: NamespaceKinds = .user
    for kind in wanted.ordered where facts.owners[kind]?.contains(user) == true {
      after.insert(NamespaceKinds(kind))
    }
    return (wanted.subtracting(after), after)
  }
}

extension Text {
  static let holdTarget = Text(
    en: "its number cannot come to mean another process now", zh: "此后该进程号不会再指向别的进程")
  static let ownedOutside = Text(
    en: "owned by a user namespace outside: afterwards you would have no right to them",
    zh: "它们属于外部的用户命名空间：进入用户命名空间后就没有权限了")
  static let ownedInside = Text(
    en: "the user namespace gives you the right to those that it owns",
    zh: "进入用户命名空间后，便有权进入它所拥有的命名空间")
  static let groupsBefore = Text(
    en: "out here, for inside /proc/PID/setgroups may say deny",
    zh: "须在外部执行，因为内部的 /proc/PID/setgroups 可能为 deny")
  static let groupsDenied = Text(
    en: "your other groups stay: the target's /proc/PID/setgroups says deny",
    zh: "附加组保持不变：目标的 /proc/PID/setgroups 为 deny")
  static let onlyChildren = Text(
    en: "entering a pid namespace is for children only", zh: "进入 PID 命名空间只对子进程生效")
}
