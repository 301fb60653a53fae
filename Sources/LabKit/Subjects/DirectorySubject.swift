internal import Isolation

/// Which directory is the root, or the working directory, of a process: `{root: PATH, of: NAME, is: yes|no}`,
/// `{cwd: PATH, of: NAME, is: yes|no}`. PATH is as `outside` sees it. proc_pid_root(5), proc_pid_cwd(5)
enum DirectorySubject {
  static func reader(_ link: String) -> Vocabulary.Read {
    { value, fields, names throws(FormatError) in
      let path = try value.text()
      return try .about(
        &fields, names, otherwise: .equal("yes"),
        { name in
          link == "root"
            ? Text(en: "whether the root directory of \(name) is \(path)", zh: "\(name) 的根目录是否为 \(path)")
            : Text(en: "whether the working directory of \(name) is \(path)", zh: "\(name) 的工作目录是否为 \(path)")
        }, sentence: Text.yesOrNo
      ) { look, pid in
        guard let filled = look.filled(path) else {
          return .missing(Text(en: "\(path) is not known yet", zh: "\(path) 尚未确定"))
        }
        let (mine, wanted) = ("/proc/\(pid)/\(link)", "/proc/\(look.outside.pid)/root\(filled)")
        do throws(Errno) {
          let own = try FileIdentity(of: CString(mine))
          // What is not there cannot be it.
          guard let other = try? FileIdentity(of: CString(wanted)) else {
            return .answer(false, source: mine)
          }
          return .answer(own == other, source: "\(mine), \(wanted)")
        } catch {
          return .unreadable(mine, error)
        }
      }
    }
  }
}

extension Look {
  /// Whether a link of /proc/PID leads to the directory that `outside` sees at a path.
  func isDirectory(_ path: String, _ link: String, of pid: Int32) -> Bool {
    guard let filled = filled(path), let own = try? FileIdentity(of: CString("/proc/\(pid)/\(link)")),
      let other = try? FileIdentity(of: CString("/proc/\(outside.pid)/root\(filled)"))
    else { return false }
    return own == other
  }
}
