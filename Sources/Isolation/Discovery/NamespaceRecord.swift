/// A namespace that was found, and all that was learned of it.
public struct NamespaceRecord: Hashable, Sendable {
  public let namespace: Namespace
  /// Those that are in it, the lowest pid first.
  public internal(set) var processes: [Int32] = []
  /// What else keeps it, in the order of finding.
  public internal(set) var keepers: [Keeper] = []
  /// The user namespace whose capabilities count here; nil where the kernel does not show it.
  public internal(set) var owner: Namespace?
  /// The one it is nested in: pid and user namespaces only.
  public internal(set) var parent: Namespace?
  /// The user who made it: user namespaces only. NS_GET_OWNER_UID of ioctl_ns(2)
  public internal(set) var creator: UInt32?
  /// Of a network namespace, if that was asked for.
  public internal(set) var networkId: NetworkId?

  init(_ namespace: Namespace) { self.namespace = namespace }

  /// A file that leads to it, if there is one.
  public var path: CString? {
    let first = processes.first.map { Keeper.process($0) }
    for keeper in (first.map { [$0] } ?? []) + keepers {
      guard let way = keeper.way(to: namespace.kind) else { continue }
      return way.isAbsolute ? way : "/proc/" + way
    }
    return nil
  }
}
