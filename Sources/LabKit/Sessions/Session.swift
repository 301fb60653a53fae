internal import CLinux
internal import Isolation

/// One run of a lab: the shells it has started, and everything that comes of them.
public final class Session {
  public let lab: Lab
  /// Holds the journal; its path is also the mark in the environment of all processes.
  public let folder: String
  /// A number that nothing else on the host has in its name.
  let token: String
  /// What was drawn for this learner.
  public private(set) var draws: [String: String]
  let journal: Journal
  /// The control group of all shells; nil where this user may make none.
  let group: ControlGroup?
  /// The scene's own, by controller.
  private(set) var sceneGroups: [String: GroupPlace] = [:]
  /// Is locked as long as this program lives.
  private let lock: Descriptor
  private let warden: Warden
  /// Programs of this project come first in the shells' PATH.
  let tools: String
  /// What `${scene}` stands for.
  let place: String?
  var outside = ProcessReference(pid: 0, started: 0)
  var outsideNamespaces: [NamespaceKind: Namespace] = [:]
  /// By what its leftovers are known.
  var traces: Traces

  /// When to look at the processes of the session.
  private(set) lazy var watch = Watch { [unowned self] in self.pids }

  static let variable = "CONTAINER_ANATOMY_SESSION"

  /// A text of no step, with all filled in that is known before the first.
  public func filled(_ text: String) -> String { text.filled { draws[$0] ?? "…" } ?? text }

  /// Writes down first that there will be processes with this mark.
  ///
  /// `kept`: what was drawn before, and is to be the same again.
  public init(_ lab: Lab, tools: String, keeping kept: [String: String] = [:]) throws(LabError) {
    self.lab = lab
    self.tools = tools
    token = randomDigits(16)
    folder = "\(StateFolder.path)/\(lab.id).\(token)"
    place = lab.scene.place(besides: [tools, lab.folder, StateFolder.path], in: folder)
    let user = lab.scene.isOrdinary && cl_euid() == 0 ? Credentials.learner : .current
    let member = ClassMember.current
    var draws = Dictionary(
      uniqueKeysWithValues: lab.draws.map { draw in
        (draw.name, member.map { draw.value(of: $0, in: lab.id) } ?? draw.value())
      })
    // Of a network `N`, `${N.7}` is its address that ends in 7.
    for (name, value) in draws where value.hasSuffix(".0/24") {
      for last in 1...9 { draws["\(name).\(last)"] = value.dropLast(4) + "\(last)" }
    }
    let ofHost = Set(lab.draws.filter(\.isOfHost).map(\.name))
    draws.merge(kept.filter { !ofHost.contains($0.key) }) { $1 }
    draws["scene"] = place
    draws["user"] = "\(user.user)"
    draws["group"] = "\(user.group)"
    self.draws = draws
    traces = Traces(
      folder: folder, token: token, places: [place].compactMap { $0 }, draws: Array(draws.values))
    journal = Journal(in: folder)
    let outer = lab.scene.isOrdinary ? place : nil
    // What is there already is not ours, and must not be taken away with what is.
    if let outer, (try? FileIdentity(of: CString(outer))) != nil {
      throw .kernel(KernelError("mkdir(\"\(outer)\")", .exists))
    }
    try Self.make(folder)
    warden = try Warden(of: folder, place: outer)
    do throws(Errno) {
      // O_RDWR|O_CREAT
      lock = Descriptor(raw: try Errno.check(unsafe cl_open(-1, folder + "/lock", 0o102, 0o600)))
      try Errno.check(cl_lock(lock.raw))
      try becomeSubreaper()
    } catch {
      throw .kernel(KernelError("flock(\"\(folder)/lock\")", error))
    }
    let me = try? ProcessStatus(of: cl_getpid())
    try write("\(cl_getpid()) \(me?.started ?? 0)", to: folder + "/program")
    // Taken back last, when nobody is there any more.
    if let outer { try journal.add(RemoveTree(CString(outer))) }
    try journal.add(EndMarked(folder))
    group = try Self.makeGroup(token, journal)
    if let group { try write(group.path.text, to: folder + "/group") }
    do throws(LabError) {
      sceneGroups = try Self.makeSceneGroups(lab.scene, token, journal)
      try makePlaces(for: user)
    } catch {
      try? Self.takeBack(folder)
      throw error
    }
    if let first = lab.scene.controllers.first { self.draws["cgroup"] = sceneGroups[first]?.path }
    for controller in lab.scene.controllers {
      self.draws["cgroup.\(controller)"] = sceneGroups[controller]?.path
    }
  }

  /// A folder for what the shells ask, which may be another user's, and the scene's own directory.
  private func makePlaces(for user: Credentials) throws(LabError) {
    do throws(Errno) {
      if let place, lab.scene.isOrdinary || place.hasPrefix(folder) {
        try Errno.check(unsafe cl_mkdir(place, 0o700))
        try Errno.check(unsafe cl_chown(place, user.user, user.group))
      }
      if meeting != folder { try Errno.check(unsafe cl_mkdir(meeting, 0o755)) }
      try Errno.check(unsafe cl_mkdir(meeting + "/asks", 0o700))
      try Errno.check(unsafe cl_chown(meeting + "/asks", user.user, user.group))
      if visibleTools != tools { try Errno.check(unsafe cl_mkdir(visibleTools, 0o755)) }
    } catch {
      throw .kernel(KernelError("mkdir(\"\(folder)\")", error))
    }
  }

  var scene: ShellScene {
    ShellScene(
      file: lab.scene, group: group, me: .current, place: place,
      filled: { [draws] text in text.filled { draws[$0] } ?? text },
      tools: visibleTools == tools ? nil : (tools, visibleTools))
  }

  /// Where the shells and the lab meet. Another user than root may be kept out of the session's folder.
  var meeting: String {
    guard lab.scene.isOrdinary, cl_euid() == 0, let place else { return folder }
    return place + "/.lab"
  }

  /// Where the shells find the project's tools.
  var visibleTools: String { meeting == folder ? tools : meeting + "/tools" }

  private static func make(_ folder: String) throws(LabError) {
    let deadline = cl_now() + 5000
    while true {
      try StateFolder.make()
      let made = unsafe cl_mkdir(folder, 0o700)
      if made >= 0 { return }
      // Whoever ends the last session takes the common folder away, perhaps just now.
      guard Errno(-made) == .noEntry, cl_now() < deadline else {
        throw .kernel(KernelError("mkdir(\"\(folder)\")", Errno(-made)))
      }
    }
  }

  /// The session that a process's environment names; nil also where that may not be read.
  static func mark(of pid: Int32) -> String? {
    guard let file = try? Descriptor(opening: CString("/proc/\(pid)/environ")),
      let all = try? file.readAll()
    else { return nil }
    let prefix = Array("\(variable)=".utf8)
    for entry in all.split(separator: 0) where entry.starts(with: prefix) {
      return String(decoding: entry.dropFirst(prefix.count), as: UTF8.self)
    }
    return nil
  }

  /// Ends all processes and forgets the session.
  public func end() throws(LabError) {
    try Self.takeBack(folder)
  }

  /// Whether it has not been taken back.
  public static func exists(_ folder: String) -> Bool { (try? FileIdentity(of: CString(folder))) != nil }
}
