internal import CLinux
internal import Isolation

extension Session {
  /// The scene's own control groups, one in each hierarchy that has one of its controllers, with the bounds set.
  ///
  /// No shell is in them: a group that hands controllers down may have no processes. cgroups(7)
  static func makeSceneGroups(
    _ scene: SceneFile, _ token: String, _ journal: Journal
  ) throws(LabError) -> [String: GroupPlace] {
    var groups: [String: GroupPlace] = [:]
    // Taken back in the other order: what version 1 has frozen must be thawed before it can end anywhere.
    let more = (scene.controllers.contains("cpu") ? ["cpuacct"] : [])
    let freezer = scene.controllers.filter { $0 == "freezer" }
    for controller in scene.controllers.filter({ $0 != "freezer" }) + more + freezer {
      guard let place = placeOfSceneGroup(controller, token) else {
        if controller == "cpuacct" { continue }
        throw .other(.noGroup(controller))
      }
      let path = place.path
      if !groups.values.contains(where: { $0.path == path }) {
        try journal.add(EndGroup(CString(path)))
        let made = unsafe cl_mkdir(path, 0o755)
        guard made >= 0 else { throw .kernel(KernelError("mkdir(\"\(path)\")", Errno(-made))) }
      }
      groups[controller] = place
    }
    for bound in scene.bounds {
      guard let place = groups[bound.quantity.controller] else { continue }
      try set(bound.value, bound.quantity.file(place.version), place)
    }
    for controller in scene.controllers where groups[controller]?.version == .two && controller != "freezer" {
      guard let place = groups[controller] else { continue }
      // Of a scene that names none, all that there are.
      let all = controller == "core" ? try read("cgroup.controllers", place) : [controller]
      for name in all { try set("+\(name)", "cgroup.subtree_control", place) }
    }
    return groups
  }

  /// Beside the shells' group, so another name; each reader knows both by the token.
  private static func placeOfSceneGroup(_ controller: String, _ token: String) -> GroupPlace? {
    guard let (parent, version) = parentOfSceneGroup(controller) else { return nil }
    let name = groupPrefix + (version == .two ? String(token.reversed()) : token)
    return GroupPlace(path: "\(parent.path.text)/\(name)", version: version)
  }

  /// Those that a session of that token may have made; what is frozen first.
  static func sceneGroups(of token: String) -> [EndGroup] {
    let controllers = ["freezer", "cpuacct"] + GroupQuantity.controllers
    return controllers.compactMap { placeOfSceneGroup($0, token) }.map { EndGroup(CString($0.path)) }
  }

  private static func set(_ text: String, _ file: String, _ place: GroupPlace) throws(LabError) {
    do throws(Errno) { try ControlGroup(CString(place.path)).write(text, to: file) } catch {
      throw .kernel(KernelError("write(\"\(place.path)/\(file)\", \"\(text)\")", error))
    }
  }

  private static func read(_ file: String, _ place: GroupPlace) throws(LabError) -> [String] {
    do throws(Errno) {
      let text = try ControlGroup(CString(place.path)).read(file)
      return text.split { $0 == " " || $0 == "\n" }.map(String.init)
    } catch {
      throw .kernel(KernelError("read(\"\(place.path)/\(file)\")", error))
    }
  }

  /// Where a group with this controller can be made: version 2 below the nearest group that hands it down,
  /// else in the hierarchy of version 1 below one's own group.
  static func parentOfSceneGroup(_ controller: String) -> (group: ControlGroup, version: GroupVersion)? {
    for group in ControlGroup.own?.lineage ?? [] where group.isMine {
      let handed = ((try? group.read("cgroup.subtree_control")) ?? "").split { $0 == " " || $0 == "\n" }
      // Every group of version 2 can be frozen, and has a clock.
      let isCore = controller == "freezer" || controller == "cpuacct"
      if handed.contains(Substring(controller)) || isCore && !handed.isEmpty && !isOnVersionOne(controller) {
        return (group, .two)
      }
    }
    // Version 2 itself, with whatever it has: root finds a place everywhere, others where one was made for them.
    if controller == "core" {
      let lineage = ControlGroup.own?.lineage ?? []
      let mine = lineage.filter(\.isMine)
      let handing = mine.first { ((try? $0.read("cgroup.subtree_control")) ?? "\n") != "\n" }
      return (handing ?? (cl_euid() == 0 ? mine.last : mine.first)).map { ($0, .two) }
    }
    guard let mounts = try? MountTable.own(), let membership = try? CgroupMembership(of: cl_getpid()),
      let entry = membership.entries.first(where: { $0.controllers.contains(controller) }),
      let folder = entry.directory(in: mounts)
    else { return nil }
    let group = ControlGroup(folder)
    return group.isMine ? (group, .one) : nil
  }

  private static func isOnVersionOne(_ controller: String) -> Bool {
    let entries = (try? CgroupMembership(of: cl_getpid()))?.entries ?? []
    return entries.contains { $0.controllers.contains(controller) }
  }
}

extension Text {
  static let playground = Text(
    en: "run it in the playground: make playground", zh: "请在演练虚拟机中运行：make playground")
  static let delegation = Text(
    en: "systemd-run --user --scope -p Delegate=yes lab start ..., or run it as root",
    zh: "systemd-run --user --scope -p Delegate=yes lab start …，或者以 root 身份运行")

  static func noGroup(_ controller: String) -> Text {
    if controller == "core" {
      return Text(
        en: "you may make no control group of version 2 here", zh: "你在这里不能创建版本 2 的控制组")
    }
    return Text(
      en: "you may make no control group with the controller \(controller) here",
      zh: "你在这里不能创建带 \(controller) 控制器的控制组")
  }
}
