internal import Isolation

extension Look {
  /// Reads the session's processes once, and no others.
  convenience init(
    _ session: Session, bindings: [String: Bound], knownMounts: Set<String> = [], since: UInt64 = 0
  ) throws(Errno) {
    let table = try session.table()
    self.init(
      table: table, members: session.members(table), outside: session.outside,
      outsideNamespaces: session.outsideNamespaces, draws: session.draws, bindings: bindings,
      knownMounts: knownMounts, since: since)
    groups = session.sceneGroups
  }
}
