internal import Isolation

extension Look {
  /// Reads /proc once.
  convenience init(_ session: Session, bindings: [String: Bound]) throws(Errno) {
    let table = try ProcessTable()
    self.init(
      table: table, members: session.members(table), outside: session.outside,
      outsideNamespaces: session.outsideNamespaces, draws: session.draws, bindings: bindings)
  }
}
