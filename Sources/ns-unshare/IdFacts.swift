import Isolation

/// What this host says of one kind of id.
struct IdFacts: Sendable {
  /// The caller, whom both files of subordinate ids go by: the name, or else the number.
  var name = ""
  /// The caller's, effective.
  var own: UInt32 = 0
  /// What subuid(5) or subgid(5) gives the caller first.
  var subordinate: SubordinateIds?
  /// The map of the user namespace that the caller is in.
  var here = IdMap()
  /// Whether the caller may write any id of that one into a map: CAP_SETUID or CAP_SETGID.
  var isPrivileged = false

  /// Reads no more than the request needs.
  init(_ kind: IdKind, for request: IdRequest) {
    guard request.single != nil || !request.blocks.isEmpty else { return }
    let me = Credentials.current
    own = kind == .user ? me.user : me.group
    isPrivileged = Credentials.mayMap(kind)
    if request.blocks.contains(.all) {
      here = IdMap(reading: (try? readFile(CString("/proc/self/" + kind.mapFile))) ?? "")
    }
    guard request.blocks.contains(where: \.asksForSubordinates) else { return }
    let text = (try? readFile(kind.subordinateFile)) ?? ""
    let name = UserDatabase.users.name(of: me.user)
    self.name = name ?? "\(me.user)"
    subordinate = SubordinateIds.all(of: me.user, named: name, in: text).first
  }

  init(own: UInt32 = 0) { self.own = own }
}

extension IdRequest {
  /// The one line that anybody may write.
  func line(_ facts: IdFacts) -> IdRange? {
    switch single {
    case .id(let id): IdRange(inside: id, outside: facts.own, count: 1)
    case .current: IdRange(inside: facts.own, outside: facts.own, count: 1)
    case nil: nil
    }
  }

  /// All lines; nil where nothing is asked for.
  func map(_ facts: IdFacts) -> IdMap? {
    let mine = line(facts)
    guard mine != nil || !blocks.isEmpty else { return nil }
    var movable: Set<IdRange> = []
    let ranges: [IdRange] = blocks.flatMap { block -> [IdRange] in
      let first = facts.subordinate?.first ?? 0, count = facts.subordinate?.count ?? 0
      switch block {
      case .range(let range): return [range]
      case .subordinate: return [IdRange(inside: first, outside: first, count: count)]
      case .all:
        return facts.here.ranges.map { IdRange(inside: $0.inside, outside: $0.inside, count: $0.count) }
      case .auto:
        let range = IdRange(inside: 0, outside: first, count: count)
        movable.insert(range)
        return [range]
      }
    }
    var map = IdMap(ranges)
    if let mine { map.insert(mine) { movable.contains($0) } }
    return map
  }
}
