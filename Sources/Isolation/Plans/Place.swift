/// A file an action names.
///
/// Those below /proc may belong to another process of the plan, whose number is not known before
/// it runs.
public enum Place: Hashable, Sendable, CustomStringConvertible {
  case path(CString)
  case proc(String, of: Role)

  /// A file in /proc/self.
  public static func own(_ name: String) -> Place { .path(CString("/proc/self/" + name)) }

  public var description: String {
    switch self {
    case .path(let path): path.description
    case .proc(let name, let role): "\"/proc/<\(role)>/\(name)\""
    }
  }

  func resolved(in scene: borrowing Scene) throws(Errno) -> CString {
    switch self {
    case .path(let path): return path
    case .proc(let name, let role):
      guard let pid = scene.pids[role] else { throw .noProcess }
      return CString("/proc/\(pid)/\(name)")
    }
  }
}
