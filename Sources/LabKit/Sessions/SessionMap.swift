internal import CLinux
internal import Isolation

/// The processes of a session as a tree, each with the namespaces that it does not share with the one
/// that began it.
public struct SessionMap: Hashable, Sendable {
  public struct Place: Hashable, Sendable {
    public let pid: Int32
    public let name: String
    public let parent: Int32
    /// Its pids, from that of the lab inwards.
    public let levels: [Int32]
    /// What is new here: `pid:[4026532301]`.
    public let new: [String]
    public let children: [Place]
  }
  /// The shells outside, with all that has come of them.
  public let places: [Place]
}

extension Session {
  /// As it is now; empty where /proc cannot be read.
  public func map() -> SessionMap {
    guard let table = try? table() else { return SessionMap(places: []) }
    let members = members(table)
    let pids = Set(members.map(\.pid)), me = [cl_getpid()] + guests
    func place(_ process: ProcessStatus, in outer: [NamespaceKind: Namespace]) -> SessionMap.Place {
      var own = outer, new: [String] = []
      for kind in NamespaceKind.allCases {
        guard let namespace = try? Namespace(kind, of: process.pid), namespace != outer[kind] else {
          continue
        }
        own[kind] = namespace
        new.append("\(namespace)")
      }
      let children = members.filter { $0.parent == process.pid }
      return SessionMap.Place(
        pid: process.pid, name: process.name, parent: process.parent, levels: process.levels, new: new,
        children: children.map { place($0, in: own) })
    }
    // The lab's own programs are no part of the picture.
    let roots = members.filter {
      !me.contains($0.pid) && (me.contains($0.parent) || !pids.contains($0.parent))
    }
    return SessionMap(places: roots.map { place($0, in: outsideNamespaces) })
  }
}
