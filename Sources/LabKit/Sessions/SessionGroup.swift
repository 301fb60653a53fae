internal import CLinux
internal import Isolation

extension Session {
  static let groupPrefix = "container-anatomy-"

  /// A control group for all that the session starts; nil where this user may make none. Its random name is
  /// in the journal before the group is there, so what is in it can always be found and ended.
  static func makeGroup(_ token: String, _ journal: Journal) throws(LabError) -> ControlGroup? {
    guard let group = groupToMake(token) else { return nil }
    try journal.add(EndGroup(group.path))
    guard unsafe cl_mkdir(group.path.text, 0o755) >= 0 else { return nil }
    // Below a threaded group there is no place for whole processes.
    guard (try? group.read("cgroup.type")) == "domain\n" else {
      _ = unsafe cl_rmdir(group.path.text)
      return nil
    }
    return group
  }

  /// What it will be.
  static func groupToMake(_ token: String) -> ControlGroup? {
    placeForGroup().map { ControlGroup($0.path + CString("/" + groupPrefix + token)) }
  }

  /// Not in one's own group: who has processes cannot hand controllers down, and on systemd's hosts it is
  /// systemd's. Root takes the nearest above that hands them down already; others have what was delegated.
  private static func placeForGroup() -> ControlGroup? {
    guard let own = ControlGroup.own else { return nil }
    let lineage = own.lineage
    // In a lab within a lab the outer one must be able to end all.
    if let outer = lineage.first(where: { $0.isSession }) { return outer.isMine ? outer : nil }
    guard cl_euid() == 0 else { return own.isMine ? own : nil }
    let place = lineage.first { ((try? $0.read("cgroup.subtree_control")) ?? "\n") != "\n" } ?? lineage.last
    return place.flatMap { $0.isMine ? $0 : nil }
  }
}

extension ControlGroup {
  /// Made by a session: no other group has such a name.
  fileprivate var isSession: Bool {
    let name = path.text.split(separator: "/").last ?? ""
    let token = name.dropFirst(Session.groupPrefix.count)
    return name.hasPrefix(Session.groupPrefix) && token.count == 16 && token.allSatisfy(\.isHexDigit)
  }
}

/// Ends all that is in a session's control group, and takes the group away.
struct EndGroup: Undo, Equatable {
  let path: CString

  init(_ path: CString) { self.path = path }

  static let word = "group"
  var words: [CString] { [path] }
  /// A group with another name is none that a session has made.
  init?(_ words: [CString]) {
    guard words.count == 1, ControlGroup(words[0]).isSession else { return nil }
    self.init(words[0])
  }

  var call: String { "write(\(path + "/cgroup.kill"), \"1\"); rmdir(\(path))" }
  var page: String { "cgroups(7)" }

  func perform(in scene: inout Scene) throws(Errno) {
    let group = ControlGroup(path), deadline = cl_now() + 10_000
    while group.isThere {
      // It leaves out nobody, and none can fork away.
      group.killAll()
      _ = reapEndedChildren()
      if group.removeTree() { return }
      if cl_now() > deadline { throw .busy }
      cl_pause(5)
    }
  }
}
