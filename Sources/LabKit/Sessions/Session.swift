internal import CLinux
internal import Isolation

/// One run of a lab: the shells it has started, and everything that comes of them.
public final class Session {
  public let lab: Lab
  /// Holds the journal; its path is also the mark in the environment of all processes.
  public let folder: String
  /// What was drawn for this learner.
  public let draws: [String: String]
  let journal: Journal
  /// Is locked as long as this program lives.
  private let lock: Descriptor
  private let warden: Warden
  /// Programs of this project come first in the shells' PATH.
  let tools: String
  var outside = ProcessReference(pid: 0, started: 0)
  var outsideNamespaces: [NamespaceKind: Namespace] = [:]
  /// Every namespace that was seen to belong to a process of the session.
  var seenNamespaces: Set<Namespace> = []

  static let variable = "CONTAINER_ANATOMY_SESSION"

  /// Writes down first that there will be processes with this mark.
  public init(_ lab: Lab, tools: String) throws(LabError) {
    self.lab = lab
    self.tools = tools
    var bytes = [UInt8](repeating: 0, count: 8)
    _ = unsafe cl_random(&bytes, bytes.count)
    folder =
      StateFolder.path + "/" + lab.id + "."
      + bytes.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
    draws = Dictionary(uniqueKeysWithValues: lab.draws.map { ($0.name, $0.value()) })
    journal = Journal(in: folder)
    try Self.make(folder)
    warden = try Warden(of: folder)
    do throws(Errno) {
      // O_RDWR|O_CREAT
      lock = Descriptor(raw: try Errno.check(unsafe cl_open(-1, folder + "/lock", 0o102, 0o600)))
      try Errno.check(cl_lock(lock.raw))
      try becomeSubreaper()
    } catch {
      throw .kernel(KernelError("flock(\"\(folder)/lock\")", error))
    }
    try journal.add(EndMarked(folder))
  }

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

  /// The descendants of this program: it is a subreaper, so nothing that a learner starts leaves.
  /// And those of the programs that joined.
  func members(_ table: ProcessTable) -> [ProcessStatus] {
    let roots = [cl_getpid()] + guests
    let all = roots.flatMap { table.descendants(of: $0) }.filter(\.isAlive)
    // `lab shell` may have been called from a shell of the lab, and is then found twice.
    return Dictionary(all.map { ($0.pid, $0) }, uniquingKeysWith: { $1 }).values.sorted { $0.pid < $1.pid }
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
  public func end() throws(LabError) { try Self.reset(folder) }
}

extension Session {
  /// Takes back what a session has made, running or left behind.
  public static func reset(_ folder: String) throws(LabError) {
    for undo in Journal(in: folder).undos() {
      var plan = Plan()
      plan.add(undo)
      do throws(Failure) { try plan.run() } catch { throw .failed(error) }
    }
    for name in (try? Descriptor(opening: CString(folder)).names()) ?? [] {
      _ = unsafe cl_unlink("\(folder)/\(name.text)")
    }
    let removed = unsafe cl_rmdir(folder)
    if removed < 0, Errno(-removed) != .noEntry {
      throw .kernel(KernelError("rmdir(\"\(folder)\")", Errno(-removed)))
    }
    StateFolder.removeIfEmpty()
  }

  /// All sessions of this user, running or left behind.
  public static var all: [String] { StateFolder.sessions() }
}
