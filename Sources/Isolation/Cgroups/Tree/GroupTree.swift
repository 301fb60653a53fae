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
  /// How far down; nil for all.
  public var depth: Int?
  /// How many groups there were in the latest round.
  public private(set) var count = 0
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
    count = 0
    root.enter(round)
    var failure: Errno?, isThere = false
    for hierarchy in hierarchies {
      let kinds = kinds.intersection(.available(in: hierarchy))
      guard !kinds.isEmpty, let place = hierarchy.directory(of: path) else { continue }
      do throws(Errno) {
        try walk(root, GroupFolder(opening: place, hierarchy.version), kinds, 0)
        isThere = true
      } catch { failure = error }
    }
    root.sweep(round)
    if !isThere { throw failure ?? .noEntry }
    root.addWholeHost(kinds, isWhole: path == "/")
  }

  private func walk(
    _ node: GroupNode, _ folder: consuming GroupFolder, _ kinds: ReadingKinds, _ level: Int
  ) throws(Errno) {
    if node.enter(round) { count += 1 }
    try node.reading.add(kinds, from: folder, &buffer)
    if let depth, level >= depth { return }
    for name in try folder.children() {
      do throws(Errno) {
        guard let below = try folder.below(name) else { continue }
        try walk(node.child(name), below, kinds, level + 1)
      } catch {
        // It has gone between the listing and the look; or it is not ours to see.
        if error != .noEntry, error != .noDevice { node.child(name).fail(error, round) }
      }
    }
  }

  /// Reads more of one group than of the others, such as one that is on the screen.
  public func read(_ more: ReadingKinds, of node: GroupNode) {
    let below = node.parent == nil ? path : (path == "/" ? "" : path) + node.path.text
    for hierarchy in hierarchies {
      let kinds = more.intersection(.available(in: hierarchy))
      guard !kinds.isEmpty, let place = hierarchy.directory(of: below) else { continue }
      do throws(Errno) {
        let folder = try GroupFolder(opening: place, hierarchy.version)
        try node.reading.add(kinds, from: folder, &buffer)
      } catch {}
    }
  }
}
