internal import CLinux

/// Reads what only those see who are in a namespace: a helper process goes in and tells.
///
/// The program itself stays where it is, and holds no descriptor of a namespace afterwards.
public enum Inside {
  /// What is told by a process in the namespace that the file stands for.
  public static func tell(
    _ telling: some Telling, in kind: NamespaceKind, at path: CString
  ) throws(Failure) -> String {
    // Not a pipe: nobody reads before the helper has ended, and a pipe holds but 64 kB.
    let file = cl_memory_file()
    let report = Report(telling: telling, descriptor: file)
    guard file >= 0 else {
      throw Failure(of: Plan([Step(role: .caller, action: report)]), at: 0, Errno(-file))
    }
    let told = Descriptor(raw: file)
    var plan = Plan()
    plan.add(Fork(.helper, holdsSignals: false))
    plan.openAndEnter(kind, at: path, by: .helper)
    plan.add(report, by: .helper)
    plan.add(Wait(.helper))
    try plan.run()
    _ = cl_rewind(told.raw)
    return String(decoding: (try? told.readAll()) ?? [], as: UTF8.self)
  }

  /// What a program writes when it is run in the namespace that the file stands for, and how it ends.
  public static func run(
    _ command: Command, in kind: NamespaceKind, at path: CString
  ) throws(Failure) -> (output: String, ending: Ending?) {
    let file = cl_memory_file()
    let redirect = RedirectOutput(to: file)
    guard file >= 0 else {
      throw Failure(of: Plan([Step(role: .caller, action: redirect)]), at: 0, Errno(-file))
    }
    let told = Descriptor(raw: file)
    var plan = Plan()
    plan.add(Fork(.helper, holdsSignals: false))
    plan.openAndEnter(kind, at: path, by: .helper)
    plan.add(redirect, by: .helper)
    plan.add(Exec(command), by: .helper)
    plan.add(Wait(.helper))
    let ending = try plan.run().ending
    _ = cl_rewind(told.raw)
    return (String(decoding: (try? told.readAll()) ?? [], as: UTF8.self), ending)
  }

  /// Tries to start a process in the pid namespace that a file stands for: nil if it worked.
  public static func fork(into path: CString) throws(Failure) -> Errno? {
    var plan = Plan()
    plan.add(Fork(.helper, holdsSignals: false))
    plan.openAndEnterOwner(of: path, by: .helper)
    plan.add(Setns("namespace", .pid), by: .helper)
    plan.add(Fork(.child, holdsSignals: false), by: .helper)
    plan.add(Wait(.child), by: .helper)
    plan.add(Wait(.helper))
    do throws(Failure) {
      try plan.run()
      return nil
    } catch {
      guard let fork = error.step.action as? Fork, fork.role == .child else { throw error }
      return error.errno
    }
  }
}

/// Writes what is told into a file.
private struct Report<Told: Telling>: Action, Equatable {
  let telling: Told
  let descriptor: Int32

  var call: String { telling.call }
  var page: String { telling.page }

  func perform(in scene: inout Scene) throws(Errno) {
    let bytes = Array(try telling.tell().utf8)
    let written = try Errno.check(unsafe cl_write(descriptor, bytes, bytes.count))
    if written < bytes.count { throw .noSpace }
  }
}

/// What the process writes goes to a file. dup2(2)
private struct RedirectOutput: Action, Equatable {
  let descriptor: Int32
  init(to descriptor: Int32) { self.descriptor = descriptor }

  var call: String { "dup2(\(descriptor), 1); dup2(\(descriptor), 2)" }
  var page: String { "dup2(2)" }

  func perform(in scene: inout Scene) throws(Errno) { try Errno.check(cl_redirect_output(descriptor)) }
}
