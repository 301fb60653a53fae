internal import Isolation

/// Shells beside the learner's, in which the lab types by itself when it rebuilds a scene.
final class KeptShells {
  private var shells: [String: DrivenShell] = [:]

  func end() { shells = [:] }

  /// Whether it came to its prompt again. `outside` can be had at any time, other names only after
  /// something has opened them.
  func type(
    _ line: String, in name: String, opening opens: String?, _ session: Session, before deadline: Int64
  ) throws(LabError) -> Bool {
    if shells[name] == nil, name == "outside" {
      shells[name] = try DrivenShell(in: session, language: .english, deadline: deadline)
    }
    guard let shell = shells[name], shell.type(line, before: deadline) != nil else { return false }
    if let opens {
      shells[name] = nil
      shells[opens] = shell
    }
    return true
  }
}

extension Session {
  /// Types a line into a shell that the lab keeps.
  public func type(
    _ line: String, in shell: String, opening opens: String?, before deadline: Int64
  ) throws(LabError) -> Bool {
    try kept.type(line, in: shell, opening: opens, self, before: deadline)
  }
}
