internal import CLinux
internal import Isolation

/// A file as a process finds it: `{file: PATH, in: NAME, present: true|false}`, or one of `text`, `owner`,
/// `group`, `mode` with a VALUE. stat(2)
struct FileSubject: Subject {
  enum Aspect: String, Sendable, CaseIterable { case present, text, owner, group, mode }
  let aspect: Aspect
  let path: String
  let place: String

  static let read: Vocabulary.Read = { value, fields, names throws(FormatError) in
    var found: (Aspect, Comparison)?
    for aspect in Aspect.allCases where found == nil {
      guard let wanted = fields.take(aspect.rawValue) else { continue }
      found =
        aspect == .present
        ? (.present, .equal(try wanted.flag() ? "present" : "absent"))
        : (aspect, try Comparison(wanted, names))
    }
    let (aspect, comparison) = found ?? (.present, .equal("present"))
    return Comparing(
      subject: FileSubject(
        aspect: aspect, path: try value.text(), place: try names.binding(fields.need("in"))),
      comparison: comparison)
  }

  var label: Text {
    switch aspect {
    case .present: Text(en: "the file \(path) in \(place)", zh: "\(place) 中的文件 \(path)")
    case .text: Text(en: "the text of \(path) in \(place)", zh: "\(place) 中 \(path) 的内容")
    case .owner: Text(en: "the owner of \(path) in \(place)", zh: "\(place) 中 \(path) 的属主")
    case .group: Text(en: "the group of \(path) in \(place)", zh: "\(place) 中 \(path) 的属组")
    case .mode: Text(en: "the mode of \(path) in \(place)", zh: "\(place) 中 \(path) 的权限位")
    }
  }

  func read(_ look: Look) -> Reading {
    guard look.isBound(place) else { return .unbound(place) }
    guard let pid = look.representative(of: place) else { return .gone(place) }
    guard let filled = look.filled(path) else {
      return .missing(Text(en: "\(path) is not known yet", zh: "\(path) 尚未确定"))
    }
    let full = "/proc/\(pid)/root\(filled)"
    var identity = cl_identity()
    let looked = unsafe cl_identify(-1, full, &identity)
    guard looked >= 0 else {
      let error = Errno(-looked)
      if aspect == .present, error == .noEntry { return .value("absent", source: full) }
      return .unreadable(full, error)
    }
    switch aspect {
    case .present: return .value("present", source: full)
    case .owner: return .value("\(identity.owner)", source: "stat(2) of \(full)")
    case .group: return .value("\(identity.group)", source: "stat(2) of \(full)")
    case .mode: return .value(String(identity.mode & 0o7777, radix: 8), source: "stat(2) of \(full)")
    case .text:
      // S_IFREG of inode(7): anything else might block, or never end.
      guard identity.mode & 0o170000 == 0o100000 else {
        return .missing(Text(en: "\(filled) is no regular file", zh: "\(filled) 不是普通文件"))
      }
      do throws(Errno) {
        return .value(try readLine(CString(full)), source: full)
      } catch {
        return .unreadable(full, error)
      }
    }
  }

  func moved(to place: String) -> (any Subject)? { FileSubject(aspect: aspect, path: path, place: place) }

  func observed(_ value: String) -> Text {
    guard aspect == .present else { return Text(en: "it is \(value)", zh: "现在是 \(value)") }
    return value == "present" ? Text(en: "it is there", zh: "存在") : Text(en: "it is not there", zh: "不存在")
  }
}
