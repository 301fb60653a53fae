internal import CLinux
internal import Isolation

/// A number made of all names, modes and contents below a directory: `{hash-of: PATH, in: NAME, is: VALUE}`, as a
/// rule `as-at-activation`. It tells whether anything has changed, not who did it: FNV-1a, no cryptography.
enum TreeHashSubject {
  static let read: Vocabulary.Read = { value, fields, names throws(FormatError) in
    let path = try value.text()
    // The sketch of an author says `as-at-activation: true` here.
    let flag =
      try fields.take("as-at-activation").map { value throws(FormatError) in try value.flag() } ?? true
    return try .about(
      &fields, names, at: "in", otherwise: flag ? .asAtActivation : .changed,
      { Text(en: "the contents of \(path) in \($0)", zh: "\($0) 中 \(path) 的全部内容") }
    ) { look, pid in
      guard let filled = look.filled(path) else {
        return .missing(Text(en: "\(path) is not known yet", zh: "\(path) 尚未确定"))
      }
      let full = "/proc/\(pid)/root\(filled)"
      var hash: UInt64 = 0xcbf2_9ce4_8422_2325, budget = 4096
      do throws(Errno) { try add(full, to: &hash, &budget) } catch { return .unreadable(full, error) }
      guard budget > 0 else {
        return .cannotTell(Text(en: "there is too much below \(filled)", zh: "\(filled) 下的文件太多"))
      }
      return .value(String(hash, radix: 16), source: full)
    }
  }

  private static func add(_ path: String, to hash: inout UInt64, _ budget: inout Int) throws(Errno) {
    func mix(_ bytes: some Sequence<UInt8>) {
      for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    }
    budget -= 1
    guard budget > 0 else { return }
    // A link is hashed by its target, not followed: it may lead out of the tree, or nowhere.
    var target = [CChar](repeating: 0, count: 4096)
    let length = unsafe cl_readlink(-1, path, &target, target.count)
    if length >= 0 { return mix(target[..<length].map(UInt8.init(bitPattern:))) }
    var identity = cl_identity()
    try Errno.check(unsafe cl_identify(-1, path, &identity))
    mix("\(identity.mode)".utf8)
    switch identity.mode & 0o170000 {
    case 0o100000: mix(try Descriptor(opening: CString(path)).readAll())
    case 0o040000:
      for name in try Descriptor(opening: CString(path)).names().map(\.text).sorted() {
        mix(name.utf8)
        try add("\(path)/\(name)", to: &hash, &budget)
      }
    default: break
    }
  }
}
