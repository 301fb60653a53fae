internal import CLinux

/// Who the caller is before a plan is run: inside a new user namespace nothing tells of it any more.
public struct Origin: Sendable {
  let me = Credentials.current
  let maps: [IdKind: IdMap]

  /// Reads the id maps only where the plan may fail for them.
  public init(of plan: Plan? = nil) {
    let mapsIds = plan?.steps.contains { $0.role == .helper } ?? false
    guard mapsIds else {
      maps = [:]
      return
    }
    maps = Dictionary(
      uniqueKeysWithValues: [IdKind.user, .group].map { kind in
        (kind, IdMap(reading: (try? readFile(CString("/proc/self/" + kind.mapFile))) ?? ""))
      })
  }
}

extension HostFacts {
  /// What has to do with ids, and with the programs that map them.
  mutating func readIdentity() {
    let users = UserDatabase.users
    userName = users.name(of: user)
    loginGroup = users.group(of: user)
    hasNoGroups = (try? readFile("/proc/self/gid_map")) == ""
    setgroups = (try? readLine("/proc/self/setgroups")) ?? ""
    isDebian = (try? FileIdentity(of: "/etc/debian_version")) != nil
    for kind in [IdKind.user, .group] {
      subordinates[kind] = try? readFile(kind.subordinateFile)
      programs[kind.mapper] = Self.path(of: kind.mapper)
    }
    program = { path in
      var found = cl_identity()
      guard unsafe cl_identify(-1, path.bytes, &found) == 0 else { return nil }
      // S_ISUID of inode(7). Whose it is does not show from within a new user namespace.
      return (found.mode & 0o4000 != 0, unsafe cl_file_capabilities(path.bytes))
    }
  }

  /// Where execvp(3) finds a program.
  private static func path(of program: CString) -> CString? {
    let folders = unsafe cl_getenv("PATH").map { unsafe CString($0).text } ?? "/bin:/usr/bin"
    return folders.split(separator: ":").lazy.map { CString($0 + "/") + program }
      .first { (try? FileIdentity(of: $0)) != nil }
  }
}
