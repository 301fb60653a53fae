internal import CLinux
internal import Isolation

/// Where the sessions of one user are written down while they last.
enum StateFolder {
  /// Gone with the next boot, like everything a session can leave: XDG_RUNTIME_DIR, /run, or /tmp.
  static var path: String {
    let user = cl_ruid()
    if let folder = unsafe cl_getenv("XDG_RUNTIME_DIR"), unsafe folder.pointee == 47 {
      return unsafe String(cString: folder) + "/container-anatomy"
    }
    return user == 0 ? "/run/container-anatomy" : "/tmp/container-anatomy-\(user)"
  }

  /// Makes it, or makes sure that it is one's own: in /tmp another user could have been first.
  static func make() throws(LabError) {
    let made = unsafe cl_mkdir(path, 0o700)
    if made < 0, Errno(-made) != .exists { throw .kernel(KernelError("mkdir(\"\(path)\")", Errno(-made))) }
    var identity = cl_identity()
    let looked = unsafe cl_identify(-1, path, &identity)
    // Taken away again by whoever ended the last session: the caller finds that out itself.
    if looked == -Errno.noEntry.code { return }
    guard looked >= 0, identity.owner == cl_euid() else {
      throw .other(
        Text(en: "\(path) belongs to somebody else", zh: "\(path) 属于其他用户"))
    }
  }

  /// The folders of all sessions, running or left behind.
  static func sessions() -> [String] {
    guard let names = try? Descriptor(opening: CString(path)).names() else { return [] }
    return names.map { "\(path)/\($0.text)" }.sorted()
  }

  /// Takes the folder itself away when the last session has gone.
  static func removeIfEmpty() { _ = unsafe cl_rmdir(path) }
}
