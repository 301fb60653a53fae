import Console
import Isolation
import Supervision

extension Options {
  static let table = OptionTable<Options>(
    "pid1-reaper", "pid1-reaper [options] [--] command [argument...]",
    Text(
      en: "Runs a command as the init of a container does: passes signals on, and reaps what is left to it.",
      zh: "像容器的 init 进程那样运行命令：转发信号，并回收托付给它的进程。"),
    signals + processes + endings + telling, operands: .command, manual: manual)

  // Those that the stand-ins have as well.
  static let group = Option<Options>(
    "g", "group", Text(en: "pass signals on to the command's process group", zh: "把信号转发给命令所在的进程组")
  ) { options, _ in options.duty.recipient = .group }
  static let parentDeath = Option<Options>(
    "p", "parent-death", takes: .required("SIGNAL"),
    Text(en: "act as on SIGNAL when the parent ends", zh: "父进程结束时，按收到 SIGNAL 处理")
  ) { options, word throws(Refusal) in options.parentSignal = try word.signal() }
  static let pause = Option<Options>(
    "P", "pause", sets: \.pauses,
    Text(en: "run no command: reap until TERM or INT", zh: "不运行命令：只回收进程，直到收到 TERM 或 INT"))

  private static let signals: [Option<Options>] = [
    group,
    Option(
      "a", "all", Text(en: "pass signals on to every descendant", zh: "把信号转发给所有后代进程")
    ) { options, _ in options.duty.recipient = .all },
    Option(
      "r", "rewrite", takes: .required("SIGNAL:SIGNAL"),
      Text(en: "pass on another signal; 0 drops it", zh: "转发时换成另一个信号；0 表示丢弃"), apply: rewrite
    ).completing(.nothing),
  ]

  private static let processes: [Option<Options>] = [
    Option(
      "S", "session", Text(en: "run the command in a session of its own", zh: "在独立的会话中运行命令")
    ) { options, _ in options.placement = .session },
    Option(
      nil, "same-group", Text(en: "leave the command in this process group", zh: "让命令留在当前进程组中")
    ) { options, _ in options.placement = .same },
    Option(
      nil, "no-subreaper",
      Text(en: "adopt no orphans where it is not PID 1", zh: "不是 PID 1 时，不收养孤儿进程")
    ) { options, _ in options.subreaper = .never },
    parentDeath,
    Option(
      nil, "parent", takes: .required("PID"),
      Text(en: "who the parent is; it may have ended already", zh: "父进程的 PID；它可能已经结束")
    ) { options, word throws(Refusal) in options.parent = try word.number() },
    Option(
      nil, "parent-fd", takes: .required("FD"),
      Text(
        en: "a pipe that only the parent keeps open: its end is the parent's",
        zh: "只有父进程保持打开的管道：管道关闭即表示父进程结束")
    ) { options, word throws(Refusal) in options.lifeline = try word.number() },
    Option(
      "k", "kill-child", takes: .optional("SIGNAL"),
      Text(en: "send the command SIGNAL (KILL) if this process dies", zh: "本进程死亡时向命令发送信号（默认 KILL）")
    ) { options, word throws(Refusal) in
      options.deathSignal = if word == nil { .kill } else { try word.signal() }
    },
    pause,
  ]

  private static let endings: [Option<Options>] = [
    Option(
      "t", "grace", takes: .required("SECONDS"),
      Text(
        en: "when the command has ended: TERM to the rest, then KILL", zh: "命令结束后：向其余进程发送 TERM，到时再发送 KILL")
    ) { options, word throws(Refusal) in options.grace = try word.milliseconds() },
    Option(
      "w", "wait-all", sets: \.waitsForAll,
      Text(en: "end when all processes have ended, not only the command", zh: "等所有进程都结束再退出，而不只是命令本身")),
    Option(
      "o", "end-orphans", sets: \.endsOrphans,
      Text(en: "end processes that lose their parent: TERM, then KILL", zh: "结束失去父进程的进程：先 TERM，后 KILL")),
    Option(
      "e", "exit-code", takes: .required("CODE[:CODE]"),
      Text(en: "end with another code (0) than the command's", zh: "把命令的退出码换成另一个（默认 0）"), apply: remap
    ).completing(.nothing),
  ]

  private static let telling: [Option<Options>] =
    Option.telling(explains: \.explain, isDry: \.dryRun) + [
      Option(
        nil, "json", sets: \.json, Text(en: "tell it as JSON, an object a line", zh: "以 JSON 讲述，每行一个对象")),
      Option(
        "l", "log", takes: .required("FILE"),
        Text(en: "tell it there, not on standard error", zh: "写到该文件，而不是标准错误")
      ) { options, word in options.log = word },
    ]

  /// `15:3`, `TERM:QUIT`, `HUP:0`
  static func rewrite(_ options: inout Options, _ word: CString?) throws(Refusal) {
    let parts = (word?.text ?? "").split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2, let from = Signal(String(parts[0])) else { throw .noRule(word) }
    let to = Signal(String(parts[1]))
    guard to != nil || parts[1] == "0" else { throw .noRule(word) }
    options.duty.rules[from] = to
  }

  /// `143`, `143:1`
  static func remap(_ options: inout Options, _ word: CString?) throws(Refusal) {
    let parts = (word?.text ?? "").split(separator: ":", omittingEmptySubsequences: false)
    let codes = parts.compactMap { UInt8($0) }.map { Int32($0) }
    guard codes.count == parts.count, (1...2).contains(codes.count) else { throw .noCode(word) }
    options.duty.codes.map(codes[0], to: codes.count == 2 ? codes[1] : 0)
  }
}

extension CString? {
  func signal() throws(Refusal) -> Signal {
    guard let signal = Signal(self?.text ?? "") else { throw .unknown(self, "KILL, TERM, 15 …") }
    return signal
  }
}

extension Refusal {
  fileprivate static func noRule(_ word: CString?) -> Refusal {
    let word = word?.text ?? ""
    return Refusal(
      Text(
        en: "\"\(word)\" is not SIGNAL:SIGNAL, such as TERM:QUIT, 15:3, or HUP:0",
        zh: "“\(word)”不是“信号:信号”的形式，例如 TERM:QUIT、15:3 或 HUP:0"))
  }
  fileprivate static func noCode(_ word: CString?) -> Refusal {
    let word = word?.text ?? ""
    return Refusal(
      Text(
        en: "\"\(word)\" is no exit code from 0 to 255, and no pair CODE:CODE",
        zh: "“\(word)”不是 0 到 255 的退出码，也不是“退出码:退出码”"))
  }
}
