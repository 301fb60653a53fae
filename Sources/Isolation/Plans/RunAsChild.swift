extension Plan {
  /// Whether vfork(2) works after its steps.
  var allowsVfork: Bool { steps.allSatisfy { $0.action.allowsVfork } }

  /// Runs a command as a child and waits for it, by a vfork where that is possible.
  public mutating func runAsChild(_ command: Command, because why: Text? = nil, wait: Wait = Wait(.child)) {
    if allowsVfork {
      add(Spawn(.child, command), because: why)
    } else {
      add(Fork(.child), because: why)
      add(Exec(command), by: .child)
    }
    add(wait)
  }
}
