internal import Isolation

/// A name of uname(2), as a process sees it: `{hostname: VALUE, in: NAME}`.
///
/// It belongs to the reader's UTS namespace, so a helper goes in to read it.
struct UnameSubject: Subject {
  let field: UnameField
  let place: String

  static func reader(_ field: UnameField) -> Vocabulary.Read {
    { value, fields, names throws(FormatError) in
      let comparison = try Comparison(value, names)
      let place = try names.binding(fields.need("in"))
      return Comparing(subject: UnameSubject(field: field, place: place), comparison: comparison)
    }
  }

  var label: Text {
    switch field {
    case .nodename: Text(en: "the host name in \(place)", zh: "\(place) 中的主机名")
    case .domainname: Text(en: "the NIS domain name in \(place)", zh: "\(place) 中的 NIS 域名")
    case .release: Text(en: "the kernel release in \(place)", zh: "\(place) 中的内核版本号")
    case .version: Text(en: "the kernel version in \(place)", zh: "\(place) 中的内核构建信息")
    }
  }

  func read(_ look: Look) -> Reading {
    guard look.isBound(place) else { return .unbound(place) }
    guard let pid = look.representative(of: place) else { return .gone(place) }
    do throws(Failure) {
      let name = try Inside.tell(field, in: .uts, at: CString("/proc/\(pid)/ns/uts"))
      return .value(name.isEmpty ? "(empty)" : name, source: "uname(2) in \(look.describe(.uts, of: pid))")
    } catch {
      return .failed(error)
    }
  }

  func moved(to place: String) -> (any Subject)? { UnameSubject(field: field, place: place) }
}
