internal import CLinux
internal import Isolation

/// A shell in another terminal that takes part in a running lab: `lab shell`.
public struct Guest: Sendable {
  public let folder: String
  let first: Int32
  let scene: ShellScene
  let tools: String
  /// Where the lab is asked.
  public let meeting: String
  /// Of another user, whose shells it is for.
  let home: String?

  /// The sessions of this user that are running.
  public static func running() -> [Guest] { StateFolder.sessions().compactMap { Guest($0) } }

  /// The lab's id.
  public var lab: String {
    String((folder.split(separator: "/").last ?? "").split(separator: ".").first ?? "")
  }

  init?(_ folder: String) {
    guard let text = try? readFile(CString(folder + "/outside")) else { return nil }
    let lines = text.split(separator: "\n").map(String.init)
    let words = lines.first?.split(separator: " ") ?? []
    guard words.count == 4, lines.count > 2, let pid = Int32(words[0]), let started = UInt64(words[1]),
      let kinds = Int32(words[2]), ProcessReference(pid: pid, started: started).isAlive
    else { return nil }
    self.folder = folder
    first = pid
    (tools, meeting) = (lines[1], lines[2])
    home = lines.count > 3 ? lines[3] : nil
    scene = ShellScene(
      file: SceneFile(
        namespaces: NamespaceKinds(rawValue: kinds), controllers: [], bounds: [], things: [],
        isOrdinary: words[3] == "ordinary"),
      group: (try? readLine(CString(folder + "/group"))).map { ControlGroup(CString($0)) },
      me: .current, place: nil, filled: { $0 }, tools: nil)
  }
}

extension Session {
  /// Lets other terminals find the scene.
  func announce() throws(LabError) {
    let file = lab.scene
    try write(
      "\(outside.pid) \(outside.started) \(file.namespaces.rawValue) "
        + "\(file.isOrdinary ? "ordinary" : "scene")\n\(visibleTools)\n\(meeting)"
        + (scene.user == nil ? "" : "\n\(place ?? "/")"), to: folder + "/outside")
  }

  /// The `lab shell` programs that take part.
  var guests: [Int32] {
    guard let names = try? Descriptor(opening: CString(folder)).names() else { return [] }
    return names.filter { $0.text.hasPrefix("guest-") }.compactMap { name in
      guard let line = try? readLine(CString("\(folder)/\(name.text)")) else { return nil }
      let words = line.split(separator: " ")
      guard words.count == 2, let pid = Int32(words[0]), let started = UInt64(words[1]),
        ProcessReference(pid: pid, started: started).isAlive
      else { return nil }
      return pid
    }
  }
}

/// A small file in the session's folder, whole or not at all.
func write(_ text: String, to path: String) throws(LabError) {
  do throws(Errno) {
    do {
      // O_WRONLY|O_CREAT|O_TRUNC
      let file = Descriptor(raw: try Errno.check(unsafe cl_open(-1, path + ".new", 0o1101, 0o600)))
      let bytes = Array((text + "\n").utf8)
      try Errno.check(unsafe cl_write(file.raw, bytes, bytes.count))
    }
    try Errno.check(unsafe cl_rename(path + ".new", path))
  } catch {
    throw .kernel(KernelError("write(\"\(path)\")", error))
  }
}
