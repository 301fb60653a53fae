internal import CLinux

extension Command {
  /// The caller's shell as a login shell: `$SHELL`, else the one of passwd(5), else /bin/sh.
  public static var loginShell: Command {
    if let shell = unsafe cl_getenv("SHELL"), unsafe shell.pointee != 0 {
      return unsafe loginShell(environment: CString(shell), passwd: "", user: 0)
    }
    return loginShell(environment: nil, passwd: (try? readFile("/etc/passwd")) ?? "", user: cl_ruid())
  }

  /// The same of another environment, which it gets.
  public static func loginShell(in variables: [CString]?) -> Command {
    guard let variables else { return loginShell }
    let shell = variables.first { $0.text.hasPrefix("SHELL=") }?.dropping("SHELL=".utf8.count)
    let passwd = shell?.isEmpty ?? true ? (try? readFile("/etc/passwd")) ?? "" : ""
    let command = loginShell(environment: shell, passwd: passwd, user: cl_ruid())
    return Command(command.arguments, name: command.name, environment: variables)
  }

  static func loginShell(environment: CString?, passwd: String, user: UInt32) -> Command {
    var file: CString = "/bin/sh"
    if let environment, !environment.isEmpty {
      file = environment
    } else if let shell = UserDatabase(passwd).shell(of: user) {
      file = CString(shell)
    }
    // A dash before its name is how login(1) tells a shell that it is the first one.
    let name = file.bytes.dropLast().split(separator: 47).last.map(Array.init) ?? []
    return Command([file], name: "-" + CString(bytes: name.map(UInt8.init(bitPattern:))))
  }
}
