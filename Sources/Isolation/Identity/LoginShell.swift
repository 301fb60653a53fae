internal import CLinux

extension Command {
  /// The caller's shell as a login shell: `$SHELL`, else the one of passwd(5), else /bin/sh.
  public static var loginShell: Command {
    if let shell = unsafe cl_getenv("SHELL") {
      return unsafe loginShell(environment: CString(shell), passwd: "", user: 0)
    }
    return loginShell(environment: nil, passwd: (try? readFile("/etc/passwd")) ?? "", user: cl_ruid())
  }

  static func loginShell(environment: CString?, passwd: String, user: UInt32) -> Command {
    var file: CString = "/bin/sh"
    if let environment, !environment.isEmpty {
      file = environment
    } else if let shell = shell(of: user, in: passwd) {
      file = shell
    }
    // A dash before its name is how login(1) tells a shell that it is the first one.
    let name = file.bytes.dropLast().split(separator: 47).last.map(Array.init) ?? []
    return Command([file], name: "-" + CString(bytes: name.map(UInt8.init(bitPattern:))))
  }

  private static func shell(of user: UInt32, in passwd: String) -> CString? {
    for line in passwd.split(separator: "\n") {
      let fields = line.split(separator: ":", omittingEmptySubsequences: false)
      if fields.count == 7, UInt32(fields[2]) == user, !fields[6].isEmpty {
        return CString(String(fields[6]))
      }
    }
    return nil
  }
}
