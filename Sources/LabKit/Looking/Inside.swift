internal import CLinux
internal import Isolation

/// Reads what only those see who are in a namespace: a helper process goes in and tells.
///
/// The program itself stays where it is, and holds no descriptor of a namespace afterwards.
struct Inside {
  /// Through whom a user namespace can be entered.
  let members: [Int32]

  /// One field of uname(2), as the process sees it.
  func uname(_ field: UnameField, of pid: Int32) throws(Failure) -> String {
    var ends: [Int32] = [-1, -1]
    let report = ReportUname(field: field, descriptor: 0)
    let opened = unsafe cl_pipe(&ends)
    guard opened >= 0 else {
      throw Failure(of: Plan([Step(role: .caller, action: report)]), at: 0, Errno(-opened))
    }
    let reader = Descriptor(raw: ends[0]), writer = Descriptor(raw: ends[1])
    var plan = Plan()
    plan.add(Fork(.helper, holdsSignals: false))
    plan.enterOwner(of: CString("/proc/\(pid)/ns/uts"), through: members, by: .helper)
    plan.add(OpenProcess(pid, as: "target"), by: .helper)
    plan.add(Setns("target", .uts), by: .helper)
    plan.add(ReportUname(field: field, descriptor: writer.raw), by: .helper)
    plan.add(Wait(.helper))
    try plan.run()
    _ = consume writer
    let bytes = (try? reader.readAll()) ?? []
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Tries to start a process in the pid namespace that a file stands for: nil if it worked.
  func fork(into path: CString) throws(Failure) -> Errno? {
    var plan = Plan()
    plan.add(Fork(.helper, holdsSignals: false))
    plan.add(OpenFile(.path(path), as: "namespace"), by: .helper)
    plan.enterOwner(of: path, through: members, by: .helper)
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

/// Writes one field of uname(2) into a pipe.
private struct ReportUname: Action {
  let field: UnameField
  let descriptor: Int32

  var call: String { "uname(...)" }
  var page: String { "uname(2)" }

  func perform(in scene: inout Scene) throws(Errno) {
    let bytes = Array(try field.read().utf8)
    try Errno.check(unsafe cl_write(descriptor, bytes, bytes.count))
  }
}

extension Plan {
  /// Goes into the user namespace that owns a namespace, if that is another than one's own: there
  /// the one who made it has all capabilities.
  fileprivate mutating func enterOwner(of path: CString, through members: [Int32], by role: Role) {
    guard let owner = Self.owner(of: path), owner != (try? Namespace(.user, of: cl_getpid())),
      let member = members.first(where: { (try? Namespace(.user, of: $0)) == owner })
    else { return }
    add(OpenProcess(member, as: "owner"), by: role)
    add(Setns("owner", .user), by: role)
  }

  private static func owner(of path: CString) -> Namespace? {
    do throws(Errno) { return try NamespaceFile(opening: path).owner().namespace() } catch { return nil }
  }
}
