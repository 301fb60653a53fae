internal import CLinux

/// All control groups below one, in all hierarchies, read again and again.
///
/// Each hierarchy is walked once in a round. Groups come and go meanwhile: what has gone is simply not there.
public final class GroupTree {
  public let hierarchies: [Hierarchy]
  /// The topmost that is shown, from the reader's cgroup root.
  public let path: String
  public let root = GroupNode("", below: nil)
  /// What is read of every group.
  public var kinds: ReadingKinds
  /// What is read of some by `read`: the groups that only its hierarchies have are there as well.
  public var kindsOfSome: ReadingKinds = []
  /// How far down; nil for all.
  public var depth: Int?
  /// How many groups there were in the latest round.
  public private(set) var count = 0
  /// Where other file systems are mounted below, from the reader's cgroup root: what is there is no group of the hierarchy, and was not entered.
  public private(set) var foreign: [CString] = []
  private var round = 0
  private var buffer = GroupBuffer()

  public init(_ hierarchies: [Hierarchy], below path: String = "/", kinds: ReadingKinds, depth: Int? = nil) {
    // What version 1 tells comes first: of version 2 every group has a clock, but who uses version 1 is seldom in one.
    self.hierarchies = hierarchies.sorted { $0.version == .one && $1.version == .two }
    self.path = path
    self.kinds = kinds
    self.depth = depth
  }

  /// One round. ENOENT where the topmost group is in no hierarchy.
  public func refresh() throws(Errno) {
    round += 1
    foreign = []
    root.enter(round)
    var failure: Errno?, isThere = false
    let wanted = kinds.union(kindsOfSome)
    let isAble = { (hierarchy: Hierarchy) in
      !ReadingKinds.available(in: hierarchy).isDisjoint(with: wanted)
    }
    // Where none of those that can tell what is wanted has the group, it is there all the same.
    for hierarchy in hierarchies.filter(isAble) + hierarchies.filter({ !isAble($0) }) {
      if isThere, !isAble(hierarchy) { break }
      guard let place = hierarchy.directory(of: path) else { continue }
      let available = ReadingKinds.available(in: hierarchy)
      do throws(Errno) {
        try walk(
          root, GroupFolder(opening: place, hierarchy.version), kinds.intersection(available), 0)
        isThere = true
      } catch { failure = error }
    }
    let groups = root.sweep(round)
    guard isThere else {
      count = 0
      throw failure ?? .noEntry
    }
    count = groups
    root.addWholeHost(kinds, isWhole: path == "/")
  }

  /// Whether the group had anything to say.
  @discardableResult
  private func walk(
    _ node: GroupNode, _ folder: consuming GroupFolder, _ kinds: ReadingKinds, _ level: Int
  ) throws(Errno) -> Bool {
    node.enter(round)
    node.kinds.formUnion(kinds)
    let before = buffer.count
    try node.reading.add(kinds, from: folder, &buffer)
    let hasSpoken = kinds.isEmpty || buffer.count > before
    if let depth, level >= depth { return hasSpoken }
    for name in try folder.children() {
      let child = node.child(name), isNew = !has(child)
      var isGone = false
      do throws(Errno) {
        guard let below = try folder.below(name) else {
          let above = path(of: node)
          foreign.append(above == "/" ? above + name : above + "/" + name)
          continue
        }
        let inode = below.inode
        // Of a group that has gone each file is missing, as if it lacked the controller.
        isGone = try !walk(child, below, kinds, level + 1) && folder.inode(of: name) != inode
      } catch {
        // It has gone between the listing and the look; or it is not ours to see.
        isGone = error == .noEntry || error == .noDevice
        if !isGone { child.fail(error, round) }
      }
      if isGone, isNew { child.leave() }
    }
    return hasSpoken
  }

  /// Reads more of one group than of the others, such as one that is on the screen; once in a round.
  public func read(_ more: ReadingKinds, of node: GroupNode) {
    let missing = more.subtracting(node.kinds)
    guard !missing.isEmpty, node.round == round else { return }
    node.kinds.formUnion(missing)
    for hierarchy in hierarchies {
      let kinds = missing.intersection(.available(in: hierarchy))
      guard !kinds.isEmpty, let place = directory(of: node, in: hierarchy) else { continue }
      do throws(Errno) {
        let folder = try GroupFolder(opening: place, hierarchy.version)
        try node.reading.add(kinds, from: folder, &buffer)
      } catch {}
    }
    if node.parent == nil { node.addWholeHost(missing, isWhole: path == "/") }
  }

  /// Where the group is, or would be, in a hierarchy; nil above or beside what is mounted.
  public func directory(of node: GroupNode, in hierarchy: Hierarchy) -> CString? {
    guard let top = hierarchy.directory(of: path) else { return nil }
    return node.parent == nil ? top : top + node.path
  }

  /// From the reader's cgroup root, whatever is shown as the topmost.
  public func path(of node: GroupNode) -> CString {
    if path == "/" { return node.path }
    return node.parent == nil ? CString(path) : CString(path) + node.path
  }

  /// Whether the latest round has met it.
  public func has(_ node: GroupNode) -> Bool { node.round == round }

  /// The group of that path from the reader's cgroup root; nil where it is not below what is shown, or not there.
  public func node(at wanted: String) -> GroupNode? {
    let top = path == "/" ? "" : path
    guard wanted == path || wanted.hasPrefix(top + "/") else { return nil }
    return wanted.dropFirst(top.utf8.count).split(separator: "/").reduce(root as GroupNode?) {
      $0?.existingChild(CString(String($1)))
    }
  }
}
