/// Where a new group can be made in the hierarchy of version 2, and what must be done for it first.
public struct GroupSite: Hashable, Sendable {
  /// The directory in which it is made.
  public let directory: CString
  /// To be handed down before, the ones that are not yet first.
  public var enabling: [String] = []
  /// This process is all that is in it, and must go below before.
  public var leaves = false

  public init(_ directory: CString, enabling: [String] = [], leaves: Bool = false) {
    self.directory = directory
    self.enabling = enabling
    self.leaves = leaves
  }
}

/// Why no group can be made.
public enum NoSite: Error, Hashable, Sendable {
  /// Nobody here has these controllers to give.
  case missing([String], CString)
  /// Processes other than this one are in the group that would have to hand them down.
  case populated(CString, [Int32])
  /// It belongs to systemd, which does not share.
  case systemds(CString, [String])
  /// This user may not write there.
  case notMine(CString)
  /// Nobody may, by this mount.
  case readOnly(CString)
  case threaded(CString)
}

/// Who wants to make a group.
public struct GroupMaker: Sendable {
  public var pid: Int32
  public var isRoot: Bool
  /// Whether systemd manages the groups of this host: then nobody else writes the cgroup.subtree_control of a group that has
  /// not been delegated.
  public var hasSystemd: Bool

  public init(pid: Int32, isRoot: Bool, hasSystemd: Bool) {
    self.pid = pid
    self.isRoot = isRoot
    self.hasSystemd = hasSystemd
  }

  /// The nearest place for a group that has all of `wanted`.
  ///
  /// Root looks upward for a group that hands them down already: there a new one lies beside others and disturbs nobody. Who
  /// has been given a group stays in it.
  ///
  /// `lineage`: one's own group, and those above.
  public func site(for wanted: [String], in lineage: [GroupAncestor]) throws(NoSite) -> GroupSite {
    guard let own = lineage.first, let top = lineage.last else { throw .missing(wanted, "/") }
    var refusal: NoSite?
    // Who was given this very group stays in it.
    if own.isDelegated {
      do throws(NoSite) { return try site(for: wanted, below: own) } catch { refusal = error }
      // Root could leave it for any other; for others the owners of files are the border.
      if isRoot, let refusal { throw refusal }
    }
    let ready = lineage.first {
      $0.isMine && $0.isDomain && $0.handsDown.isSuperset(of: wanted) && $0.isRoomy
    }
    if let ready { return GroupSite(ready.directory) }
    if let refusal { throw refusal }
    if let obstacle = own.obstacle, lineage.allSatisfy({ $0.obstacle != nil }) { throw obstacle }
    if !isRoot { return try site(for: wanted, below: own) }
    if hasSystemd { throw .systemds(own.directory, wanted.filter { !top.handsDown.contains($0) }) }
    // Without systemd the highest that may be changed is as good as any.
    var reason: NoSite?
    for group in lineage.reversed() {
      do throws(NoSite) { return try site(for: wanted, below: group) } catch { reason = reason ?? error }
    }
    throw reason ?? .missing(wanted, top.directory)
  }

  /// The same where the group above is given.
  public func site(for wanted: [String], below group: GroupAncestor) throws(NoSite) -> GroupSite {
    if let reason = group.obstacle { throw reason }
    if !group.isDomain { throw .threaded(group.directory) }
    let new = wanted.filter { !group.handsDown.contains($0) }
    let missing = new.filter { !group.controllers.contains($0) }
    if !missing.isEmpty { throw .missing(missing, group.directory) }
    if new.isEmpty || group.isTopmost || group.processes.isEmpty {
      return GroupSite(group.directory, enabling: new)
    }
    let others = group.processes.filter { $0 != pid }
    if !others.isEmpty { throw .populated(group.directory, others) }
    return GroupSite(group.directory, enabling: new, leaves: true)
  }
}

extension GroupAncestor {
  /// Why no group can be made in it.
  fileprivate var obstacle: NoSite? {
    isReadOnly ? .readOnly(directory) : isMine ? nil : .notMine(directory)
  }
  /// Whether it is meant to have groups below: it hands something down, or is the topmost.
  fileprivate var isRoomy: Bool { isTopmost || !handsDown.isEmpty }
}
