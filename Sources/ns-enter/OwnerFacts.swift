import Isolation

extension Facts {
  /// Who owns what, and what is allowed inside: it matters only when a user namespace is entered.
  mutating func readOwners(_ options: Options) throws(KernelError) {
    for kind in NamespaceKind.allCases where options.isMentioned(kind) {
      own[kind] = try? FileIdentity(of: CString("/proc/self/ns/\(kind.name)"))
      entered[kind] = try? open(kind, options).namespace().identity
    }
    if options.userParent {
      do throws(Errno) { entered[.user] = try open(.user, options).namespace().identity } catch {
        throw KernelError("ioctl(<\(options.whoseParent)>, NS_GET_USERNS)", error)
      }
    }
    guard let user = entered[.user], user != own[.user] else { return }
    for kind in entered.keys where kind != .user {
      owners[kind] = (try? open(kind, options).owners()) ?? []
    }
    between = readBetween(options)
    if let pid = options.target, options.isTargets(.user), !options.userParent {
      deniesSetgroups = (try? readLine(CString("/proc/\(pid)/setgroups"))) == SetgroupsRule.deny.rawValue
      if deniesSetgroups { mayDropGroups = Credentials.mayDropGroups }
    } else {
      // A file does not tell: better out here, if it is allowed out here.
      mayDropGroups = Credentials.mayDropGroups
      deniesSetgroups = mayDropGroups
    }
  }

  /// None where the caller's own is not among its ancestors.
  private func readBetween(_ options: Options) -> [FileIdentity] {
    guard let all = try? open(.user, options).owners(), let mine = all.firstIndex(where: { $0 == own[.user] })
    else { return [] }
    return Array(all[..<mine])
  }

  private func open(_ kind: NamespaceKind, _ options: Options) throws(Errno) -> NamespaceFile {
    if kind == .user, options.userParent {
      return try NamespaceFile(opening: options.path(to: options.whoseParent, self)).owner()
    }
    if case .socket(let fd) = options.kinds[kind] {
      return try Pidfd(options.target ?? 0).networkOfSocket(fd)
    }
    return try NamespaceFile(opening: options.path(to: kind, self))
  }
}

extension Options {
  /// Whether a user namespace is to be entered that is named.
  var entersUser: Bool { userParent || kinds[.user] != nil }

  func isMentioned(_ kind: NamespaceKind) -> Bool {
    all || kinds[kind] != nil || userParent && kind == .user
  }

  /// As nsenter(1) has it: of a user namespace that is named, else of the target's, else of the one that
  /// owns what else is named.
  var whoseParent: NamespaceKind {
    if kinds[.user] != nil || target != nil { return .user }
    return NamespaceKind.allCases.first { kinds[$0] != nil } ?? .user
  }

  /// What stands for the namespace of that kind.
  func path(to kind: NamespaceKind, _ facts: Facts) -> CString {
    switch kinds[kind] {
    case .file(let file): file
    case .number: facts.paths[kind] ?? ""
    case .target, .socket, nil: CString("/proc/\(target ?? 0)/ns/\(kind.name)")
    }
  }
}
