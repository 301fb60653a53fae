import Capabilities
import Isolation

extension Plan {
  /// What the options ask for, with a target of which the facts hold.
  init(_ options: Options, on facts: Facts) {
    self.init()
    let stages = options.stages(by: facts)
    let everything = stages.reduce(into: NamespaceKinds()) { $0.formUnion($1.kinds) }

    // Opened before anything is entered: afterwards these paths may mean something else.
    openNamespaces(everything, options, facts)
    openBetween(stages)
    openPlaces(options)
    for (number, file) in facts.cgroups.enumerated() {
      add(OpenFile(.path(file), as: "cgroup\(number + 1)", .write))
    }
    if options.user == .follow || options.group == .follow {
      add(OpenFile(.path(CString("/proc/\(options.target ?? 0)")), as: "process", .directory))
    }

    let enters = everything.contains(.user)
    let standard: Options.Id? = enters && !options.keepCredentials ? .number(0) : nil
    let user = options.user ?? standard, group = options.group ?? standard
    let isDenied = enters && facts.deniesSetgroups
    if group != nil, isDenied, facts.mayDropGroups { add(DropGroups(), because: .groupsBefore) }

    for stage in stages { enter(stage, options, isFirstOfSeveral: stages.count > 1) }
    changePlaces(options)
    for number in facts.cgroups.indices {
      add(WriteHeld("cgroup\(number + 1)", "0", page: "cgroups(7)"), because: .zeroIsSelf)
    }

    if group != nil, !isDenied { add(DropGroups()) }
    switch group {
    case .number(let id):
      add(SetGroup(id), because: isDenied && !facts.mayDropGroups ? .groupsDenied : nil)
    case .follow: add(FollowGroup("process"), because: .translated)
    case nil: break
    }
    switch user {
    case .number(let id): add(SetUser(id))
    case .follow: add(FollowUser("process"), because: .translated)
    case nil: break
    }
    if options.keepsCapabilities, enters { add(KeepCapabilities()) }
    if let context = facts.context {
      add(WriteFile(.own("attr/exec"), context, page: "proc_pid_attr(5)", lasting: .process))
    }
    run(options, facts, asChild: everything.contains(.pid) && !options.neverForks)
  }

  private mutating func run(_ options: Options, _ facts: Facts, asChild: Bool) {
    let variables = facts.environment
    let command =
      options.command.isEmpty
      ? Command.loginShell(in: variables) : Command(options.command, environment: variables)
    if asChild {
      runAsChild(command, because: .onlyChildren, wait: Wait(.child, stopsAlong: true))
    } else {
      add(Exec(command))
    }
  }

  private mutating func openNamespaces(_ kinds: NamespaceKinds, _ options: Options, _ facts: Facts) {
    let sockets = options.kinds.values.contains { if case .socket = $0 { true } else { false } }
    if let pid = options.target, sockets || kinds.ordered.contains(where: { options.isTargets($0) }) {
      add(OpenProcess(pid, as: "target", inode: options.targetInode), because: .holdTarget)
    }
    for kind in kinds.ordered {
      if kind == .user, options.userParent {
        add(OpenFile(.path(options.path(to: options.whoseParent, facts)), as: "below"))
        add(OpenOwner(of: "below", as: kind.name))
      } else if case .socket(let fd) = options.kinds[kind] {
        add(OpenSocketNamespace(of: "target", fd, as: kind.name))
      } else if !options.isTargets(kind) {
        add(OpenFile(.path(options.path(to: kind, facts)), as: kind.name))
      }
    }
  }

  /// The way up, from the one that is to be entered: each is opened by what is below it.
  private mutating func openBetween(_ stages: [Stage]) {
    let highest = stages.compactMap(\.through).max() ?? 0
    guard highest > 0 else { return }
    let isOpen = steps.contains { step in
      ((step.action as? OpenFile)?.name ?? (step.action as? OpenOwner)?.name) == Stage.name(0)
    }
    if !isOpen {
      let target = steps.lazy.compactMap { ($0.action as? OpenProcess)?.pid }.first ?? 0
      add(OpenFile(.path(CString("/proc/\(target)/ns/user")), as: NamespaceKind.user.name))
    }
    for level in 1...highest { add(OpenOwner(of: Stage.name(level - 1), as: Stage.name(level))) }
  }

  private mutating func enter(_ stage: Stage, _ options: Options, isFirstOfSeveral: Bool) {
    if let level = stage.through {
      add(Setns(Stage.name(level), .user), because: .ownedBetween)
      enter(stage.kinds, options, because: nil)
    } else if stage.kinds.contains(.user) {
      enter(stage.kinds, options, because: stage.kinds == .user ? nil : .ownedInside)
    } else {
      let view = stage.kinds.contains(.cgroup) && !options.joinsCgroup ? Text.onlyTheView : nil
      enter(stage.kinds, options, because: isFirstOfSeveral ? .ownedOutside : view)
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
    case .target: add(OpenFile(.path(CString("/proc/\(pid)/root")), as: "root", .directory))
    case .file(let directory): add(OpenFile(.path(directory), as: "root", .directory))
    case nil: break
    }
    switch options.directory {
    case .target: add(OpenFile(.path(CString("/proc/\(pid)/cwd")), as: "cwd", .directory))
    case .file(let directory): add(OpenFile(.path(directory), as: "cwd", .directory))
    case nil: break
    }
  }

  private mutating func changePlaces(_ options: Options) {
    // As nsenter(1) has it: a new root alone leaves the working directory where it is. But not before the
    // mount namespace is entered, which moves it: it must not be one of the old.
    if options.root != nil, options.directory == nil, options.directoryInside == nil {
      add(OpenFile(.path("."), as: "cwd", .directory))
    }
    if options.root != nil {
      add(ReturnToDirectory("root"))
      add(ChangeRoot("."))
    }
    if let directory = options.directoryInside {
      add(ChangeDirectory(directory))
    } else if options.root != nil || options.directory != nil {
      add(ReturnToDirectory("cwd"))
    }
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
  static let ownedBetween = Text(
    en: "a user namespace in between, which owns what comes next", zh: "中间的用户命名空间，它拥有接下来要进入的命名空间")
  static let onlyTheView = Text(
    en: "of the cgroup only the view: you stay in your group, --join-cgroup moves you",
    zh: "对 cgroup 只改变视图：你仍在原来的组中，--join-cgroup 才会移动")
  static let groupsBefore = Text(
    en: "out here, for inside /proc/PID/setgroups may say deny",
    zh: "须在外部执行，因为内部的 /proc/PID/setgroups 可能为 deny")
  static let groupsDenied = Text(
    en: "your other groups stay: the target's /proc/PID/setgroups says deny",
    zh: "附加组保持不变：目标的 /proc/PID/setgroups 为 deny")
  static let onlyChildren = Text(
    en: "entering a pid namespace is for children only", zh: "进入 PID 命名空间只对子进程生效")
  static let zeroIsSelf = Text(
    en: "0 is the writer itself, in whichever pid namespace", zh: "0 表示写入者自己，与所在的 PID 命名空间无关")
  static let translated = Text(
    en: "the kernel shows the owner as a number of this user namespace", zh: "内核以当前用户命名空间中的编号显示属主")
}
