internal import Isolation

/// Shells beside the learner's, in which the lab types by itself when it rebuilds a scene.
public final class KeptShells {
  private let session: Session
  private var shells: [String: DrivenShell] = [:]

  public init(in session: Session) { self.session = session }

  /// Lets go of them, before the session ends.
  public func end() { shells = [:] }

  /// Types a line; whether the shell came to its prompt again. `outside` can be had at any time, other names
  /// only after something has opened them.
  public func type(
    _ line: String, in name: String, opening opens: String?, before deadline: Int64
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
