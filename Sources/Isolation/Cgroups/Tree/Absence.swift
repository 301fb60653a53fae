/// Why there is no value where one might be expected: it is not 0, it is not there.
public enum Absence: Hashable, Sendable {
  /// No hierarchy is mounted that has this controller, and the kernel does not tell of it.
  case unknown(String)
  /// cgroup_disable= on the kernel's command line.
  case disabledAtBoot(String)
  /// It is in a hierarchy of version 1 that is not mounted here.
  case notMounted(String)
  /// No group that is visible here has it: the ones above do not hand it down.
  case notOffered(String)
  /// The group above does not hand it down to this one: cgroup.subtree_control.
  case notHandedDown(String, by: CString)
  /// There is no group of this name in the controller's hierarchy of version 1, or in version 2, which is mounted there.
  case notInHierarchy(String?, CString)
  /// Pressure is told by version 2 only, which is not mounted here.
  case onlyInVersionTwo
  /// The kernel measures no pressure.
  case noPressure
  /// It does, but not of this group: cgroup.pressure.
  case pressureIsOff
  /// The topmost group of all has no such file.
  case topmost
  /// The controller is there, but this kernel's has no such file.
  case noFile(String)
  case failed(Errno)
}

extension GroupTree {
  /// Why a group lacks what is read; without a group, why all of them do, or nil where none of the groups need lack it.
  public func absence(
    of kind: ReadingKinds, in node: GroupNode? = nil, kernel: KernelControllers = .own
  ) -> Absence? {
    let able = hierarchies.filter { !ReadingKinds.available(in: $0).isDisjoint(with: kind) }
    let controller = kind.controller
    guard !able.isEmpty else {
      guard let controller else { return .onlyInVersionTwo }
      return kernel.absence(of: controller, isTwoMounted: hierarchies.contains { $0.version == .two })
    }
    guard let node else { return nil }
    if let problem = node.problem { return .failed(problem) }
    if node.parent == nil, path == "/" { return .topmost }
    return able.lazy.compactMap { self.absence(of: kind, controller, node, in: $0) }.first
  }

  private func absence(
    of kind: ReadingKinds, _ controller: String?, _ node: GroupNode, in hierarchy: Hierarchy
  ) -> Absence? {
    let name = hierarchy.version == .one ? kind.controllerOfOne : controller
    guard let place = directory(of: node, in: hierarchy),
      let folder = try? GroupFolder(opening: place, hierarchy.version)
    else { return .notInHierarchy(hierarchy.version == .one ? name : nil, hierarchy.mount) }
    if kind == .pressure {
      // Where it is off the files are not there.
      return (try? folder.text("cgroup.pressure").number) == 0 ? .pressureIsOff : .noPressure
    }
    guard let name else { return nil }
    guard hierarchy.version == .two, kind != .cpu, kind != .freezer else { return .noFile(name) }
    let own = (try? folder.text("cgroup.controllers").text) ?? ""
    if own.split(whereSeparator: \.isWhitespace).contains(where: { $0 == name }) { return .noFile(name) }
    return .notHandedDown(name, by: node.parent.map { path(of: $0) } ?? "/")
  }
}

extension KernelControllers {
  fileprivate func absence(of controller: String, isTwoMounted: Bool) -> Absence {
    guard let entry = entries[controller] ?? entries[controller == "io" ? "blkio" : controller] else {
      return .unknown(controller)
    }
    if !entry.isEnabled { return .disabledAtBoot(controller) }
    if entry.hierarchy != 0 || !isTwoMounted { return .notMounted(controller) }
    return .notOffered(controller)
  }
}

extension ReadingKinds {
  /// The controller that has it, by its name in version 2; nil for pressure, which needs none.
  fileprivate var controller: String? {
    switch self {
    case .cpu: "cpuacct"
    case .throttling, .cpuLimits: "cpu"
    case .io: "io"
    case .tasks, .taskDetails: "pids"
    case .freezer: "freezer"
    case .pressure: nil
    default: "memory"
    }
  }
  fileprivate var controllerOfOne: String? { self == .io ? "blkio" : controller }
}
