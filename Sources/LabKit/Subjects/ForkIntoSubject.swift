internal import Isolation

/// What comes of starting a process in a pid namespace: `{fork-into: NAME, refused: ENOMEM}`.
///
/// It is tried, by a helper, so it is done only when everything else is met.
struct ForkIntoSubject: Subject {
  let namespace: String
  var isProbe: Bool { true }

  static let read: Vocabulary.Read = { value, fields, names throws(FormatError) in
    let refused = try fields.need("refused")
    let name = try refused.text()
    guard Errno(named: name) != nil else {
      throw refused.wrong(.expected("an error such as ENOMEM", "ENOMEM 之类的错误名"))
    }
    return Comparing(
      subject: ForkIntoSubject(namespace: try names.binding(value)), comparison: .equal(name))
  }

  var label: Text {
    Text(en: "what starting a process in \(namespace) gives", zh: "在 \(namespace) 中创建进程的结果")
  }

  func read(_ look: Look) -> Reading {
    guard case .namespace(let bound)? = look.bindings[namespace] else { return .unbound(namespace) }
    let path: CString
    if let resident = look.members(in: bound).first {
      path = CString("/proc/\(resident.pid)/ns/\(bound.kind.name)")
    } else if let descriptor = look.descriptors(on: bound).first {
      path = descriptor
    } else {
      return .missing(Text(en: "nothing leads to \(namespace) any more", zh: "已没有任何途径进入 \(namespace)"))
    }
    do throws(Failure) {
      let errno = try Inside.fork(into: path)
      return .value(errno?.name ?? "success", source: "setns(2) through \(path.text), then fork(2)")
    } catch {
      return .failed(error)
    }
  }
}
