internal import CLinux
public import Isolation

/// A shell in another terminal that takes part in a running lab: `lab shell`.
public struct Guest: Sendable {
  public let folder: String
  let first: Int32
  let kinds: NamespaceKinds

  /// The sessions of this user that are running.
  public static func running() -> [Guest] { StateFolder.sessions().compactMap { Guest($0) } }

  /// The lab's id.
  public var lab: String {
    String((folder.split(separator: "/").last ?? "").split(separator: ".").first ?? "")
  }

  init?(_ folder: String) {
    guard let line = try? readLine(CString(folder + "/outside")) else { return nil }
    let words = line.split(separator: " ")
    guard words.count == 3, let pid = Int32(words[0]), let started = UInt64(words[1]),
      let kinds = Int32(words[2]), ProcessReference(pid: pid, started: started).isAlive
    else { return nil }
    self.folder = folder
    first = pid
    self.kinds = NamespaceKinds(rawValue: kinds)
  }

  /// Runs a shell in the lab's scene until it ends.
  public func run(_ shell: CString, tools: String) throws(LabError) -> Ending? {
    let me = try? ProcessStatus(of: cl_getpid())
    let note = "\(folder)/guest-\(cl_getpid())"
    try write("\(cl_getpid()) \(me?.started ?? 0)", to: note)
    defer { _ = unsafe cl_unlink(note) }
    var plan = Plan()
    plan.add(Fork(.child))
    if !kinds.isEmpty {
      plan.add(OpenProcess(first, as: "first"), by: .child)
      plan.add(Setns("first", kinds), by: .child)
    }
    plan.add(Exec(Command([shell], environment: environment(folder, tools, [:]))), by: .child)
    plan.add(Wait(.child))
    do throws(Failure) { return try plan.run().ending } catch { throw .failed(error) }
  }
}

extension Session {
  /// Lets other terminals find the scene.
  func announce(_ kinds: NamespaceKinds) throws(LabError) {
    try write("\(outside.pid) \(outside.started) \(kinds.rawValue)", to: folder + "/outside")
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
