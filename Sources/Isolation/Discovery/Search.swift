internal import CLinux

/// A census under way. Each place to look is a file of this folder.
struct Search: ~Copyable {
  let depth: SearchDepth
  let proc: Descriptor
  /// The kinds looked for, each with its file in /proc/PID/ns.
  let kinds: [(kind: NamespaceKind, file: CString)]
  /// Of the file system that all namespace files are in. Links do not tell it.
  let device: UInt64
  /// The caller, whose own open files come from looking.
  let me = cl_getpid()
  var link = LinkBuffer()
  private(set) var records: [NamespaceRecord] = []
  private var places: [UInt64: Int] = [:]
  /// Whether owner and parent are known, or known not to be shown.
  private var isRelated: [Bool] = []
  var unreadable = 0
  /// The network namespace of each socket: several processes may hold the same one.
  var sockets: [UInt64: UInt64] = [:]

  init(_ depth: SearchDepth, _ kinds: NamespaceKinds, in path: CString) throws(Errno) {
    self.depth = depth
    self.kinds = kinds.ordered.map { ($0, CString($0.name)) }
    proc = try Descriptor(opening: path)
    device = (try? FileIdentity(of: path + "/self/ns/mnt"))?.device ?? 0
  }

  /// Where the record of a namespace is; makes one the first time.
  mutating func place(of kind: NamespaceKind, _ number: UInt64) -> Int {
    if let known = places[number] { return known }
    places[number] = records.count
    records.append(NamespaceRecord(namespace(kind, number)))
    isRelated.append(false)
    return records.count - 1
  }

  func namespace(_ kind: NamespaceKind, _ number: UInt64) -> Namespace {
    Namespace(kind, FileIdentity(device: device, inode: number))
  }

  mutating func add(_ pid: Int32, at place: Int) { records[place].processes.append(pid) }

  mutating func add(_ keeper: Keeper, to kind: NamespaceKind, _ number: UInt64) {
    records[place(of: kind, number)].keepers.append(keeper)
  }

  mutating func change(_ place: Int, _ body: (inout NamespaceRecord) -> Void) { body(&records[place]) }

  /// Whether this is the first time that its relations are asked for.
  mutating func beginsRelation(of place: Int) -> Bool {
    guard !isRelated[place] else { return false }
    isRelated[place] = true
    return true
  }

  func isWanted(_ kind: NamespaceKind) -> Bool { kinds.contains { $0.kind == kind } }
}
