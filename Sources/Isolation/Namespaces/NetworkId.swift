internal import CLinux

/// By what number the caller's network namespace knows another. RTM_GETNSID of rtnetlink(7)
public enum NetworkId: Hashable, Sendable {
  case unassigned
  case assigned(Int32)
}

extension NetworkId: CustomStringConvertible {
  /// As lsns(8) and ip-link(8) call it.
  public var description: String {
    switch self {
    case .unassigned: "unassigned"
    case .assigned(let number): String(number)
    }
  }
}

extension NamespaceFile {
  /// RTM_GETNSID, of a network namespace; nil where it cannot be told. rtnetlink(7)
  public var networkId: NetworkId? {
    var id: Int32 = 0
    guard unsafe cl_network_id(descriptor.raw, &id) == 0 else { return nil }
    return id < 0 ? .unassigned : .assigned(id)
  }
}
