internal import CLinux
internal import Isolation

/// Where what has to outlast a boot is kept: `$XDG_STATE_HOME/container-anatomy`, else in
/// `~/.local/state`. file-hierarchy(7)
public enum HomeFolder {
  /// Nil where neither variable has an absolute path.
  public static var path: String? {
    if let folder = value("XDG_STATE_HOME") { return folder + "/container-anatomy" }
    return value("HOME").map { $0 + "/.local/state/container-anatomy" }
  }

  private static func value(_ name: String) -> String? {
    guard let text = unsafe cl_getenv(name) else { return nil }
    let path = unsafe String(cString: text)
    return path.hasPrefix("/") ? path : nil
  }

  /// Makes a folder below it, and all above; nil where there is no home.
  static func make(_ name: String) throws(Errno) -> String? {
    guard let path else { return nil }
    let folder = path + "/" + name
    var end = folder.startIndex
    while end < folder.endIndex {
      end = folder[folder.index(after: end)...].firstIndex(of: "/") ?? folder.endIndex
      let made = unsafe cl_mkdir(String(folder[..<end]), 0o700)
      if made < 0, Errno(-made) != .exists, end == folder.endIndex { throw Errno(-made) }
    }
    return folder
  }
}
