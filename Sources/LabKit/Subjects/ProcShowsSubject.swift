internal import Isolation

/// Whether the /proc that one process sees lists another: `{proc-shows: NAME, to: NAME2, is: yes|no}`.
///
/// A proc mount shows the pid namespace of the one that mounted it, whoever looks. proc(5)
enum ProcShowsSubject {
  static let read: Vocabulary.Read = { value, fields, names throws(FormatError) in
    let shown = try names.binding(value)
    return try .about(
      &fields, names, at: "to", otherwise: .equal("yes"),
      {
        Text(en: "whether the /proc of \($0) shows \(shown)", zh: "\($0) 看到的 /proc 中是否有 \(shown)")
      }, sentence: Text.yesOrNo
    ) { look, pid in
      guard look.isBound(shown) else { return .unbound(shown) }
      guard let status = look.status(of: shown) else { return .gone(shown) }
      let folder = "/proc/\(pid)/root/proc"
      // Its number there is one of those that it has at its levels.
      for number in Set(status.levels) {
        guard let there = try? ProcessStatus(of: number, in: folder), there.started == status.started,
          there.name == status.name, there.levels.last == status.levels.last
        else { continue }
        return .answer(true, source: "\(folder)/\(number)/status")
      }
      do throws(Errno) { _ = try Descriptor(opening: CString(folder)) } catch {
        return .unreadable(folder, error)
      }
      return .answer(false, source: folder)
    }
  }
}
