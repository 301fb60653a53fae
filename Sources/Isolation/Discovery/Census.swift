internal import CLinux

/// The namespaces of a host, at about one moment.
///
/// A process that ends meanwhile is no error. No descriptor is held afterwards, so nothing is kept
/// alive by having been found.
public struct Census: Sendable {
  /// By number, the lowest first.
  public let records: [NamespaceRecord]
  /// How many processes did not show all that was asked for: EACCES, EPERM.
  public let unreadable: Int
  /// Where a namespace's record is.
  private let places: [UInt64: Int]

  /// ENOENT where /proc is not mounted.
  public init(
    _ depth: SearchDepth = .plain, kinds: NamespaceKinds = .all, proc: CString = "/proc"
  ) throws(Errno) {
    var search = try Search(depth, kinds, in: proc)
    try search.searchProcesses()
    if depth.contains(.mounts) { search.searchOwnMounts() }
    if depth.contains(.foreignMounts) { search.searchForeignMounts() }
    search.searchRelations()
    records = search.records.sorted { $0.namespace.number < $1.namespace.number }
    unreadable = search.unreadable
    places = Dictionary(uniqueKeysWithValues: records.enumerated().map { ($1.namespace.number, $0) })
  }

  /// The one of that number, as readlink and lsns show it.
  public subscript(number: UInt64) -> NamespaceRecord? { places[number].map { records[$0] } }

  /// All that keeps it alive: processes, what else holds it, and what is nested in it or owned by it.
  public func keepers(of record: NamespaceRecord) -> [Keeper] {
    let namespace = record.namespace
    let related: [Keeper] = records.compactMap { other in
      if other.parent == namespace { return .child(other.namespace) }
      return other.owner == namespace ? .owned(other.namespace) : nil
    }
    return record.processes.map { .process($0) } + record.keepers + related
  }
}
