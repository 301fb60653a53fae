internal import CLinux

extension Search {
  /// Owner and parent of each namespace, and of those that are found thereby.
  mutating func searchRelations() {
    guard !depth.isDisjoint(with: [.relations, .networkIds]) else { return }
    var next = 0
    // More are added meanwhile.
    while next < records.count {
      open(next)
      next += 1
    }
  }

  private mutating func open(_ place: Int) {
    let record = records[place]
    let kind = record.namespace.kind
    // A process may have ended or moved; the next one may have not.
    for keeper in record.processes.prefix(3).map({ Keeper.process($0) }) + record.keepers {
      guard let way = keeper.way(to: kind) else { continue }
      do throws(Errno) {
        let file = try open(way, isLink: keeper.isOwnLink)
        guard try file.descriptor.identity() == record.namespace.identity else { continue }
        relate(place, through: file)
        return
      } catch { continue }
    }
  }

  /// What lies at a path in somebody else's mounts may be anything, and to open a pipe or a device
  /// has effects: so it is looked at before it is opened.
  private func open(_ way: CString, isLink: Bool) throws(Errno) -> NamespaceFile {
    if isLink { return NamespaceFile(try proc.open(way)) }
    let place = try proc.place(way)
    guard try place.identity().device == device else { throw .invalid }
    return NamespaceFile(try proc.open(CString("self/fd/\(place.raw)")))
  }

  /// Follows the kernel's own links, which need no path: NS_GET_USERNS, NS_GET_PARENT.
  mutating func relate(_ place: Int, through file: borrowing NamespaceFile) {
    guard beginsRelation(of: place) else { return }
    let kind = records[place].namespace.kind
    if kind == .net, depth.contains(.networkIds) {
      let id = file.networkId
      change(place) { $0.networkId = id }
    }
    guard depth.contains(.relations) else { return }
    if kind == .user {
      let creator = try? file.creator()
      change(place) { $0.creator = creator }
    }
    do throws(Errno) {
      let owner = try file.owner()
      let namespace = try note(owner, as: .user)
      change(place) {
        $0.owner = namespace
        // A user namespace is owned by the one it is nested in.
        if kind == .user { $0.parent = namespace }
      }
    } catch {}
    guard kind == .pid else { return }
    do throws(Errno) {
      let parent = try file.parent()
      let namespace = try note(parent, as: .pid)
      change(place) { $0.parent = namespace }
    } catch {}
  }

  /// A namespace that a relation led to, with its own relations.
  private mutating func note(
    _ file: borrowing NamespaceFile, as kind: NamespaceKind
  ) throws(Errno) -> Namespace {
    let number = try file.descriptor.identity().inode
    relate(place(of: kind, number), through: file)
    return namespace(kind, number)
  }
}

extension Keeper {
  /// Whether its way is a link of /proc that the kernel follows to a namespace and nowhere else.
  fileprivate var isOwnLink: Bool {
    switch self {
    case .process, .thread, .forChildren: true
    default: false
    }
  }
}
