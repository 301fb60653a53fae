internal import CLinux
public import Isolation

extension Language {
  /// The one that the locale asks for: LC_ALL, LC_MESSAGES, LANG. locale(7)
  public static var preferred: Language {
    for name in ["LC_ALL", "LC_MESSAGES", "LANG"] {
      guard let value = environment(name), !value.isEmpty else { continue }
      return value.hasPrefix("zh") ? .chinese : .english
    }
    return .english
  }
}

/// getenv(3)
public func environment(_ name: String) -> String? {
  guard let value = unsafe cl_getenv(name) else { return nil }
  return unsafe String(cString: value)
}
