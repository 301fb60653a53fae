import Isolation

extension Role {
  /// Makes the groups, and takes them back if the caller is no more.
  static let keeper: Role = "keeper"
}

extension Plan {
  /// What the options ask for, on a host of which the facts hold, in groups that can be had there.
  init(
    _ options: Options, on facts: Facts, in places: [GroupPlace], telling witness: (any GroupWitness)? = nil
  ) {
    self.init()
    add(Fork(.keeper, holdsSignals: false), because: .keeperStays)
    add(LeadSession(), by: .keeper, because: .keysAreNotForIt)
    let wishes = options.wishes(facts.devices)
    for place in places {
      make(place)
      let here = wishes.filter { facts.hierarchy(of: $0.setting.controller)?.mountHolds(place) ?? false }
      inheritCpuset(for: here, in: place, facts)
      for wish in here { set(wish, in: place) }
      if let owner = facts.owner { add(DelegateGroup(place.path, to: owner), by: .keeper) }
    }
    add(Fork(.child))
    for place in places { add(JoinGroup(place.path), by: .child) }
    add(Exec(Command(options.command)), by: .child)
    add(Wait(.child, forwarding: [.hangup, .interrupt, .quit, .terminate]))
    add(ReadGroup(places.map { .init($0.path, $0.version) }, telling: witness), because: .countersGo)
    if !options.keeps { remove(places) }
  }

  private mutating func make(_ place: GroupPlace) {
    let site = place.site
    if site.leaves {
      add(MakeGroup(place.waitingRoom), by: .keeper, because: .noInternalProcesses)
      add(JoinGroup(place.waitingRoom, from: site.directory), by: .keeper)
      add(JoinGroup(place.waitingRoom, from: site.directory))
    }
    if !site.enabling.isEmpty {
      add(LockGroup(site.directory, as: "lock"), by: .keeper)
      for controller in site.enabling {
        add(HandDown(controller, below: site.directory, alone: site.leaves), by: .keeper, because: .topDown)
      }
    }
    add(MakeGroup(place.path), by: .keeper)
    if !site.enabling.isEmpty { add(CloseHeld("lock"), by: .keeper) }
  }

  /// Of version 1 a new cpuset is empty, and a process may not join before it has both: what is not asked for is
  /// that of the group above.
  private mutating func inheritCpuset(for wishes: [Options.Wish], in place: GroupPlace, _ facts: Facts) {
    let wishes = wishes.filter { $0.setting.controller == "cpuset" }
    let asked = wishes.flatMap { $0.setting.lines(place.version) }
    guard place.version == .one, !asked.isEmpty,
      let parent = facts.ones.values.first(where: { $0.directory == place.site.directory })
    else { return }
    let whole = GroupSetting.processors(parent.processors).one + GroupSetting.memoryNodes(parent.nodes).one
    for line in whole where !asked.contains(where: { $0.file == line.file }) {
      add(SetControl(place.path, CString(line.file), CString(line.text)), by: .keeper)
    }
  }

  private mutating func set(_ wish: Options.Wish, in place: GroupPlace) {
    for line in wish.setting.lines(place.version) {
      add(
        SetControl(place.path, CString(line.file), CString(line.text), isOptional: wish.isOptional),
        by: .keeper,
        because: wish.isOptional ? .noSwap : nil)
    }
  }

  private mutating func remove(_ places: [GroupPlace]) {
    // All that it has begun is in every one of them; what has moved out of one ends when the others are removed.
    let surest =
      places.first { $0.version == .two } ?? places.first { $0.controllers.contains("pids") } ?? places.first
    if let surest { add(EmptyGroup(surest.path, surest.version), because: .restGoes) }
    for place in places { add(RemoveGroup(place.path)) }
    for place in places {
      for controller in place.site.enabling.reversed() {
        add(TakeBack(controller, from: place.site.directory, alone: place.site.leaves))
      }
      if place.site.leaves {
        add(JoinGroup(place.site.directory), by: .keeper)
        add(JoinGroup(place.site.directory))
        add(RemoveGroup(place.waitingRoom))
      }
    }
  }
}

extension Hierarchy {
  /// Whether the place is in it.
  fileprivate func mountHolds(_ place: GroupPlace) -> Bool {
    version == place.version && path(of: place.path.text) != nil
  }
}

extension Text {
  fileprivate static let keeperStays = Text(
    en: "it makes the groups, and removes them even if this process is killed", zh: "由它建组；即使本进程被杀死，它也会删除这些组")
  fileprivate static let keysAreNotForIt = Text(en: "Ctrl-C is for the command", zh: "Ctrl-C 是给命令的")
  fileprivate static let noInternalProcesses = Text(
    en: "a group with processes cannot hand controllers down, so this process leaves it first",
    zh: "有进程的组不能向下分发控制器，所以本进程先离开它")
  fileprivate static let topDown = Text(
    en: "a group has only the controllers that the one above hands down", zh: "一个组只有上级分发下来的控制器")
  fileprivate static let noSwap = Text(
    en: "or what does not fit would be swapped out, if there is swap", zh: "否则在有交换空间时，超出的部分会被换出")
  fileprivate static let countersGo = Text(en: "the counters go with the group", zh: "计数会随组一起消失")
  fileprivate static let restGoes = Text(
    en: "what the command has left behind would keep the group", zh: "命令留下的进程会让组无法删除")
}
