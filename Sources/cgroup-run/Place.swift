import Console
import Isolation

/// The new group in one hierarchy.
struct GroupPlace: Hashable, Sendable {
  let version: GroupVersion
  /// Where it is made, and what must be done there first.
  let site: GroupSite
  /// Its controllers, by their names in version 2.
  let controllers: [String]
  let name: CString

  var path: CString { site.directory + "/" + name }
  /// Where this process waits meanwhile, if it must leave its group.
  var waitingRoom: CString { path + "-caller" }
}

extension Options {
  /// Where the group is made: in each hierarchy that has one of the controllers asked for; and where it costs nothing, in
  /// those that tell more.
  func places(_ facts: Facts) throws(Refusal) -> [GroupPlace] {
    let name = name ?? CString("cgroup-run-" + facts.token)
    var places: [GroupPlace] = []
    let wishes = wishes(facts.devices).filter { !$0.isOptional }
    for hierarchy in facts.hierarchies {
      var wanted: [String] = []
      for wish in wishes where !wanted.contains(wish.setting.controller) {
        if facts.hierarchy(of: wish.setting.controller) == hierarchy {
          wanted.append(wish.setting.controller)
        }
      }
      let site: GroupSite?
      switch hierarchy.version {
      case .two: site = try facts.siteInTwo(for: wanted)
      case .one: site = try facts.siteInOne(hierarchy, for: wanted)
      }
      if let site {
        places.append(
          GroupPlace(
            version: hierarchy.version, site: site,
            controllers: hierarchy.version == .two ? wanted : hierarchy.controllers, name: name))
      }
    }
    for wish in wishes {
      guard let hierarchy = facts.hierarchy(of: wish.setting.controller) else {
        throw .noController(wish, isKnown: facts.controllers.contains(wish.setting.controller))
      }
      if wish.setting.lines(hierarchy.version).isEmpty { throw .onlyInTwo(wish) }
    }
    if places.isEmpty { throw .nowhere }
    return places
  }
}

extension Facts {
  /// The hierarchy that has a controller, by its name in version 2.
  func hierarchy(of controller: String) -> Hierarchy? { Hierarchies(hierarchies).hierarchy(of: controller) }

  fileprivate func siteInTwo(for wanted: [String]) throws(Refusal) -> GroupSite? {
    guard let nearest = lineage.first else {
      if wanted.isEmpty { return nil }
      throw .notThere(wanted, hasParent: hasParent)
    }
    // Of no use to who may not go there.
    if wanted.isEmpty, !ones.isEmpty, !maySettleInTwo { return nil }
    do throws(NoSite) {
      return try hasParent
        ? maker.site(for: wanted, below: nearest) : maker.site(for: wanted, in: lineage)
    } catch {
      // Where nothing is wanted of it, one can do without.
      if wanted.isEmpty, !ones.isEmpty { return nil }
      throw .noSite(error, maker)
    }
  }

  fileprivate func siteInOne(_ hierarchy: Hierarchy, for wanted: [String]) throws(Refusal) -> GroupSite? {
    let tellsMore = hierarchy.controllers.contains { ["memory", "pids", "cpu", "cpuacct"].contains($0) }
    guard !wanted.isEmpty || tellsMore else { return nil }
    guard let group = ones[hierarchy.mount] else {
      if wanted.isEmpty { return nil }
      throw .notThere(wanted, hasParent: hasParent)
    }
    if group.isMine { return GroupSite(group.directory) }
    if wanted.isEmpty { return nil }
    throw .noSite(group.isReadOnly ? .readOnly(group.directory) : .notMine(group.directory), maker)
  }
}

extension Refusal {
  fileprivate static func noController(_ wish: Options.Wish, isKnown: Bool) -> Refusal {
    let name = wish.setting.controller
    return isKnown
      ? Refusal(
        Text(
          en: "\(wish.option): the controller \(name) is in no hierarchy that is mounted here",
          zh: "\(wish.option)：控制器 \(name) 不在任何已挂载的层级中"), isUsage: false)
      : Refusal(
        Text(
          en: "\(wish.option): this kernel has no controller \(name), or it was turned off at boot",
          zh: "\(wish.option)：内核没有控制器 \(name)，或者它在启动时被关闭"), isUsage: false)
  }
  fileprivate static func onlyInTwo(_ wish: Options.Wish) -> Refusal {
    Refusal(
      Text(
        en:
          "\(wish.option): cgroup version 1, which has the controller \(wish.setting.controller) here, cannot do that",
        zh: "\(wish.option)：这里的控制器 \(wish.setting.controller) 属于 cgroup v1，v1 没有这个功能"), isUsage: false)
  }
  /// A hierarchy is mounted, but the group is none of those that it shows: without --parent, this process's own.
  fileprivate static func notThere(_ controllers: [String], hasParent: Bool) -> Refusal {
    let names = controllers.joined(separator: ", ")
    return Refusal(
      hasParent
        ? Text(
          en: "--parent: there is no such group in the hierarchy of \(names)",
          zh: "--parent：\(names) 的层级中没有这个组")
        : Text(
          en:
            "in the hierarchy of \(names) this process's own group is outside what is mounted; "
            + "--parent names another",
          zh: "在 \(names) 的层级中，本进程所属的组不在已挂载的范围内；可用 --parent 指定另一个组"),
      isUsage: false)
  }
  fileprivate static let nowhere = Refusal(
    Text(
      en: "no hierarchy of control groups is mounted here in which you may make a group",
      zh: "这里没有挂载可供你建组的控制组层级"), isUsage: false)
}
