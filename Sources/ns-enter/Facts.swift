import Isolation

/// What a plan depends on besides the options. It is read once, and no more of it than they need.
///
/// The target may end, and its number come to mean another, between this and `pidfd_open`: then
/// what is entered is still that one process's, but the order may be wrong, and setns(2) refuses.
struct Facts: Sendable {
  enum State: Sendable { case alive, ended, missing }

  var state: State = .alive
  /// The namespaces that the caller is in.
  var own: [NamespaceKind: FileIdentity] = [:]
  /// Those that the target is in, or that the files stand for.
  var entered: [NamespaceKind: FileIdentity] = [:]
  /// For each of them the user namespace that owns it, and the ancestors of that one, as far as the
  /// kernel shows them to the caller.
  var owners: [NamespaceKind: [FileIdentity]] = [:]
  /// What the named files are; no entry for what is no namespace.
  var fileKinds: [NamespaceKind: NamespaceKind] = [:]
  /// Whether setgroups(2) is forbidden in the user namespace of the target, or may be.
  var deniesSetgroups = false
  /// Whether the caller may change its groups where it is now.
  var mayDropGroups = true
}

extension Facts {
  /// Reads /proc/PID and the files.
  init(for options: Options) throws(KernelError) {
    if let pid = options.target { try look(at: pid) }
    for (kind, source) in options.kinds {
      if case .file(let file) = source { fileKinds[kind] = try? NamespaceFile(opening: file).kind() }
    }
    guard state == .alive, options.all || options.kinds[.user] != nil else { return }
    for kind in NamespaceKind.allCases where options.all || options.kinds[kind] != nil {
      own[kind] = try? FileIdentity(of: CString("/proc/self/ns/\(kind.name)"))
      entered[kind] = try? FileIdentity(of: options.file(of: kind))
    }
    // Who owns what, and what is allowed inside, matters only when a user namespace is entered.
    guard let user = entered[.user], user != own[.user] else { return }
    for kind in entered.keys where kind != .user {
      owners[kind] = (try? NamespaceFile(opening: options.file(of: kind)).owners()) ?? []
    }
    if options.isTargets(.user), let pid = options.target {
      deniesSetgroups = (try? readLine(CString("/proc/\(pid)/setgroups"))) == SetgroupsRule.deny.rawValue
      if deniesSetgroups { mayDropGroups = Credentials.mayDropGroups }
    } else {
      // A file does not tell: better out here, if it is allowed out here.
      mayDropGroups = Credentials.mayDropGroups
      deniesSetgroups = mayDropGroups
    }
  }

  private mutating func look(at pid: Int32) throws(KernelError) {
    // A zombie is still listed, but has no namespaces.
    let file = CString("/proc/\(pid)/ns/mnt")
    do throws(Errno) { _ = try FileIdentity(of: file) } catch {
      guard [.noEntry, .noProcess].contains(error) else { throw KernelError("stat(\(file))", error) }
      state = (try? FileIdentity(of: CString("/proc/\(pid)"))) == nil ? .missing : .ended
    }
  }
}

extension Options {
  /// What stands for the namespace of that kind that is to be entered.
  func file(of kind: NamespaceKind) -> CString {
    if case .file(let file) = kinds[kind] { return file }
    return CString("/proc/\(target ?? 0)/ns/\(kind.name)")
  }
}
