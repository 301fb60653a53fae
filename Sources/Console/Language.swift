internal import CLinux
public import Isolation

extension Language {
  /// The one that the locale asks for: LC_ALL, LC_MESSAGES, LANG. locale(7)
  public static var preferred: Language {
    .asked(by: "LC_ALL") ?? .asked(by: "LC_MESSAGES") ?? .asked(by: "LANG") ?? .english
  }

  private static func asked(by name: StaticString) -> Language? {
    guard let value = unsafe cl_getenv(name.cString), unsafe value[0] != 0 else { return nil }
    // By its bytes: no command should have to wait for a String.
    let isChinese = unsafe value[0] == CChar(UInt8(ascii: "z")) && value[1] == CChar(UInt8(ascii: "h"))
    return isChinese ? .chinese : .english
  }
}

/// getenv(3)
public func environment(_ name: StaticString) -> String? {
  guard let value = unsafe cl_getenv(name.cString) else { return nil }
  return unsafe String(cString: value)
}
