internal import Isolation

/// The id of this boot of the kernel, as a process reads it: `{boot-id: VALUE, in: NAME}`. random(4)
enum BootIdSubject {
  static let read: Vocabulary.Read = { value, fields, names throws(FormatError) in
    try .placed(
      value, &fields, names, at: "in",
      { Text(en: "the boot id in \($0)", zh: "\($0) 中的启动 ID ") }
    ) { _, pid in
      let path = "/proc/\(pid)/root/proc/sys/kernel/random/boot_id"
      do throws(Errno) { return .value(try readLine(CString(path)), source: path) } catch {
        return .unreadable(path, error)
      }
    }
  }
}
