internal import CLinux
public import Isolation

extension Language {
  /// The one that the locale asks for: LC_ALL, LC_MESSAGES, LANG. locale(7)
  public static var preferred: Language {
    .asked(by: "LC_ALL") ?? .asked(by: "LC_MESSAGES") ?? .asked(by: "LANG") ?? .english
  }

  private static func asked(by name: StaticString) -> Language? {
    guard let value = environment(name), !value.isEmpty else { return nil }
    return value.hasPrefix("zh") ? .chinese : .english
  }
}

/// getenv(3)
public func environment(_ name: StaticString) -> String? {
  guard let value = unsafe cl_getenv(name.cString) else { return nil }
  return unsafe String(cString: value)
}
