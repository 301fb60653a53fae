import Console
import Isolation
import Supervision

/// Tells a program what the init does: a JSON object a line.
struct Records: Sendable {
  let output: Log

  func hears(_ event: Event) { output.write(JSON.object(event.members).line) }
}

extension Event {
  var members: [JSON.Member] {
    func members(_ name: String, _ rest: JSON.Member...) -> [JSON.Member] {
      [.init("event", .string(name))] + rest
    }
    switch self {
    case .began(let who): return members("began") + who.members
    case .adopted(let who): return members("adopted") + who.members
    case .reaped(let who, let ending, let isCommand):
      return members("reaped") + who.members + ending.members + [.init("command", .bool(isCommand))]
    case .stopped(let who, let signal):
      return members("stopped") + who.members + [.init("signal", signal.json)]
    case .woken(let who): return members("woken") + who.members
    case .forwarded(let signal, let other, let recipient, let count):
      return members(
        "forwarded", .init("signal", signal.json), .init("as", other.json),
        .init("to", .string(recipient.word)),
        .init("count", .number(UInt64(count))))
    case .dropped(let signal): return members("dropped", .init("signal", signal.json))
    case .parentEnded: return members("parent-ended")
    case .ending(let count, let signal):
      return members("ending", .init("count", .number(UInt64(count))), .init("signal", signal.json))
    case .unkillable(let count): return members("unkillable", .init("count", .number(UInt64(count))))
    case .zombies(let zombies):
      let all = zombies.map { JSON.object($0.zombie.members + [.init("parent", .object($0.parent.members))]) }
      return members("zombies", .init("zombies", .array(all)))
    case .ended(let status, let tally):
      return members(
        "ended", .init("status", .number(UInt64(status))), .init("adopted", .number(UInt64(tally.adopted))),
        .init("reaped", .number(UInt64(tally.reaped))), .init("forwarded", .number(UInt64(tally.forwarded))))
    }
  }
}

extension Event.Named {
  fileprivate var members: [JSON.Member] {
    [.init("pid", .number(UInt64(pid))), .init("name", name.isEmpty ? .null : .string(name))]
  }
}

extension Ending {
  fileprivate var members: [JSON.Member] {
    switch self {
    case .exited(let status): [.init("exit", .number(UInt64(status))), .init("signal", .null)]
    case .killed(let signal): [.init("exit", .null), .init("signal", Signal(number: signal).json)]
    }
  }
}

extension Signal {
  fileprivate var json: JSON { .string(description) }
}

extension Duty.Recipient {
  fileprivate var word: String {
    switch self {
    case .child: "child"
    case .group: "group"
    case .all: "all"
    }
  }
}
