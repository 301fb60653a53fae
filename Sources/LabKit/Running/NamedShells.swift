internal import Isolation

/// The shells that a rehearsal types into, by the names that the lab gives them.
final class NamedShells {
  private let session: Session
  private let language: Language
  private let patience: () -> Int64
  private var shells: [String: DrivenShell] = [:]

  /// `patience`: until when a shell may take to answer, as it is now.
  init(in session: Session, language: Language, patience: @escaping () -> Int64) throws(LabError) {
    self.session = session
    self.language = language
    self.patience = patience
    _ = try shell("outside")
  }

  /// The shell of that name. `outside` can be had again: it is a further terminal in the scene.
  func shell(_ name: String) throws(LabError) -> DrivenShell? {
    if let shell = shells[name] { return shell }
    guard name == "outside" else { return nil }
    let shell = try DrivenShell(in: session, language: language, deadline: patience())
    shells[name] = shell
    return shell
  }

  /// What a command opens has its name from now on.
  func opened(by command: LabCommand, in shell: DrivenShell) {
    guard let opens = command.opens else { return }
    shells[opens] = shell
    // The terminal belongs to the new shell now; who needs the old one gets another terminal.
    shells[command.shell] = nil
  }

  /// The command was left out: as a learner who forgot it would, what comes next is typed into the shell that
  /// is there.
  func omitted(_ command: LabCommand) throws(LabError) {
    if let opens = command.opens { shells[opens] = try shell(command.shell) }
  }
}
