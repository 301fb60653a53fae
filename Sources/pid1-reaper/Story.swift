import Console
import Isolation
import Supervision

/// Tells a person what the init does, a line an event.
struct Story: Sendable {
  let tool: String
  let language: Language
  let output: Log
  /// Nothing but what is adopted, as a warning.
  let onlyOrphans: Bool

  func hears(_ event: Event) {
    if onlyOrphans {
      // As tini words it: there are programs that look for it.
      if let pid = event.orphan { output.write("\(tool): Reaped zombie process with pid=\(pid)\n") }
      return
    }
    output.write("\(tool): \(event.text.in(language))\n")
  }
}

extension Options {
  /// Whether anybody wants to know.
  var tells: Bool { !dryRun && (explain || json || warnsOfOrphans) }

  /// Who is told.
  func witness(of tool: String, in language: Language, to log: Log?) -> Witness {
    guard tells, let log else { return .nobody }
    if json { return .somebody(Records(output: log).hears) }
    return .somebody(Story(tool: tool, language: language, output: log, onlyOrphans: !explain).hears)
  }
}

extension Event {
  /// A process that has ended and that the init has not begun.
  fileprivate var orphan: Int32? {
    if case .reaped(let who, _, isCommand: false) = self { return who.pid }
    return nil
  }

  var text: Text {
    switch self {
    case .began(let who): Text(en: "runs \(who.words)", zh: "运行 \(who.words)")
    case .adopted(let who):
      Text(en: "adopts \(who.words), whose parent has ended", zh: "收养 \(who.words)：它的父进程已经结束")
    case .reaped(let who, let ending, let isCommand):
      Text(
        en: "reaps \(who.words): \(ending.text.in(.english))" + (isCommand ? "; it was the command" : ""),
        zh: "回收 \(who.words)：\(ending.text.in(.chinese))" + (isCommand ? "；它就是所运行的命令" : ""))
    case .stopped(let who, let signal):
      Text(en: "\(who.words) is stopped by \(signal)", zh: "\(who.words) 被 \(signal) 暂停")
    case .woken(let who):
      Text(
        en: "\(who.words) goes on, since nobody here could continue it", zh: "让 \(who.words) 继续：这里没有别人能恢复它")
    case .forwarded(let signal, let other, let recipient, let count):
      Text(
        en: "passes \(signal) on to \(recipient.text.in(.english))" + (signal == other ? "" : ", as \(other)")
          + (count == 0 ? ": nobody was there" : ""),
        zh: "把 \(signal) 转发给\(recipient.text.in(.chinese))" + (signal == other ? "" : "，换成 \(other)")
          + (count == 0 ? "：没有接收者" : ""))
    case .dropped(let signal): Text(en: "drops \(signal)", zh: "丢弃 \(signal)")
    case .parentEnded: Text(en: "the parent has ended", zh: "父进程已经结束")
    case .ending(let count, let signal):
      Text(en: "sends \(signal) to \(count) left", zh: "向留下的 \(count) 个进程发送 \(signal)")
    case .unkillable(let count):
      Text(
        en: "\(count) left that sleep in the kernel: SIGKILL waits",
        zh: "还有 \(count) 个进程在内核中不可中断地睡眠：SIGKILL 只能等待")
    case .zombies(let zombies):
      Text(
        en: "\(zombies.words) ended, but the parent lives and does not ask: no init can reap that",
        zh: "\(zombies.words) 已经结束，但父进程还在且没有回收它们：init 也无能为力")
    case .ended(let status, let tally):
      Text(
        en:
          "ends with \(status): adopted \(tally.adopted), reaped \(tally.reaped), passed on \(tally.forwarded) "
          + (tally.forwarded == 1 ? "signal" : "signals"),
        zh: "以 \(status) 结束：收养 \(tally.adopted) 个，回收 \(tally.reaped) 个，转发 \(tally.forwarded) 次信号")
    }
  }
}

extension Event.Named {
  /// `42 "worker"`
  fileprivate var words: String { name.isEmpty ? "\(pid)" : "\(pid) \(CString(name))" }
}

extension [Event.Zombie] {
  /// `43 "job" (parent 42 "server")`
  fileprivate var words: String {
    map { "\($0.zombie.words) (parent \($0.parent.words))" }.joined(separator: ", ")
  }
}

extension Ending {
  fileprivate var text: Text {
    switch self {
    case .exited(let status): Text(en: "exited with \(status)", zh: "以 \(status) 退出")
    case .killed(let signal):
      Text(en: "killed by \(Signal(number: signal))", zh: "被 \(Signal(number: signal)) 杀死")
    }
  }
}

extension Duty.Recipient {
  fileprivate var text: Text {
    switch self {
    case .child: Text(en: "the command", zh: "命令")
    case .group: Text(en: "the command's group", zh: "命令的进程组")
    case .all: Text(en: "all", zh: "所有进程")
    }
  }
}
