/// A control group as seen over time: one row, whatever number of hierarchies it is in.
public final class GroupNode {
  /// As it is called in the group above; empty for the topmost.
  public let name: CString
  public private(set) weak var parent: GroupNode?
  /// By their names' bytes.
  public private(set) var children: [GroupNode] = []
  private var places: [CString: GroupNode] = [:]

  /// What the latest round read.
  public internal(set) var reading = GroupReading()
  /// What the one before it read; nil where it was not there.
  public private(set) var earlier: GroupReading?
  /// What has been looked for in the latest round, found or not.
  var kinds: ReadingKinds = []
  /// Why it could not be read, or those below it.
  public internal(set) var problem: Errno?
  /// In how many rounds it has been there.
  public private(set) var age = 0
  /// The latest round that met it; one that has gone stays behind.
  var round = 0
  /// Whether a group below is new, so the order must be made anew.
  private var isUnordered = false

  init(_ name: CString, below parent: GroupNode?) {
    self.name = name
    self.parent = parent
  }

  /// From the topmost group that is shown: `/a/b`.
  public var path: CString {
    guard let parent else { return "/" }
    return parent.parent == nil ? "/" + name : parent.path + "/" + name
  }

  public var depth: Int { parent.map { $0.depth + 1 } ?? 0 }

  /// Begins a round; false where it has begun with another hierarchy.
  @discardableResult
  func enter(_ round: Int) -> Bool {
    guard self.round != round else { return false }
    earlier = self.round == round - 1 && age > 0 ? reading : nil
    self.round = round
    reading = GroupReading()
    kinds = []
    problem = nil
    age += 1
    return true
  }

  /// It has gone since the round has met it.
  func leave() { round = 0 }

  /// It is there, but cannot be read.
  func fail(_ error: Errno, _ round: Int) {
    enter(round)
    problem = error
  }

  func child(_ name: CString) -> GroupNode {
    if let known = places[name] { return known }
    let new = GroupNode(name, below: self)
    places[name] = new
    children.append(new)
    isUnordered = true
    return new
  }

  func existingChild(_ name: CString) -> GroupNode? { places[name] }

  /// Lets go of those below that this round has not met; how many are left, this one included.
  func sweep(_ round: Int) -> Int {
    let there = children.count
    children.removeAll { child in
      if child.round == round { return false }
      places[child.name] = nil
      child.parent = nil
      return true
    }
    // A dictionary does not give its room back by itself.
    if children.count * 4 < there {
      places = Dictionary(uniqueKeysWithValues: children.map { ($0.name, $0) })
    }
    if isUnordered {
      children.sort { $0.name.bytes.lexicographicallyPrecedes($1.name.bytes) }
      isUnordered = false
    }
    return children.reduce(1) { $0 + $1.sweep(round) }
  }
}

extension GroupNode {
  /// It and all below, those above before those below.
  public var lineage: [GroupNode] { [self] + children.flatMap(\.lineage) }
}
