internal import Isolation

/// A System V object by its key: `{sysv-key: KEY, kind: shm|sem|msg, in: NAME, present: true|false}`, or with
/// `text: VALUE` or `attached: VALUE` of a shared memory segment. ipc_namespaces(7)
struct SystemVSubject: Subject {
  enum Aspect: Sendable { case presence, text, attached }
  let aspect: Aspect
  let key: String
  let kind: String
  let place: String

  static let read: Vocabulary.Read = { value, fields, names throws(FormatError) in
    let kind = try fields.need("kind")
    guard ["shm", "sem", "msg"].contains(try kind.text()) else {
      throw kind.wrong(.expected("shm, sem or msg", "shm、sem 或 msg"))
    }
    let key = try value.text()
    guard key.hasPrefix("${") || Self.number(key) != nil else {
      throw value.wrong(.expected("a key such as 0x4242", "0x4242 之类的键"))
    }
    var aspect = Aspect.presence, comparison = Comparison.equal("present")
    // `present: true` may stand beside the others, which imply it.
    let present = try fields.take("present").map { value throws(FormatError) in try value.flag() } ?? true
    for aspect in ["text", "attached"] where fields.keys.contains(aspect) && (try? kind.text()) != "shm" {
      throw kind.wrong(
        Text(en: "only shared memory (shm) has \"\(aspect)\"", zh: "只有共享内存（shm）才有“\(aspect)”"))
    }
    if let text = fields.take("text") {
      aspect = .text
      comparison = try Comparison(text, names)
      if comparison == .equal("not-empty") { comparison = .notEqual("") }
    } else if let attached = fields.take("attached") {
      aspect = .attached
      comparison = try Comparison(attached, names)
    } else if !present {
      comparison = .equal("absent")
    }
    return Comparing(
      subject: SystemVSubject(
        aspect: aspect, key: key, kind: try kind.text(), place: try names.binding(fields.need("in"))),
      comparison: comparison)
  }

  static func number(_ text: String) -> Int32? {
    let value =
      text.hasPrefix("0x") ? UInt32(text.dropFirst(2), radix: 16) : Int32(text).map { UInt32(bitPattern: $0) }
    return value.map { Int32(bitPattern: $0) }
  }

  var label: Text {
    switch aspect {
    case .presence:
      Text(en: "the \(kind) object with key \(key) in \(place)", zh: "\(place) 中键为 \(key) 的 \(kind) 对象")
    case .text: Text(en: "the text under key \(key) in \(place)", zh: "\(place) 中键 \(key) 下的内容")
    case .attached:
      Text(en: "how often key \(key) is attached in \(place)", zh: "\(place) 中键 \(key) 的连接数")
    }
  }

  func read(_ look: Look) -> Reading {
    guard look.isBound(place) else { return .unbound(place) }
    guard let pid = look.representative(of: place) else { return .gone(place) }
    guard let number = look.filled(key).flatMap(Self.number) else {
      return .missing(Text(en: "\(key) is not known yet", zh: "\(key) 尚未确定"))
    }
    let file = CString("/proc/\(pid)/ns/ipc"), home = look.describe(.ipc, of: pid)
    do throws(Failure) {
      let table = try Inside.tell(SystemVTable(kind), in: .ipc, at: file)
      let found = SystemVObject.all(in: table).first { $0.key == number }
      let source = "/proc/sysvipc/\(kind) in \(home)"
      guard aspect != .presence else {
        return .value(found == nil ? "absent" : "present", source: source)
      }
      guard let found else {
        return .missing(
          look.shown(Text(en: "there is no key \(key) in \(place)", zh: "\(place) 中没有键 \(key)")))
      }
      if aspect == .attached { return .value("\(found.attached ?? 0)", source: source) }
      return .value(
        try Inside.tell(SharedMemoryText(number), in: .ipc, at: file), source: "shmat(2) in \(home)")
    } catch {
      return .failed(error)
    }
  }

  func moved(to place: String) -> (any Subject)? {
    SystemVSubject(aspect: aspect, key: key, kind: kind, place: place)
  }

  func observed(_ value: String) -> Text {
    guard aspect == .presence else { return Text(en: "it is \"\(value)\"", zh: "现在是“\(value)”") }
    return value == "present" ? Text(en: "it is there", zh: "存在") : Text(en: "it is not there", zh: "不存在")
  }
}
