import Isolation

/// What is entered together, with the rights of one user namespace.
struct Stage: Equatable {
  /// How many levels above the user namespace that is to be entered; nil: with the rights one has before,
  /// or those of that one itself.
  var through: Int?
  var kinds: NamespaceKinds

  /// What is left open as a descriptor of it.
  static func name(_ level: Int) -> String { level == 0 ? NamespaceKind.user.name : "user+\(level)" }
}

extension Options {
  /// Whether it comes from the target by its pidfd.
  func isTargets(_ kind: NamespaceKind) -> Bool {
    kinds[kind, default: .target] == .target && !(kind == .user && userParent)
  }

  /// What is to be entered, and when: each namespace asks for CAP_SYS_ADMIN in the user namespace
  /// that owns it. To enter a user namespace gives all capabilities in it and in its descendants,
  /// and takes those outside it away. So what it owns, or a descendant of it, comes after it, for an
  /// ordinary user has no other way; and all else comes before, since afterwards even root has none.
  /// What belongs to a user namespace in between, as in a sandbox that made two, is entered from there.
  func stages(by facts: Facts) -> [Stage] {
    let wanted = wanted(by: facts)
    guard wanted.contains(.user), let user = facts.entered[.user] else {
      return wanted.isEmpty ? [] : [Stage(kinds: wanted)]
    }
    let levels = [user] + facts.between
    var stages: [Stage] = [Stage(through: nil, kinds: .user)]
    var before = NamespaceKinds()
    for kind in wanted.subtracting(.user).ordered {
      // The first of those that own it, from the inside: entering that one gives the right.
      let level = levels.firstIndex { facts.owners[kind]?.contains($0) == true }
      switch level {
      case nil: before.insert(NamespaceKinds(kind))
      case 0?: stages[0].kinds.insert(NamespaceKinds(kind))
      case let level?: add(NamespaceKinds(kind), through: level, to: &stages)
      }
    }
    let inner = stages.removeFirst()
    stages.sort { ($0.through ?? 0) > ($1.through ?? 0) }
    return (before.isEmpty ? [] : [Stage(kinds: before)]) + stages + [inner]
  }

  private func add(_ kind: NamespaceKinds, through level: Int, to stages: inout [Stage]) {
    if let found = stages.firstIndex(where: { $0.through == level }) {
      stages[found].kinds.formUnion(kind)
    } else {
      stages.append(Stage(through: level, kinds: kind))
    }
  }

  private func wanted(by facts: Facts) -> NamespaceKinds {
    var wanted: NamespaceKinds = userParent ? .user : []
    for kind in NamespaceKind.allCases {
      if kinds[kind] != nil { wanted.insert(NamespaceKinds(kind)) }
      // No identity: the kernel does not have this kind.
      if all, let entered = facts.entered[kind], entered != facts.own[kind] {
        wanted.insert(NamespaceKinds(kind))
      }
    }
    return wanted
  }
}
