import Isolation
import Supervision

extension Plan {
  /// What the options ask for, of a process of which the facts hold.
  init(_ options: Options, on facts: Facts, telling witness: Witness = .nobody, to log: Int32? = nil) {
    self.init()
    let role: Role? = options.pauses ? nil : .child
    // First of all: what is told may find its reader gone.
    add(HoldSignals(), because: .evenIgnored)
    if let signal = options.parentSignal, options.lifeline == nil {
      add(FollowParent(signal, parent: facts.parent), because: facts.parent == 0 ? .parentIsOutside : nil)
    }
    if options.becomesSubreaper(facts) {
      add(BecomeSubreaper(), because: facts.isInit ? nil : .notInit)
    }
    let terminal = options.terminal(facts)
    if case .held(let name) = terminal { add(OpenFile(.path("/dev/tty"), as: name, .write)) }
    if let terminal, facts.isForeground { add(KeepForeground(of: terminal)) }
    if options.placement == .session, facts.leadsSession, facts.controlsInput { add(GiveUpTerminal()) }
    if role != nil { run(options, on: facts, terminal) }
    add(CloseInherited(keeping: options.kept(log)), because: .pipesEnd)
    add(LeaveDirectory(), because: .mountsAreFree)
    // Its name is for the story alone.
    let name = witness.isThere ? options.name : ""
    add(Supervise(role, named: name, options.duty(facts, terminal), telling: witness))
  }

  private mutating func run(_ options: Options, on facts: Facts, _ terminal: OpenTerminal?) {
    add(Fork(.child))
    if let signal = options.deathSignal { add(DieWithParent(signal, parent: .caller), by: .child) }
    switch options.placement(facts) {
    case .same: break
    case .group: add(LeadGroup(), by: .child)
    case .session:
      add(LeadSession(), by: .child)
      if facts.leadsSession, facts.controlsInput { add(TakeControl(), by: .child) }
    }
    if let terminal, facts.isForeground {
      add(TakeForeground(of: terminal), by: .child, because: .keysReachIt)
    }
    if facts.isListener { add(OwnListenPid(), by: .child) }
    add(Exec(Command(options.command)), by: .child)
  }
}

extension Options {
  func becomesSubreaper(_ facts: Facts) -> Bool {
    switch subreaper {
    case .always: true
    case .never: false
    case .whereNeeded: !facts.isInit
    }
  }

  /// Descriptors that are needed while the command runs.
  fileprivate func kept(_ log: Int32?) -> [Int32] {
    var all: [Int32] = []
    if let lifeline { all.append(lifeline) }
    if let log { all.append(log) }
    return all
  }

  /// The command's name without folders.
  fileprivate var name: String { command.first?.text.split(separator: "/").last.map(String.init) ?? "" }

  /// In a group of an outer pid namespace the command stays: there the keys reach it, and the terminal could not be
  /// given back.
  fileprivate func placement(_ facts: Facts) -> Placement {
    placement ?? (facts.isInOuterGroup && duty.recipient != .group ? .same : .group)
  }

  /// The terminal whose foreground goes to the command. One with a session of its own gets it with the terminal.
  fileprivate func terminal(_ facts: Facts) -> OpenTerminal? {
    guard placement(facts) == .group, !pauses else { return nil }
    switch facts.terminal {
    case .controlling: return .held("terminal")
    case .input: return .input
    case nil: return nil
    }
  }

  fileprivate func duty(_ facts: Facts, _ terminal: OpenTerminal?) -> Duty {
    var duty = duty
    let grace = grace ?? Options.usualGrace
    if waitsForAll { duty.aftermath = .wait }
    if self.grace != nil { duty.aftermath = .end(grace: grace) }
    if endsOrphans { duty.endsOrphans = grace }
    duty.sharesGroup = placement(facts) == .same
    if let terminal { duty.terminal = terminal }
    if !facts.children.isEmpty { duty.ownChildren = facts.children }
    duty.hasTerminal = facts.terminal != nil && placement != .session
    if let lifeline, let parentSignal { duty.lifeline = Duty.Lifeline(lifeline, parentSignal) }
    return duty
  }
}

extension Text {
  fileprivate static let notInit = Text(
    en: "this is not PID 1: without it orphans would go to another process", zh: "本进程不是 PID 1：否则孤儿进程会由别的进程收养")
  fileprivate static let evenIgnored = Text(
    en: "a blocked signal waits even where PID 1 would not get it", zh: "被阻塞的信号会一直等待，即使 PID 1 原本收不到它")
  fileprivate static let parentIsOutside = Text(
    en: "the parent is outside this pid namespace: whether it lives already cannot be told; see --parent-fd",
    zh: "父进程在本 PID 命名空间之外，无法得知它此刻是否还在；参见 --parent-fd")
  fileprivate static let keysReachIt = Text(
    en: "so Ctrl-C reaches the command, and it may read", zh: "这样 Ctrl-C 才能到达命令，命令也才能读终端")
  fileprivate static let pipesEnd = Text(
    en: "or a pipe would not end for others while this process lives", zh: "否则只要本进程还在，别处的管道就读不到结尾")
  fileprivate static let mountsAreFree = Text(
    en: "or the directory could not be unmounted", zh: "否则当前目录所在的挂载无法卸载")
}
