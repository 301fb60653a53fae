internal import Isolation

/// On how many processors a process may run: `{processors: VALUE, of: NAME}`. sched_setaffinity(2)
enum ProcessorsSubject {
  static let read: Vocabulary.Read = { value, fields, names throws(FormatError) in
    try .placed(
      value, &fields, names,
      { Text(en: "the number of processors on which \($0) may run", zh: "\($0) 可以使用的处理器个数") }
    ) { _, pid in
      let number = allowedProcessors(of: pid).count
      guard number > 0 else { return .gone("\(pid)") }
      return .value("\(number)", source: "Cpus_allowed_list in /proc/\(pid)/status")
    }
  }
}
