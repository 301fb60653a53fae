internal import Isolation

/// One thing done otherwise than the author wrote: a check must notice.
public struct Alteration: Hashable, Sendable {
  public enum Change: Hashable, Sendable {
    /// The command is left out.
    case omitted
    /// It makes or enters another kind of namespace.
    case kind(String)
    /// What was drawn is replaced by another value.
    case draw(String)
  }
  /// Of the lab, and of its commands.
  public let step: Int
  public let command: Int
  public let change: Change
  /// `without "hostname ${name}"`
  public let label: String
}

extension Lab {
  /// What a check must notice: each command that changes something left out, with another kind of namespace, and
  /// with another value.
  public var alterations: [Alteration] {
    steps.indices.flatMap { step in
      steps[step].commands.indices.filter { !steps[step].commands[$0].looks }.flatMap { command in
        let line = steps[step].commands[command].type
        var all = [Alteration(step: step, command: command, change: .omitted, label: "without \"\(line)\"")]
        if let other = line.withOtherNamespace {
          all.append(
            Alteration(step: step, command: command, change: .kind(other), label: "with \"\(other)\""))
        }
        for draw in draws where line.contains("${\(draw.name)}") && draw.canDiffer {
          all.append(
            Alteration(
              step: step, command: command, change: .draw(draw.name),
              label: "with another ${\(draw.name)} in \"\(line)\""))
        }
        return all
      }
    }
  }
}

extension String {
  /// A command that makes a namespace, with another kind in place of the first that it names.
  var withOtherNamespace: String? {
    var words = split(separator: " ", omittingEmptySubsequences: false).map(String.init)
    guard words.contains(where: { ["ns-unshare", "ns-enter", "unshare", "nsenter"].contains($0) }) else {
      return nil
    }
    func kind(_ word: String) -> NamespaceKind? {
      NamespaceKind.allCases.first { "--" + $0.optionName == word }
    }
    guard let place = words.firstIndex(where: { kind($0) != nil }) else { return nil }
    let named = words.compactMap(kind)
    guard let other = [NamespaceKind.uts, .ipc, .net, .cgroup].first(where: { !named.contains($0) }) else {
      return nil
    }
    words[place] = "--" + other.optionName
    return words.joined(separator: " ")
  }
}

extension Draw {
  var canDiffer: Bool { other(than: value()) != nil }

  /// Another value than that; nil where there is none to be had.
  func other(than value: String) -> String? {
    for _ in 0..<64 {
      let other = self.value()
      if other != value { return other }
    }
    return nil
  }
}

extension Alteration.Change {
  /// The command as it is typed instead.
  func applied(to command: LabCommand, in session: Session) -> LabCommand {
    switch self {
    case .kind(let line): return command.typing(line)
    case .draw(let name):
      guard let value = session.draws[name],
        let other = session.lab.draws.first(where: { $0.name == name })?.other(than: value)
      else { return command }
      return command.typing(command.type.filled { $0 == name ? other : "${\($0)}" } ?? command.type)
    case .omitted: return command
    }
  }
}
